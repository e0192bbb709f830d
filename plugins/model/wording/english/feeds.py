"""What is said of feeds in English."""

from __future__ import annotations

from plugins.model.wording.feed_words import FeedWords

FEEDS = FeedWords(
    title="Feeds to follow",
    about="All feeds of {site}, and how to follow them.",
    lead=(
        "A feed brings you what is new here, so that you need not come and look. It costs nothing,"
        " it needs no account, and nobody learns that you follow it."
    ),
    titles={
        "all": "New posts",
        "changes": "Major updates",
        "easy-read": "New in Easy Read",
        "comments": "Comments on all posts",
        "thread": "Comments on “{name}”",
        "kinds": "New posts: {name}",
        "topics": "New posts on the topic “{name}”",
        "series": "New posts in the series “{name}”",
        "organisations": "New posts from {name}",
        "people": "New posts by {name}",
        "languages": "New posts in this language: {name}",
    },
    names={
        "all": "All new posts",
        "changes": "Major updates only",
        "easy-read": "Easy Read",
        "comments": "All comments",
    },
    holds={
        "all": "Every post when it is published, whatever it is about.",
        "changes": "An entry whenever the meaning of a post has changed, with what changed.",
        "easy-read": "New texts in short sentences with pictures.",
        "comments": "The comments that stand on this site, under whatever post.",
    },
    changed="{title}: updated",
    comment="Comment on “{title}”: {name}",
    everything="The whole site",
    languages="Languages",
    threads="Comments on one post",
    copy="Copy",
    copied="Copied",
    said="Copied: {address}",
    failed="The address could not be copied. It is selected now: copy it as you copy other text.",
    with_reader="With a feed reader",
    steps=(
        "Get a feed reader, if you have none. It is a program or a website that looks after feeds."
        " There are free ones for every phone and computer, and some browsers and e-mail"
        " programs can do it too.",
        "Copy the address of a feed from this page.",
        "In the reader, choose what may be called “Add feed”, “Subscribe” or “Follow”, and paste"
        " the address there.",
    ),
    without_reader="Without a feed reader",
    ways=(
        "By e-mail: some websites follow a feed for you and send you what is new. Give one of them"
        " the address of a feed. It will then know your e-mail address; we will not.",
        "Where your team talks: many programs for chat at work can follow a feed and tell of new"
        " posts in a channel.",
        "In your browser: open a feed by its name below, keep it as a bookmark, and look in when"
        " you like.",
    ),
    together_how=(
        "Most readers can also take in many feeds together, and call that “import” or “OPML”."
        " For that, here are"
    ),
    file="all our feeds in one file (OPML)",
    to_know="Good to know",
    known=(
        "A post stands in a feed in the place where it was first published. When a slip is mended,"
        " nothing is told anew. When the meaning of a post has changed, the feed “Major updates"
        " only” has an entry that says what changed.",
        "A feed holds the newest posts. The one with all new posts also leads back, part by part,"
        " to the very first; these parts are called archives, and some readers can load them.",
        "Every feed is there in two formats, RSS and Atom, with the same content. If you are not"
        " sure, take RSS. Those in JSON are for people who write programs.",
    ),
    undated="Posts whose date is not known are in no feed of new posts. You find them here:",
    style={
        "what": "This is a feed",
        "how": (
            "A feed reader can watch it for you and show you what is new. To follow it, copy the"
            " address of this page from the address bar, and paste it into a feed reader."
        ),
        "all": "All our feeds, and how to follow them: {address}",
        "older": "The newest entries stand here. Everything that is older stands on the website.",
        "part": "This is an older part of a feed",
        "closed": (
            "It never changes, and nothing new comes here. To follow, use the feed itself: it is in"
            " the list of all feeds, whose address is at the bottom of this page."
        ),
    },
)
