"""What is said in English where a comment is written."""

from __future__ import annotations

from plugins.model.wording.comment_words import CommentWords

COMMENTS = CommentWords(
    join="Join the conversation",
    house_rules="Please read first:",
    at="See and add comments at {place}",
    mailbox="The address for comments is {mailbox}.",
    in_a_letter="Write your comment in an e-mail",
    other_ways="Or in another way:",
    mail_subject="Comment on “{title}”",
    mail_about="My comment on",
    since="These were made since then.",
    printed="The conversation goes on at",
    open="Write a comment here",
    yours="Your comment",
    your_reply="Your reply to {name}",
    reply="Reply",
    reply_to="Reply to {name}",
    text="What would you like to say?",
    text_hint="Plain words will do. An empty line begins a new paragraph.",
    name="Your name (optional)",
    name_hint="As it should stand beside your comment. A first name will do.",
    goes_to=(
        "What you write here goes to {host}, and is for everybody to read. We do not ask for"
        " your e-mail address, and keep nothing on your device."
    ),
    send="Send your comment",
    cancel="Close without sending",
    sending="Sending …",
    held="Thank you. We have your comment. Somebody reads it before others can see it.",
    shown="Thank you. Everybody can read your comment now.",
    only_you="Only you see this so far",
    no_name="No name given",
    newer_one="1 newer comment has come since this page was made.",
    newer="{count} newer comments have come since this page was made.",
    show_newer="Show what is new",
    too_short="Please write something first: three letters at least.",
    too_long="This is too long by {count} letters. Shorten it, or send it in two parts.",
    refused=(
        "Your comment was not accepted. The comment service takes only so many at a time from one"
        " place and on one page; some ask for a name. Wait for a few minutes, then send it again."
    ),
    wrong="The comment service could not read your comment. Send it to us in another way.",
    failed="The comment service does not work at the moment. Try again later.",
    late=(
        "The comment service did not answer in time. Your comment may have arrived all the same. If"
        " you send it again and it comes twice, we keep one."
    ),
    offline="The comment service cannot be reached. Look whether you are online, and try again.",
    kept="What you wrote is still here.",
    frame_about=(
        "The comments are kept at {place}, and a service named giscus shows them here. Both belong"
        " to others, and can see that you look. They are asked for nothing until you press the"
        " button. To write there you need an account at {place}."
    ),
    frame_open="Show the comments from {place}",
    frame="Comments at {place} on “{title}”",
    signed_in="You have signed in at {place}. Press the button again to write.",
)
