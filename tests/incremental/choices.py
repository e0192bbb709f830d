"""What stands after a key or a setting when it is edited: what is usual, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

DAYS = ("2012-02-10", "2014-11-14", "2018-04-06", "2019-07-01", "2025-12-31", "2027-01-02")
TITLES = ("The gate", "Notes from the yard", "A *new* title", "Was & is", "Two: `x`")
AUTHORS = (
    "ada-quell",
    "bram-ostrey",
    "[dilys-marr, Ada Quell]",
    "Pat Guest, Lantern House",
    "Pat Guest, Nowhere Known",
    "unknown",
    "Ada Quel",  # near a name, so wrong
)
KEYS: dict[str, Sequence[str]] = {
    "title": TITLES,
    "date": (*DAYS, "2015-06-01 10:30", "unknown"),
    "last_updated": ("", *DAYS),
    "topics": ("", "[listening]", "[practice]", "[Hearing, Practice]"),
    "series": ("", "first-visits", "Closing time"),
    "author": AUTHORS,
    "organisation": ("", "lantern-house", "[tolling-mill, lantern-house]"),
    "page_author": ("", "ada-quell", "bram-ostrey", "Web team"),
    "status": ("", "draft", "{status: withdrawn, on: 2020-01-01, reason: It went.}"),
    "featured": ("", "yes"),
    "summary": ("", "Short & <b>bold</b>.", "Another summary."),
    "image": (
        "",
        "{src: ../../media/gate.svg, alt: A gate}",
        "{src: ../../media/chair.svg, decorative: true}",
        "{src: ../../media/towpath.jpg, alt: A bench, caption: The canal}",
        "{src: ../../media/lost.svg, alt: Nothing}",
    ),
    "comments": ("", "closed", "off", "open", "{state: open, until: 2026-11-22}", "{id: a-thread}"),
    "review_by": ("", "2020-01-01", "2026-11-21", "2026-12-31"),
    "kind": ("blog", "news", "story", "resource"),
    "lang": ("", "cy", "fr"),
    "licence": ("", "All rights reserved"),
    "aliases": ("", "[/old/one/]", "[/old/one/, /old/two.html]"),
    "slug": ("", "another-slug", "the-gate"),
    "superseded_by": ("", "the-kitchen", "opening-hours"),
    "translation_of": ("", "the-gate", "the-kitchen"),
    "versions": (
        "",
        "[{format: audio, file: ../../media/the-gate.wav, made_from: 2012-02-10}]",
        "[{format: audio, file: ../../media/the-gate.wav, transcript: ../../media/the-gate.txt}]",
        "[{format: bsl, href: 'https://signs.example/x', lang: bfi, checked_by: [Jo]}]",
    ),
}
RECORD_KEYS: dict[str, dict[str, Sequence[str]]] = {
    "people": {
        "name": ("Ada Quell", "Somebody Else", "Zed A. Last"),
        "sort_name": ("", "Aaa, First"),
        "image": (
            *("", "{src: ../media/gate.svg, alt: A face}", "{src: ../media/chair.svg, alt: B}"),
            "{src: ../media/towpath.jpg, alt: Somebody}",
        ),
        "affiliations": (
            "",
            "[{organisation: lantern-house, role: Cook}]",
            "[{organisation: Tolling Mill, to: 2016-01-01}]",
            "[{organisation: lantern-house, to: 2026-11-21}]",
            "[{organisation: Elsewhere}]",
        ),
        "deputy": ("", "bram-ostrey", "ada-quell"),
        "active": ("yes", "no"),
        "aliases": ("", "[aquell]", "[Old Name]"),
    },
    "organisations": {
        "name": ("Lantern House", "The New House", "Lantern & Mill"),
        "website": ("", "https://new.example/"),
        "logo": ("", "{src: ../media/chair.svg, alt: A chair}"),
        "member_to": ("", "2024-01-01"),
    },
    "topics": {
        "title": ("Listening", "Practice", "Hearing more"),
        "broader": ("", "practice", "listening"),
    },
    "series": {
        "title": ("First visits", "Last visits"),
        "state": ("open", "closed"),
        "order": ("", "[the-kitchen, the-gate]", "[the-gate]", "[a-draft, the-kitchen]"),
    },
    "pages": {
        "title": ("About us", "For *everybody*"),
        "menu": ("", "1", "3"),
        "summary": ("", "Who."),
        "lang": ("", "cy", "fr"),
        "last_updated": ("", "2025-01-01"),
        "review_by": ("", "2026-11-21"),
        "page_author": ("", "ada-quell", "Web team"),
        "status": ("", "draft"),
    },
    "easy-read": {
        "title": ("The gate", "Easy"),
        "of": ("the-gate", "the-kitchen", "about"),
        "made_from": ("", "2012-02-10", "2026-01-01"),
        "last_updated": ("", "2013-01-01", "2020-01-01"),
        "checked_by": ("", "[Jo]"),
        "lang": ("", "cy", "fr"),
        "page_author": ("", "bram-ostrey"),
        "status": ("", "draft"),
    },
}
SETTINGS: dict[str, Sequence[object]] = {
    "SITENAME": ("Another name", "Lantern Row & Friends"),
    "SITESUBTITLE": ("", "A line"),
    "LOGO": ("", "media/chair.svg", "media/gate.svg", "media/towpath.jpg", "media/lost.svg"),
    "SITEURL": ("", "https://valid.example", "https://valid.example/sub", "https://b.example/x/y"),
    "LIST_LENGTH": (1, 2, 3, 20),
    "SOCIAL_CARDS": (True, False),
    "FEED_LENGTH": (1, 3, 10),
    "FEED_ALIASES": ([], ["/feed/"], ["/feed/", "/rss.xml", "/blog/atom"]),
    "COMMENTS_STATE": ("open", "closed", "off"),
    "COMMENTS_SERVICE": ("isso", "isso", "link"),
    "COMMENTS_ISSO": ("https://talk.example",),
    "COMMENTS_URL": ("", "mailto:a@valid.example?subject={title}", "https://c.example/{slug}"),
    "TIMEZONE": ("UTC", "Europe/London", "Asia/Tokyo"),
    "COMMENTS_PATH": ("", "/sub"),
    "UNREGISTERED_NAMES": ("warn", "allow"),
    "REPOSITORY_URL": ("", "https://forge.valid.example/other/site"),
    "DEFAULT_LANG": ("en", "cy", "fr"),
    "LICENCE": ([], ["CC0", "https://cc.example/0"]),
    "DEFAULT_PAGE_AUTHOR": ("Web team", "ada-quell"),
    "PUBLISHING": (True, False),
    "SEARCH": (True, False),
    "FEED_ID_AUTHORITY": ("valid.example,2012", "other.example,2013"),
    "IFRAME_HOSTS": ([], ["frames.example"]),
}
TODAYS = ("2011-01-01", "2026-11-20", "2026-11-21", "2026-11-22", "2026-12-31", "2027-01-01")
COMMENT_DAYS = ("2012-06-01", "2026-11-19", "2026-11-20", "2026-11-21", "2026-12-31")
