"""What is said where a comment is written: the ways to do so, and our own form.

A comment gives the English, as in `table`. "count", "host" and "name" in the words of the form are
filled in by the page's own script.
"""

from __future__ import annotations

import msgspec


class CommentWords(msgspec.Struct, frozen=True, kw_only=True):
    """Adding a comment."""

    # The ways to do so -----------------------------------------------------------------------
    join: str  # "Join the conversation"
    house_rules: str  # "Please read first:" ... a link
    at: str  # "See and add comments at {place}"
    mailbox: str  # "The address for comments is {mailbox}."
    in_a_letter: str  # "Write your comment in an e-mail", beside a form
    other_ways: str  # "Or in another way:" ... some sentences
    mail_subject: str  # "Comment on “{title}”"
    mail_about: str  # "My comment on" ... an address
    since: str  # "These were made since then."
    printed: str  # "The conversation goes on at" ... an address

    # Our form --------------------------------------------------------------------------------
    open: str  # "Write a comment here"
    yours: str  # "Your comment"
    your_reply: str  # "Your reply to {name}"
    reply: str  # "Reply"
    reply_to: str  # "Reply to {name}"
    text: str  # "What would you like to say?"
    text_hint: str  # "Plain words will do. …"
    name: str  # "Your name (optional)"
    name_hint: str  # "As it should stand beside your comment. A first name will do."
    goes_to: str  # "What you write here goes to {host}, and is for everybody to read. …"
    send: str  # "Send your comment"
    cancel: str  # "Close without sending"

    # What becomes of a comment ---------------------------------------------------------------
    sending: str  # "Sending …"
    held: str  # "Thank you. We have your comment. Somebody reads it before others can see it."
    shown: str  # "Thank you. Everybody can read your comment now."
    only_you: str  # "Only you see this so far"
    no_name: str  # "No name given"
    newer_one: str  # "1 newer comment has come since this page was made."
    newer: str  # "{count} newer comments have come since this page was made."
    show_newer: str  # "Show what is new"
    too_short: str  # "Please write something first: three letters at least."
    too_long: str  # "This is too long by {count} letters. …"
    refused: str  # "Your comment was not accepted. …"
    wrong: str  # "The comment service could not read your comment. …"
    failed: str  # "The comment service does not work at the moment. …"
    late: str  # "The comment service did not answer in time. …"
    offline: str  # "The comment service cannot be reached. …"
    kept: str  # "What you wrote is still here."

    # The frame of another service ------------------------------------------------------------
    frame_about: str  # "The comments are kept at {place}, …"
    frame_open: str  # "Show the comments from {place}"
    frame: str  # "Comments at {place} on “{title}”"
    signed_in: str  # "You have signed in at {place}. Press the button again to write."
