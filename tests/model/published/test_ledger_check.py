"""What was published stays: the exact words where it would not."""

from __future__ import annotations

import msgspec
import pytest

from plugins.model.published.ledger import Ledger
from plugins.model.published.standing import Standing, updated
from tests.model.published.standings import (
    BEFORE,
    DAY,
    FORM,
    JO,
    KEPT,
    LATER,
    PAGE,
    YEAR,
    A,
    B,
    other,
    outlook,
    problems,
    stand,
)


def test_a_build_of_the_same_is_well_and_adds_no_line() -> None:
    now = [A, *KEPT]
    assert problems(now) == []
    assert updated(BEFORE, now, {}, LATER) == BEFORE
    assert problems([*now, stand("c")]) == []


GONE = (
    "If it is gone for good, add to content/old-addresses.txt this line, and why at its end:\n"
    "{} gone 2026-12-01 ..."
)
ALIAS = "aliases:\n  - /posts/a/"
VANISHED = "This file is no longer there. It was published at {}, and links to that address would"
SLUG = (
    "posts/2026/a.md: slug: This post was published at /posts/a/ and would now stand at /posts/z/;"
    " links to the old address would find nothing. Add at the top of content/posts/2026/a.md"
)
TAKEN = (
    "slug: /posts/a/ is an old address of content/posts/2026/a.md; links to it would now find"
    " something else. Give this post another slug. Add at the top of content/posts/2026/a.md:\n"
    f"{ALIAS}\nIf this is what stood there, in a new file, write at its top: id: tag:x:a"
)
STOPPED: dict[str, tuple[list[Standing], str, list[str]]] = {
    "a post with another slug": (
        [stand("z", file="a"), *KEPT],
        "",
        [f"{SLUG}:\n{ALIAS}\nOr keep the old address, with the line: slug: a"],
    ),
    "a post with another slug and an alias": (
        [stand("z", "/y/", file="a"), *KEPT],
        "",
        [f"{SLUG}, under {ALIAS}\nOr keep the old address, with the line: slug: a"],
    ),
    "a post's file renamed": (
        [A, stand("what-the-bus-taught"), *KEPT[1:]],
        "",
        [
            "posts/2026/what-the-bus-taught.md: This seems to be what was"
            " content/posts/2026/what-a-bus-taught.md, published at /posts/what-a-bus-taught/;"
            " nothing stands there now. Add at the top of"
            " content/posts/2026/what-the-bus-taught.md:\naliases:\n"
            "  - /posts/what-a-bus-taught/\nIf it is something else, bring"
            " content/posts/2026/what-a-bus-taught.md back. "
            + GONE.format("/posts/what-a-bus-taught/")
        ],
    ),
    "a person's file renamed": (
        [A, B, other("/people/jo-exampel/", "people", "people/jo-exampel.md"), *KEPT[2:]],
        "",
        [
            "people/jo-exampel.md: This seems to be what was content/people/jo-example.md,"
            " published at /people/jo-example/; nothing stands there now."
            " Add to content/old-addresses.txt:\n/people/jo-example/ -> /people/jo-exampel/\n"
            "If it is something else, bring content/people/jo-example.md back. "
            + GONE.format("/people/jo-example/")
        ],
    ),
    "a post deleted": (
        KEPT,
        "",
        [
            f"posts/2026/a.md: {VANISHED.format('/posts/a/')} find nothing. Bring it back (a post"
            " that nobody should read is not deleted: its status is withdrawn). If its text is in"
            f" another file now, add at the top of that:\n{ALIAS}\n" + GONE.format("/posts/a/")
        ],
    ),
    "a picture deleted": (
        [A, B, JO, PAGE, YEAR],
        "",
        [
            f"media/form 1.pdf: {VANISHED.format('/media/form 1.pdf')} find nothing."
            " Bring it back. If it is at another address now, say in content/old-addresses.txt"
            " where, as in:\n/media/form%201.pdf -> /new/address/\n"
            + GONE.format("/media/form%201.pdf")
        ],
    ),
    "a page that the site made": (
        [A, *KEPT[:-1]],
        "",
        [
            "old-addresses.txt: /years/2014/ was published, and nothing stands there now. "
            + GONE.format("/years/2014/")
        ],
    ),
    "two pages at one address": (
        [A, stand("a", file="c"), *KEPT],
        "",
        [
            "posts/2026/c.md: The address /posts/a/ belongs to content/posts/2026/a.md already."
            " Give one of the two another slug, or rename one of the files."
        ],
    ),
    "two pages that claim one old address": (
        [A, stand("c", "/x/"), stand("d", "x"), *KEPT],
        "",
        [
            'posts/2026/d.md: aliases: "x" leads to content/posts/2026/c.md already.'
            " Keep it in one of the two."
        ],
    ),
    "an alias that is a page": (
        [A, stand("c", "/posts/a/"), *KEPT],
        "",
        [
            'posts/2026/c.md: aliases: "/posts/a/" is where content/posts/2026/a.md stands. If this'
            " text was published there before, under another name, give content/posts/2026/a.md"
            " another slug, or it gets the subscribers and comments of this one. If not, take the"
            " alias out."
        ],
    ),
    "an alias that is its own page": (
        [stand("a", "/posts/a"), *KEPT],
        "",
        [
            'posts/2026/a.md: aliases: "/posts/a" is where content/posts/2026/a.md stands.'
            " Take it out."
        ],
    ),
    "an alias that is no address": (
        [A, stand("c", "../x"), *KEPT],
        "",
        [
            'posts/2026/c.md: aliases: "../x" cannot be an old address of this page. Write it as'
            " it stood after the site's name: /posts/our-first-year/"
        ],
    ),
    "a file whose name no server can serve": (
        [A, *KEPT, other("/media/a\\b.pdf", "media", "media/a\\b.pdf")],
        "",
        [
            'media/a\\b.pdf: "/media/a\\b.pdf" cannot be an address on every server.'
            " Rename the file."
        ],
    ),
    "what is said to be gone and stands": (
        [A, *KEPT],
        "/posts/a/ gone 2026-11-30 Why.",
        [
            "old-addresses.txt:1: /posts/a/ is said to be old, and content/posts/2026/a.md stands"
            " there. If that is what stood there before, take this line out; else give it another"
            " slug."
        ],
    ),
    "what is said to be gone and is claimed": (
        [stand("c", "/posts/a/"), *KEPT],
        "/posts/a/ gone 2026-11-30 Why.",
        [
            "old-addresses.txt:1: content/posts/2026/c.md says that /posts/a/ leads to it"
            " (aliases). Keep one of the two."
        ],
    ),
    "old addresses in a circle": (
        KEPT,
        "/posts/a/ -> /x/\n/x/ -> /posts/a/",
        [
            "old-addresses.txt:1: /posts/a/ leads to /x/, and from there in a circle."
            " Write where it leads in the end.",
            "old-addresses.txt:2: /x/ leads to /posts/a/, and from there in a circle."
            " Write where it leads in the end.",
        ],
    ),
    "an old address that leads nowhere": (
        KEPT,
        "/posts/a/ -> /x/",
        [
            "old-addresses.txt:1: /posts/a/ leads to /x/, and nothing stands there."
            " Write the address of a page or file that stands."
        ],
    ),
    "an address taken from a post that moved": (
        [stand("c", file="a"), stand("a", "/posts/what-a-bus-taught/", file="b"), *KEPT[1:]],
        "",
        [f"posts/2026/b.md: {TAKEN}"],
    ),
    "a new file under an old name": (
        [stand("a", file="a2"), stand("c", file="a"), *KEPT],
        "",
        [f"posts/2026/a2.md: {TAKEN}"],
    ),
    "another feed id": (
        [stand("a", id_="urn:1"), *KEPT],
        "",
        [
            "posts/2026/a.md: id: Subscribers know this post by the id tag:x:a; as urn:1 they"
            " would be shown it again as new. Write at its top: id: tag:x:a"
        ],
    ),
    "a feed id copied": (
        [A, stand("0", id_="tag:x:a"), *KEPT],
        "",
        [
            "posts/2026/0.md: id: The feed id tag:x:a is also that of content/posts/2026/a.md."
            " Take the line with the id out of the file that was copied from the other."
        ],
    ),
}


@pytest.mark.parametrize("kind", STOPPED)
def test_the_words_for_what_would_be_lost(kind: str) -> None:
    now, old, words = STOPPED[kind]
    assert problems(now, old) == [f"content/{one}" for one in words]


def test_the_words_for_a_published_post_made_a_draft() -> None:
    assert problems(KEPT, held_back={A.file}) == [
        "content/posts/2026/a.md: status: This post was published at /posts/a/, and would now be"
        " kept from readers: it is a draft, or its date is to come. Put its status and its date"
        " back as they were. To take its text away, write at its top:\nstatus:\n"
        "  status: withdrawn\n  on: 2026-12-01\n  reason: ..."
    ]
    assert problems([A, B, JO, FORM, YEAR], held_back={PAGE.file}) == [
        "content/pages/about.md: status: This page was published at /about/, and would now be kept"
        " from readers: it is a draft, or its date is to come. Put its status and its date back"
        " as they were. " + GONE.format("/about/")
    ]


def test_the_words_for_a_post_that_may_be_one_of_two() -> None:
    now = [stand("z", "/posts/a/", "/posts/what-a-bus-taught/", file="y"), *KEPT[1:]]
    assert problems(now) == [
        "content/posts/2026/y.md: id: This post has the file or the addresses of several that were"
        " published, and subscribers must know it as one of them. Write at its top the id of the"
        " one that it is:\nid: tag:x:a\nid: tag:x:what-a-bus-taught"
    ]
    stated = msgspec.structs.replace(now[0], id="tag:x:what-a-bus-taught", states_id=True)
    assert problems([stated, *KEPT[1:]]) == []
    same_file = msgspec.structs.replace(now[0], file=A.file)
    assert problems([same_file, *KEPT[1:]]) == []
    assert outlook(BEFORE, [same_file], {}).ids == {A.file: "tag:x:a"}


def test_a_file_that_leads_elsewhere_does_not_tell_whose_id_it_is() -> None:
    """A new post in the file that another had: that one is still one of two."""
    moved = stand("z", "/posts/a/", "/posts/what-a-bus-taught/", file="y")
    now = [moved, stand("c", file="a"), *KEPT[1:]]
    assert [words.partition(":")[0] for words in problems(now)] == ["content/posts/2026/y.md"]
    assert outlook(BEFORE, now, {}).ids["posts/2026/a.md"] == "tag:x:c"


def test_a_copied_id_does_not_take_it_from_the_post_that_has_it() -> None:
    """Also where the site's setting would give that post another id today."""
    now = [msgspec.structs.replace(A, id="tag:y:a"), stand("0", id_="tag:x:a"), *KEPT]
    assert problems(now) == problems([A, *now[1:]]) != []


def test_an_old_address_may_lead_to_another_post_than_that_which_has_the_id() -> None:
    now = [stand("y", id_="tag:x:a"), stand("c", "/posts/a/"), *KEPT]
    assert problems(now) == []
    assert outlook(BEFORE, now, {}).ids["posts/2026/c.md"] == "tag:x:c"


def test_the_words_for_a_new_post_where_the_way_led_to_what_is_gone() -> None:
    before = updated(BEFORE, [stand("z", "/posts/a/", file="a"), *KEPT], {}, DAY)
    assert problems([stand("a", file="y"), *KEPT], "/posts/z/ gone 2026-11-30 Why.", before) == [
        "content/posts/2026/y.md: slug: /posts/a/ led to /posts/z/, which is said to be gone. Give"
        " this post another slug; or, if it is what is said to be gone, take that out of"
        " content/old-addresses.txt (line 1)."
    ]


def test_the_words_for_an_id_that_a_vanished_post_had() -> None:
    ledger = updated(Ledger(), [stand("old", id_="tag:x:new")], {}, DAY)
    now, old = [stand("new")], "/posts/old/ gone 2026-11-30 Why."
    assert problems(now, old, ledger) == [
        "content/posts/2026/new.md: id: The feed id tag:x:new was that of what stood at"
        " /posts/old/; subscribers would not be shown this post."
        " Write at the top of this file: id: tag:x:new-2"
    ]
    assert problems([stand("new", id_="tag:x:new-2")], old, ledger) == []
