"""What a build would publish, beside the ledger: ids kept, old addresses led on, lines added."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec

from plugins.model.published.ledger import NO_DAY, Ledger, Published, Told, with_lines
from plugins.model.published.old_address import OldAddress, as_address

COMMENTS = "comments"  # the kind of a feed that tells of comments at a service


class Standing(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """A page or file that this build would publish. A withdrawn post is one: its address stays.

    address: from the site's root, not percent-encoded; a folder, or a file with an ending (one
        without, such as CNAME, is for servers and not for readers).
    kind, file: as in the ledger: "" for what the site makes itself, but for feeds with comments.
    aliases: its old addresses, as typed.
    id: the feed id that it would have without a ledger; "" for what never has one.
    states_id: whether its file states that id.
    withdrawn: whether only a notice stands there.
    """

    address: str
    kind: str = ""
    file: str = ""
    aliases: tuple[str, ...] = ()
    id: str = ""
    states_id: bool = False
    withdrawn: bool = False

    def old_addresses(self) -> list[str]:
        """Its aliases as the ledger names them, without those that are no address."""
        return [address for alias in self.aliases if (address := as_address(alias))]


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of every old address.

    redirects: to the address of something that stands; never by way of another old address.
    gone: those said to be gone, and those that led to one.
    lost: those that end nowhere, with where they end, "" in a circle; there must not be any.
    """

    redirects: dict[str, str]
    gone: dict[str, OldAddress]
    lost: dict[str, str]


class Known(msgspec.Struct, frozen=True):
    """The published feed ids that may be those of a post, by what it shares with them.

    by_address: of what stood where it stands.
    by_old_addresses: of what stood at the addresses that lead to it now.
    by_file: of what its file was, unless that leads elsewhere now.
    """

    by_address: list[str]
    by_old_addresses: list[str]
    by_file: list[str]

    def by_both(self) -> list[str]:
        """Of its file and of an old address, which is surer than either alone."""
        return [id_ for id_ in self.by_file if id_ in self.by_old_addresses]

    def likely(self) -> list[str]:
        """Those between which only an editor can tell."""
        if at_both := [id_ for id_ in self.by_file if id_ in self.by_address]:
            return at_both
        moved = [] if self.by_address else self.by_both()
        every = [*self.by_address, *self.by_old_addresses, *self.by_file]
        return moved or list(dict.fromkeys(every))


NOTHING = Known([], [], [])
_SUREST_FIRST: tuple[Callable[[Known], list[str]], ...] = (
    attrgetter("by_address"),
    Known.by_both,
    attrgetter("by_old_addresses"),
    attrgetter("by_file"),
)


class Outlook(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What a build would publish, beside what was published; what follows is worked out once.

    ledger: what was published.
    now: what stands.
    old: what is said of old addresses.
    """

    ledger: Ledger
    now: tuple[Standing, ...]
    old: Mapping[str, OldAddress]

    @cached_property
    def standing(self) -> list[Standing]:
        """What stands, each once, in order."""
        return sorted(dict.fromkeys(self.now))

    @cached_property
    def settled(self) -> Settled:
        """What becomes of every old address."""
        return settle(self.ledger, self.standing, self.old)

    @cached_property
    def known(self) -> dict[str, Known]:
        """What the ledger knows of each post, by its file."""
        ids, redirects = self.ledger.ids, self.settled.redirects
        addresses = {one.address for one in self.standing}
        leading_to: dict[str, list[str]] = defaultdict(list)
        for place in sorted(ids.keys() & redirects.keys(), key=ids.__getitem__):
            leading_to[redirects[place]].append(ids[place])
        at = {line.file: line.address for line in self.ledger.last.values() if line.id}

        def known(one: Standing) -> Known:
            address, was = one.address, at.get(one.file, "")
            here, led = [ids[address]] if address in ids else [], leading_to.get(address, [])
            if was == address:
                return Known(here, led, here)
            leads = was if was in addresses else redirects.get(was, address)
            return Known(here, led, [ids[was]] if was in ids and leads == address else [])

        return {one.file: known(one) if ids else NOTHING for one in self.standing if one.id}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The feed id of each file that has one: stated, else known to the ledger, else its own.

        What is known in a surer way comes first. What another post states is kept by the post at
        the address of that id, so that the doubled id is seen, and is no longer that of an old
        address.
        """
        posts = [one for one in self.standing if one.id]
        found = {one.file: one.id for one in posts if one.states_id}
        taken: set[str] = set()
        known = self.known
        for known_by in _SUREST_FIRST if self.ledger.ids else ():
            for file in [one.file for one in posts if one.file not in found]:
                free = [id_ for id_ in known_by(known[file]) if id_ not in taken]
                if free:
                    found[file] = free[0]
            taken = set(found.values())
        return {one.file: one.id for one in posts} | found


def settle(ledger: Ledger, now: Iterable[Standing], old: Mapping[str, OldAddress]) -> Settled:
    """Follow every old address to its end: aliases before old-addresses.txt before the ledger."""
    standing = {one.address for one in now}
    onward = {place: line.to for place, line in ledger.last.items()}
    onward |= {said.address: said.to for said in old.values()}
    # Of two that claim one address, the first in order has it.
    claiming = sorted((one for one in now if one.aliases), reverse=True)
    onward |= {alias: one.address for one in claiming for alias in one.old_addresses()}
    ends = _ends(onward, standing)
    said_gone = {said.address for said in old.values() if not said.to}
    return Settled(
        redirects={place: end for place, end in ends.items() if end in standing},
        gone={place: old[end] for place, end in ends.items() if end in said_gone},
        lost={p: end for p, end in ends.items() if end not in standing and end not in said_gone},
    )


def _ends(onward: Mapping[str, str], standing: set[str]) -> dict[str, str]:
    """Where each address that does not stand leads in the end: to itself, or "" in a circle."""
    ends: dict[str, str] = {}
    for start in sorted(onward.keys() - standing):
        way: list[str] = []
        place = start
        while place not in standing and place not in ends and onward.get(place):
            ends[place] = ""  # who comes by here again goes in a circle
            way.append(place)
            place = onward[place]
        end = ends.get(place, place)
        ends |= dict.fromkeys(way, end)
        ends.setdefault(start, end)
    return ends


_NOT_TOLD = Told(0, NO_DAY, NO_DAY)


def updated(
    ledger: Ledger,
    now: Sequence[Standing],
    old: Mapping[str, OldAddress],
    today: datetime.date,
    order: Mapping[str, Told] = {},
) -> Ledger:
    """The ledger with a line for whatever is new, or is not as its last line says.

    order: what subscribers are told of each id. Of one that is in no feed now, what they were.
    """
    outlook = Outlook(ledger=ledger, now=tuple(now), old=old)
    ids, order = outlook.ids, {**ledger.order, **order}
    words: dict[str, dict[str, Any]]
    words = {place: {"to": end} for place, end in outlook.settled.redirects.items()}
    for one in reversed(outlook.standing):
        id_ = ids.get(one.file, "")
        told = order.get(id_, _NOT_TOLD)
        words[one.address] = {
            "kind": one.kind,
            "file": one.file,
            "id": id_,
            "withdrawn": one.withdrawn,
            "rank": told.rank,
            "feed_day": told.day,
            "changed": told.changed,
        }
    last = ledger.last
    lines = []
    for address, said in words.items():
        before = last.get(address)
        line = Published(address=address, n=before.n + 1 if before else 1, day=today, **said)
        if not before or msgspec.structs.replace(line, n=before.n, day=before.day) != before:
            lines.append(line)
    return with_lines(ledger, lines)
