"""What stands at an address, was published, and is a problem now, for tests of the ledger."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from plugins.model.published.ledger import Ledger
from plugins.model.published.ledger_check import compare
from plugins.model.published.old_address import OldAddress, read_old_addresses
from plugins.model.published.standing import Outlook, Standing, updated

DAY, LATER = datetime.date(2026, 11, 21), datetime.date(2026, 12, 1)


def stand(slug: str, *aliases: str, file: str = "", id_: str = "") -> Standing:
    """A post, its file named after its slug unless it is given."""
    return Standing(
        address=f"/posts/{slug}/",
        kind="posts",
        file=f"posts/2026/{file or slug}.md",
        aliases=aliases,
        id=id_ or f"tag:x:{slug}",
        states_id=bool(id_),
    )


def other(address: str, kind: str, file: str) -> Standing:
    return Standing(address=address, kind=kind, file=file)


def said(text: str) -> dict[str, OldAddress]:
    found, problems = read_old_addresses(text.encode(), "content/old-addresses.txt")
    assert problems == []
    return found


A, B = stand("a"), stand("what-a-bus-taught")
JO = other("/people/jo-example/", "people", "people/jo-example.md")
PAGE = other("/about/", "pages", "pages/about.md")
FORM = other("/media/form 1.pdf", "media", "media/form 1.pdf")
YEAR = other("/years/2014/", "", "")
BEFORE = updated(Ledger(), [A, B, JO, PAGE, FORM, YEAR], {}, DAY)
KEPT = [B, JO, PAGE, FORM, YEAR]  # all but the post A


def outlook(ledger: Ledger, now: list[Standing], old: dict[str, OldAddress]) -> Outlook:
    return Outlook(ledger=ledger, now=tuple(now), old=old)


def problems(
    now: list[Standing],
    old: str = "",
    ledger: Ledger = BEFORE,
    held_back: Collection[str] = (),
) -> list[str]:
    found = compare(outlook(ledger, now, said(old)), today=LATER, held_back=held_back)
    return [str(problem) for problem in found]
