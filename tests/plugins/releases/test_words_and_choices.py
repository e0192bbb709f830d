"""What is said of a release, and which are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.releases.destination import Destination
from plugins.releases.differences import NAMED, Differences, in_words
from plugins.releases.failure import failure
from plugins.releases.store import Inventory, Release


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("bash: line 1: rsync: command not found", "no rsync"),
        ("rsync: [receiver] write failed on ...: No space left on device (28)", "is full"),
        ("\nrsync ended with code 11", "is full, most likely"),
        ("mkdir: cannot create directory '/srv/x': Permission denied", "may not be written"),
        ("me@host: Permission denied (publickey).", "your key"),
        ("ssh: connect to host h port 22: Connection timed out", "cannot be reached"),
        ("client_loop: send disconnect: Broken pipe", "was lost"),
        ("", "it ended without a word"),
        ("{odd} 100%", "{odd} 100%"),
    ],
)
def test_failures_in_words(said: str, message: str) -> None:
    assert message in str(failure(Destination("me@host", "/srv/x"), said))


def test_long_lists_of_names_are_cut() -> None:
    gone = tuple(f"posts/{number:03}/index.html" for number in range(NAMED + 3))
    copies = tuple(f"{name}.br" for name in gone)
    said = in_words(Differences((), (), gone + copies, 0)).splitlines()
    assert said[0] == "0 files new, 0 changed, 23 gone; 0 kB to send."
    assert said[2] == "  /posts/000/"
    assert said[-1] == "  and 3 more"
    assert len(said) == NAMED + 3


@pytest.mark.slow
@given(st.integers(0, 12), st.data())
def test_what_is_too_many(number: int, data: st.DataObject) -> None:
    """Five are kept, among them always the one shown and that before it."""
    names = [f"20260101T000000Z-{one + 1}" for one in range(number)]
    before = [data.draw(st.sampled_from(["", *names])) for _ in names]
    shown = data.draw(st.sampled_from(["", *names]))
    inventory = Inventory("", shown, tuple(map(Release, names, before)), ())
    gone = inventory.too_many()
    assert len(names) - len(gone) == min(5, number)
    assert not {shown, inventory.before()} & set(gone)
    assert gone == sorted(gone, key=names.index)
    assert inventory.is_first() == ((shown, "") in zip(names, before, strict=True))
    assert int(inventory.next_name().rpartition("-")[2]) == number + 1
