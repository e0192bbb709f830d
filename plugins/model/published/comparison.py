"""What a build would publish beside what was published, and how problems speak of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from functools import cached_property

import msgspec

from plugins.model.problem import Problem
from plugins.model.published import old_address
from plugins.model.published.ledger import Published
from plugins.model.published.old_address import as_typed, line_for_move
from plugins.model.published.standing import Outlook, Settled, Standing
from plugins.model.target import folders_of, place_of

WITH_ALIASES = frozenset({"posts", "pages"})  # the kinds whose files name their old addresses
ADDRESS_STAYS = "address-stays"  # the rule of all these problems
_NOUNS = {"posts": "post", "pages": "page", "easy-read": "Easy Read text"}


class Comparison(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the checks look at.

    outlook: what this build would publish, and what was published.
    held_back: the files of content that this build keeps from readers (drafts, later days).
    root: how problems name the content folder.
    """

    outlook: Outlook
    held_back: Collection[str]
    today: datetime.date
    root: str

    @property
    def last(self) -> dict[str, Published]:
        """The line of the ledger that holds for each address."""
        return self.outlook.ledger.last

    @property
    def settled(self) -> Settled:
        """What becomes of every old address."""
        return self.outlook.settled

    @cached_property
    def now(self) -> list[Standing]:
        """What this build would publish, in order, and what is new after what was published.

        Of two that claim one thing, it is the new one that is told.
        """
        both: tuple[list[Standing], list[Standing]] = ([], [])
        for one in self.outlook.standing:
            both[one.address not in self.last].append(one)
        return [*both[0], *both[1]]

    @cached_property
    def by_file(self) -> dict[str, Standing]:
        """What was made of each file."""
        return {one.file: one for one in self.now if one.file}

    @cached_property
    def by_address(self) -> dict[str, Standing]:
        """What stands at each address; of two that claim one, the first has it."""
        return {one.address: one for one in reversed(self.now)}

    @cached_property
    def by_place(self) -> dict[str, Standing]:
        """The same by the output's file."""
        return {place_of(one.address): one for one in reversed(self.now)}

    def problem(self, file: str, field: str, message: str, remedy: str, line: int = 0) -> Problem:
        """An error in a file of the content."""
        return Problem(f"{self.root}/{file}", line, field, message, remedy, rule=ADDRESS_STAYS)


def in_the_way(address: str, given: Comparison) -> Standing | None:
    """What stands where an old address would: there, or as a file above it."""
    place = place_of(address)
    above = (given.by_place.get(folder) for folder in folders_of(place))
    files = (one for one in above if one and not one.address.endswith("/"))
    return given.by_place.get(place) or next(files, None)


def same_file(line: Published, given: Comparison) -> Standing | None:
    """What the file of a line is now, unless it is another file under an old name."""
    one = given.by_file.get(line.file)
    return one if one and goes_on(one, given) else None


def goes_on(one: Standing, given: Comparison) -> bool:
    """Whether a file is what it was before: where it stands, no other file stood."""
    before = given.last.get(one.address)
    return not before or before.file == one.file or bool(before.to)


def name(one: Standing, given: Comparison) -> str:
    """How a message names what stands somewhere."""
    return f"{given.root}/{one.file}" if one.file else "a page of the site itself"


def noun(kind: str) -> str:
    """What a file of a kind is called."""
    return _NOUNS.get(kind, "file")


def lead_on(address: str, one: Standing, given: Comparison) -> str:
    """The lines that make an old address lead to a file."""
    if one.kind not in WITH_ALIASES:
        move = line_for_move(address, one.address)
        return f"Add to {given.root}/{old_address.FILE}:\n{move}"
    if one.aliases:
        return f"Add at the top of {name(one, given)}, under aliases:\n  - {as_typed(address)}"
    return f"Add at the top of {name(one, given)}:\naliases:\n  - {as_typed(address)}"
