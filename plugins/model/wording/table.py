"""What the site itself says, as one table that each language fills in.

A comment gives the English. What stands in {} is filled in by `str.format`, and is the same in each
language. Dots outside of the quotes mean that something follows: a link, a name, a day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

import msgspec

from plugins.model.wording.comment_words import CommentWords
from plugins.model.wording.feed_words import FeedWords
from plugins.model.wording.search_words import SearchWords
from plugins.model.wording.statement_words import StatementWords

Count = Callable[[int], str]  # 3 -> "3 posts"


class KindWords(msgspec.Struct, frozen=True):
    """What readers call a kind of post: one of it, and many; and what that is."""

    name: str
    plural: str
    about: str


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """All that the site says in one language; `lang` is its code."""

    lang: str

    # Grammar: days, names in a row, numbers of things --------------------------------------------
    day: Callable[[datetime.date], str]  # "10 February 2014"
    in_a_row: Callable[[Iterable[str]], str]  # "a, b and c"
    and_before: Callable[[str], str]  # "and", as it stands before a word
    posts: Count  # "3 posts"
    all_posts: Count  # "All 3 posts"
    parts: Count  # "3 parts"
    comments: Count  # "3 comments"
    reading_time: Count  # "3 minutes to read"
    others: Count  # "3 others", after some names
    counts: Mapping[str, Count]  # what an index holds, by its kind: "3 people"
    years: str  # "{first} to {last}"
    in_year: str  # "in {year}"
    since: str  # "since {year}"
    until: str  # "until {year}"
    languages: Mapping[str, str]  # the names of languages, by their codes

    # On every page -------------------------------------------------------------------------------
    this_page: str  # "This page:"
    skip: str  # "Skip to the main text"
    main_menu: str  # "Main"
    breadcrumbs: str  # "Breadcrumb"
    about_site: str  # "About this site"
    site_licence: str  # "Licence, unless a page says otherwise:" ...
    follow: str  # "Follow new posts (RSS)"
    follow_here: str  # "Follow what is new here (RSS)"
    colours: str  # "Colours"
    device: str  # "as on my device"
    light: str  # "light"
    dark: str  # "dark"
    titles: Mapping[str, str]  # of the indexes, by their kinds: "Posts"
    kinds: Mapping[str, KindWords]  # of posts
    things: Mapping[str, str]  # one of what has a page, by its kind: "Person"

    # A post, and what pages of other kinds have too -----------------------------------------------
    by: str  # "By" ...
    by_within: str  # "by" ... within a sentence
    unknown_author: str  # "Author not known"
    unknown_day: str  # "Date not known"
    added: str  # "Added on" ...
    described_by: str  # "{kind} by {authors}"
    described_on: str  # "{said}, added on {day}"
    draft: str  # "Draft"
    future: str  # "Not yet published"
    preview: str  # "This is a preview. Readers do not see this page yet."
    superseded: str  # "This page is out of date. Read the new one:" ...
    overdue: str  # "This page may be out of date. It was due to be checked by {due}."
    overdue_checked: str  # "This page may be out of date. It was last checked on {checked}, …"
    contents: str  # "On this page"
    part_of: str  # "Part {number} of {total} in the series" ...
    part: str  # "Part {number}"
    more_parts: str  # "More in the series"
    picture_by: str  # "Picture:" ...
    topics: str  # "Topics"
    last_updated: str  # "Last Updated:" ...
    page_author: str  # "Page Author:" ...
    suggest: str  # "Suggest a change to this page"
    changed: str  # "What has changed"
    changes: Mapping[str, str]  # "Updated" and "Corrected", by the kind of change
    read_next: str  # "Read next"
    from_publisher: str  # "from" ...
    comments_on: str  # "on" ... after a number of comments: a title

    # Where a text comes from, and how to cite it --------------------------------------------------
    source: str  # "Where this comes from"
    sources: Mapping[str, str]  # what a digest and the like are, by the relation
    read_whole: str  # "Read the full blog on the {publisher} website"
    no_address: str  # "The address of the full text is not known."
    also_published: str  # "Also published by" ...
    cite: str  # "Use and cite this"
    cite_how: str  # "To name it elsewhere, copy this:"
    licence: str  # "Licence:" ...
    cited_undated: str  # "no date"
    cited_update: str  # "Last updated {day}"
    first_published: str  # "First published by {publisher}"

    # Versions, and Easy Read ----------------------------------------------------------------------
    also_as: str  # "Also available as"
    formats: Mapping[str, str]  # of versions: "Audio"
    other_format: str  # "Another form"
    elsewhere: str  # "at {host}"
    transcripts: Mapping[str, str]  # by format; of all others under "": "Transcript of the audio"
    checked_by: str  # "Checked by" ...
    older: str  # "This version was made from an older text, of {day}."
    easy_read: str  # "Easy Read"
    easy_read_title: str  # "{title}: Easy Read"
    easy_read_about: str  # "{title}, in Easy Read: short sentences, with pictures."
    easy_read_marked: str  # "{title} (Easy Read)"
    easy_read_of: str  # "This is the Easy Read version of" ...
    hard_words: str  # "Hard words"
    hard_words_below: str  # "are explained at the end." after the words above, as a link
    words_checked_by: str  # "These people checked the words:" ...

    # Comments -------------------------------------------------------------------------------------
    discussion: str  # "Comments"
    add_comment: str  # "Add your comment"
    mail_comment: str  # "Send your comment by e-mail"
    closed: str  # "Comments are closed."
    open_until: str  # "Comments are open until {day}."
    made_on: str  # "These comments were made on {site}."
    moved_on: str  # "These comments were made on {site}, and were moved here on {day}."
    no_name: str  # "Name not known"
    no_day: str  # "Date not known"
    in_reply: str  # "in reply to" ...
    reply_to_removed: str  # "a comment that was removed"
    reply_to_no_name: str  # "somebody whose name was not kept"
    reply_to_nameless: str  # "somebody who gave no name"
    reply_to_missing: str  # "a comment that is not here"
    paused: str  # "Comments are paused."
    paused_until: str  # "Comments are paused. The last day of the pause is {day}."
    removed: str  # "This comment was removed."
    removed_on: str  # "This comment was removed on {day}."

    # Lists ----------------------------------------------------------------------------------------
    all_posts_title: str  # "All posts"
    all_posts_about: str  # "All that we have published, the newest first."
    posts_of: str  # "Posts of {year}"
    posts_undated: str  # "Posts whose date is not known"
    numbered: str  # "{title}, page {number}"
    numbered_about: str  # "{title}, counted from the oldest posts."
    index_about: str  # "{title} of {site}: {count}."
    position: str  # "Page {number}, counted from the oldest"
    newer: str  # "Newer posts"
    older_posts: str  # "Older posts"
    pages_of_list: str  # "Pages of this list"
    letters: str  # "Letters"
    more_from_a_to_z: str  # "From A to Z, too"
    no_posts: str  # "There are no posts here yet."
    nothing_yet: str  # "There is nothing here yet."

    # The front page -------------------------------------------------------------------------------
    new: str  # "New"
    briefs: str  # "News and digests"
    voices: str  # "Who wrote here lately"
    all_people: str  # "All people"
    latest: str  # "Latest:" ...

    # People, organisations, series, topics --------------------------------------------------------
    person_about: str  # "Who {name} is, and what they wrote."
    inactive: str  # "This person no longer takes part in the network. What they wrote stays."
    deputy: str  # "looks after their pages now." after a name
    looks_after: str  # "Looks after these pages"
    organisation_about: str  # "Who works at {name}, and what they wrote."
    website: str  # "Website"
    member: str  # "Member {years}"
    people: str  # "People"
    former: str  # "Worked here before"
    series_title: str  # "Series: {title}"
    series_about: str  # "All parts of the series {title}, in their order."
    series_states: Mapping[str, str]  # "Open" and "Complete"
    series_is: str  # "Series: {state}, {count}"
    no_parts: str  # "There are no posts in this series yet."
    topic_title: str  # "Topic: {title}"
    topic_about: str  # "All posts about {title}."
    broader: str  # "Part of" ...
    narrower: str  # "Within this topic"

    # What is not, or no longer, at an address -----------------------------------------------------
    missing: str  # "There is no page at this address"
    missing_why: str  # "The address may have been typed with a mistake, …"
    go_on: str  # "You can go on from here:"
    front_page: str  # "The front page"
    go_on_from: str  # "You can go on from" ...
    the_front_page: str  # "the front page", after the words above
    moved: str  # "This page has moved"
    now_here: str  # "It is now here:" ...
    moved_title: str  # "Moved from {old}"
    moved_about: str  # "What stood at {old} is now at {new}."
    gone: str  # "This page is gone"
    gone_here: str  # "What stood at this address was taken away"
    withdrawn: str  # "This post was taken away"
    taken_on: str  # "on" ... after either of these: a day
    text_gone: str  # "Its text is no longer here."
    why: str  # "Why:" ...
    read_instead: str  # "Read this instead:" ...

    # In the text of a file, and in the feed -------------------------------------------------------
    footnotes: str  # "Footnotes"
    back: str  # "Back to the text"
    back_to_place: str  # "Back to the text (place {number})"
    read_post: str  # "Read this post on the {site} website"
    taken_from: str  # "From" ... a title

    comment: CommentWords
    feeds: FeedWords
    search: SearchWords
    statement: StatementWords

    def language(self, code: str) -> str:
        """The name of a language; the code itself where it is not known here."""
        return self.languages.get(code.partition("-")[0].lower(), code)
