"""Where a post was first published, which names its thread: however often it moved on that day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
import pytest

from plugins.model.published.ledger import Ledger, Published
from plugins.model.published.standing import Standing, updated
from tests.model.published.standings import DAY, LATER, stand

STATED = "urn:uuid:6c1f"
DAYS = (DAY, DAY, DAY, LATER)


def firsts(
    states: Sequence[Sequence[Standing]], days: Sequence[datetime.date] = DAYS
) -> list[dict[str, str]]:
    """The first address of each id, after each publication of such a state, and of the last again.

    days: of the publications; of all after these, the last.
    """
    ledger, found = Ledger(), []
    for number, now in enumerate([*states, states[-1], states[-1]]):
        day = days[min(number, len(days) - 1)]
        ledger = updated(ledger, now, {}, day)
        found.append(ledger.first_addresses)
    return found


@pytest.mark.parametrize("id_", ["", STATED, "tag:x:broth"])
@pytest.mark.parametrize(
    "names",
    [("soup", "broth"), ("broth", "soup"), ("b", "c", "a"), ("c", "b", "a"), ("a", "b", "c")],
)
def test_a_post_renamed_on_its_first_day_keeps_its_first_address(
    names: tuple[str, ...], id_: str
) -> None:
    states = [
        [stand(name, *(f"/posts/{old}/" for old in names[:number]), file=name, id_=id_)]
        for number, name in enumerate(names)
    ]
    expected = {id_ or f"tag:x:{names[0]}": f"/posts/{names[0]}/"}
    assert all(one == expected for one in firsts(states))
    assert all(one == expected for one in firsts(states, [DAY] * 9))


@pytest.mark.parametrize(("first", "second"), [("soup", "broth"), ("broth", "soup")])
@pytest.mark.parametrize("id_", ["", STATED])
def test_what_becomes_of_it_later_that_day_changes_nothing(
    first: str, second: str, id_: str
) -> None:
    moved = stand(second, f"/posts/{first}/", id_=id_)
    withdrawn = msgspec.structs.replace(moved, withdrawn=True)
    again = msgspec.structs.replace(moved, file="posts/other.md")
    back = stand(first, f"/posts/{second}/", id_=id_)
    states = [[stand(first, id_=id_)], [moved], [again], [withdrawn], [moved], [withdrawn]]
    expected = {id_ or f"tag:x:{first}": f"/posts/{first}/"}
    assert all(one == expected for one in firsts(states, [DAY] * 9))
    and_back = [[stand(first, id_=id_)], [moved], [back], [moved], [back]]
    assert all(one == expected for one in firsts(and_back, [DAY] * 9))


def test_two_that_changed_places_on_that_day_keep_their_own() -> None:
    a, b = stand("a"), stand("b")
    exchanged = [
        stand("b", file="a", id_="tag:x:a"),
        stand("a", file="b", id_="tag:x:b"),
    ]
    expected = {"tag:x:a": "/posts/a/", "tag:x:b": "/posts/b/"}
    assert all(one == expected for one in firsts([[a, b], exchanged, [a, b]]))


def test_a_ledger_that_says_no_more_is_read_by_the_name_in_the_id() -> None:
    lines = [
        Published(address=f"/posts/{name}/", n=1, day=DAY, kind="posts", id=id_)
        for name in ("broth", "soup")
        for id_ in ("tag:x:soup", "https://x.org/posts/soup/")
    ]
    found = Ledger(tuple(sorted(lines))).first_addresses
    assert found == {"tag:x:soup": "/posts/soup/", "https://x.org/posts/soup/": "/posts/soup/"}
