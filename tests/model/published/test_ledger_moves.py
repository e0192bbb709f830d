"""Where what was published leads after it moved, and by which id feeds know it."""

from __future__ import annotations

import msgspec
import pytest

from plugins.model.published.ledger import Ledger, Published
from plugins.model.published.ledger_check import compare
from plugins.model.published.standing import Standing, settle, updated
from tests.model.published.standings import (
    BEFORE,
    DAY,
    KEPT,
    LATER,
    A,
    other,
    outlook,
    problems,
    said,
    stand,
)

MOVES: dict[str, tuple[list[Standing], str]] = {
    "an alias": ([stand("z", "/posts/a/", file="y"), *KEPT], ""),
    "the same slug in another file": ([stand("a", file="y"), *KEPT], ""),
    "a line in old-addresses.txt": ([stand("z", file="y"), *KEPT], "/posts/a/ -> /posts/z/"),
    "a new slug, the old address said to be gone": (
        [stand("z", file="a"), *KEPT],
        "/posts/a/ gone 2026-11-30 Why.",
    ),
    "another id given by the site": ([msgspec.structs.replace(A, id="tag:y:a"), *KEPT], ""),
    "a new file beside it under the old name": (
        [stand("z", "/posts/a/", file="y"), stand("c", file="a"), *KEPT],
        "",
    ),
    "an old name, and the id that says which is which": (
        [stand("a", file="y", id_="tag:x:a"), stand("c", file="a"), *KEPT],
        "",
    ),
}


@pytest.mark.parametrize("kind", MOVES)
def test_a_post_that_moves_keeps_its_feed_id(kind: str) -> None:
    now, text = MOVES[kind]
    old = said(text)
    assert problems(now, text) == []
    ids = outlook(BEFORE, now, old).ids
    assert ids[now[0].file] == "tag:x:a"
    assert len({*ids.values()}) == len(ids)
    after = updated(BEFORE, now, old, LATER)
    assert {*BEFORE.lines} <= {*after.lines}
    assert outlook(after, now, old).ids == ids
    assert problems(now, text, after) == []


def test_an_id_may_come_back_at_another_address() -> None:
    now = [stand("c", id_="tag:x:a"), *KEPT]
    old = "/posts/a/ gone 2026-11-30 The old site was switched off."
    assert problems(now, old) == []
    assert problems(now)[0].startswith("content/posts/2026/c.md: This seems to be what was")


def test_a_new_line_is_added_for_each_move() -> None:
    moved = [stand("z", "/posts/a/", "/?p=1", file="y"), *KEPT]
    after = updated(BEFORE, moved, {}, LATER)
    assert sorted({*after.lines} - {*BEFORE.lines}) == [
        Published(address="/?p=1", n=1, day=LATER, to="/posts/z/"),
        Published(address="/posts/a/", n=2, day=LATER, to="/posts/z/"),
        Published(
            address="/posts/z/",
            n=1,
            day=LATER,
            kind="posts",
            file="posts/2026/y.md",
            id="tag:x:a",
        ),
    ]
    assert updated(after, moved, {}, LATER) == after


def test_chains_are_flattened_also_by_what_the_ledger_knows() -> None:
    """b has the alias a; then c takes over b, whose file goes, and with it that alias."""
    first = updated(BEFORE, [stand("b2", "/posts/a/", file="a"), *KEPT], {}, DAY)
    now, old = [stand("c", "/posts/b2/"), *KEPT], said("/old/ -> /older/\n/older/ -> /posts/b2/")
    assert settle(first, now, old).redirects == {
        "/old/": "/posts/c/",
        "/older/": "/posts/c/",
        "/posts/a/": "/posts/c/",
        "/posts/b2/": "/posts/c/",
    }
    assert compare(outlook(first, now, old), today=LATER) == []
    assert updated(first, now, old, LATER).last["/posts/a/"].to == "/posts/c/"


def test_what_led_to_a_page_that_is_gone_is_gone_with_it() -> None:
    before = updated(BEFORE, [stand("a", "/x/"), *KEPT], {}, DAY)
    old = said("/posts/a/ gone 2026-11-30 Why.")
    settled = settle(before, KEPT, old)
    assert (settled.redirects, settled.lost) == ({}, {})
    assert settled.gone == dict.fromkeys(["/x/", "/posts/a/"], old["/posts/a/"])
    assert len(problems(KEPT, "", before)) == 1  # /x/ follows what is done about /posts/a/


def test_a_circle_that_the_ledger_holds_is_told() -> None:
    lines = [
        Published(address="/x/", n=1, day=DAY, to="/y/"),
        Published(address="/y/", n=1, day=DAY, to="/x/"),
    ]
    assert len(problems([], "", Ledger(tuple(lines)))) == 2
    assert problems([], "/x/ gone 2026-11-30 Why.", Ledger(tuple(lines))) == []


def test_a_long_chain_is_followed_in_time() -> None:
    lines = [
        Published(address=f"/{n:06}/", n=1, day=DAY, to=f"/{n + 1:06}/") for n in range(50_000)
    ]
    end = other("/050000/", "pages", "pages/end.md")
    assert set(settle(Ledger(tuple(lines)), [end], {}).redirects.values()) == {"/050000/"}
