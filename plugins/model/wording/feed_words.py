"""What is said of feeds, and in them.

A comment gives the English, as in `table`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class FeedWords(msgspec.Struct, frozen=True, kw_only=True):
    """Feeds: the page that lists them all, and what they are called wherever they are named."""

    title: str  # "Feeds to follow"
    about: str  # "All feeds of {site}, and how to follow them."
    lead: str  # "A feed brings you what is new here, …"
    titles: Mapping[str, str]  # of a feed, by its kind, wherever it stands: "New posts by {name}"
    names: Mapping[str, str]  # of the feeds of which there is one each, in the list of all
    holds: Mapping[str, str]  # what these hold, in a sentence
    changed: str  # "{title}: updated", the title of an entry that tells of a major change
    comment: str  # "Comment on “{title}”: {name}", that of a comment
    everything: str  # "The whole site"
    languages: str  # "Languages"
    threads: str  # "Comments on one post"
    copy: str  # "Copy"
    copied: str  # "Copied"
    said: str  # "Copied: {address}"
    failed: str  # "The address could not be copied. It is selected now: …"
    with_reader: str  # "With a feed reader"
    steps: tuple[str, ...]  # how
    without_reader: str  # "Without a feed reader"
    ways: tuple[str, ...]  # how
    together_how: str  # "Most readers can also take in many feeds together, …" ... the file
    file: str  # "all our feeds in one file (OPML)"
    to_know: str  # "Good to know"
    known: tuple[str, ...]  # what
    undated: str  # "Posts whose date is not known are in no feed of new posts. …"
    style: Mapping[str, str]  # what a feed says that is opened in a browser; see theme/feeds/
