"""Hold that no address or feed id, once published, vanishes or goes to something else."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from itertools import count

import msgspec

from plugins.model.problem import Problem, Severity
from plugins.model.published import old_address
from plugins.model.published.comparison import (
    WITH_ALIASES,
    Comparison,
    in_the_way,
    lead_on,
    name,
    same_file,
)
from plugins.model.published.lost_address import check_lost
from plugins.model.published.old_address import as_address, is_address
from plugins.model.published.standing import Outlook, Standing
from plugins.model.target import is_kept_by_servers, place_of


def compare(
    outlook: Outlook,
    *,
    today: datetime.date,
    held_back: Collection[str] = (),
    root: str = "content",
) -> list[Problem]:
    """All that this build would take from readers or subscribers, with the lines to paste.

    See Comparison for what goes in.
    """
    given = Comparison(outlook=outlook, held_back=held_back, today=today, root=root)
    taken = set(check_taken(given))
    told = {problem.path for problem in taken}  # that post's id follows from its address
    ids = {problem for problem in check_ids(given) if problem.path not in told}
    return sorted(
        {
            *check_claims(given),
            *check_old_lines(given),
            *check_lost(given),
            *check_not_exchanged(given),
            *taken,
            *ids,
        }
    )


def check_claims(given: Comparison) -> Iterator[Problem]:
    """Hold that an address, present or old, belongs to one page."""
    first: dict[str, Standing] = {}
    for one in given.now:
        owner = given.by_address[one.address]
        if owner is not one:
            message = f"The address {one.address} belongs to {name(owner, given)} already."
            remedy = "Give one of the two another slug, or rename one of the files."
            yield given.problem(one.file, "", message, remedy)
        elif not is_address(one.address):
            message = f'"{one.address}" cannot be an address on every server.'
            yield given.problem(one.file, "", message, "Rename the file.")
        for alias in one.aliases:
            address = as_address(alias)
            place, taken = place_of(address), in_the_way(address, given)
            other = taken or first.setdefault(place, one)
            if not address:
                message = f'"{alias}" cannot be an old address of this page.'
                remedy = "Write it as it stood after the site's name: /posts/our-first-year/"
            elif taken:
                message = f'"{alias}" is where {name(other, given)} stands.'
                remedy = _to_part(one, other, given)
            elif is_kept_by_servers(place):
                message = f'"{alias}" is a name that servers keep for themselves.'
                remedy = "Take it out."
            elif other is not one:
                message = f'"{alias}" leads to {name(other, given)} already.'
                remedy = "Keep it in one of the two."
            else:
                continue
            yield given.problem(one.file, "aliases", message, remedy)


def _to_part(one: Standing, other: Standing, given: Comparison) -> str:
    """What to do where the alias of one page is where another stands."""
    line = given.last.get(other.address)
    if one.address in given.last or not line or line.kind not in WITH_ALIASES:
        return "Take it out."
    return (
        f"If this text was published there before, under another name, give {name(other, given)}"
        " another slug, or it gets the subscribers and comments of this one. If not, take the"
        " alias out."
    )


def check_old_lines(given: Comparison) -> Iterator[Problem]:
    """Hold that old-addresses.txt speaks of nothing that stands, and leads to what does."""
    claiming = [one for one in reversed(given.now) if one.aliases]
    claims = {alias: one for one in claiming for alias in one.old_addresses()}
    for address, said in given.outlook.old.items():
        standing, claim = in_the_way(address, given), claims.get(address)
        if is_kept_by_servers(place_of(address)):
            message = f"{address} is a name that servers keep for themselves."
            remedy = "Take the line out."
        elif standing:
            message = f"{address} is said to be old, and {name(standing, given)} stands there."
            remedy = (
                "If that is what stood there before, take this line out; else give it another slug."
            )
        elif claim and claim.address != said.to:
            message = f"{name(claim, given)} says that {address} leads to it (aliases)."
            remedy = "Keep one of the two."
        elif said.to and given.settled.lost.get(address) == "":
            message = f"{address} leads to {said.to}, and from there in a circle."
            remedy = "Write where it leads in the end."
        elif said.to and said.to == given.settled.lost.get(address):
            message = f"{address} leads to {said.to}, and nothing stands there."
            remedy = "Write the address of a page or file that stands."
        else:
            continue
        yield given.problem(old_address.FILE, "", message, remedy, said.line)


def check_not_exchanged(given: Comparison) -> Iterator[Problem]:
    """Warn of two posts that have changed places: each address would lead to the other text."""
    for one in given.by_address.values():
        line = given.last.get(one.address)
        other = given.by_file.get(line.file) if line and line.file != one.file else None
        before = given.last.get(other.address) if other else None
        if one.id and other and before and before.file == one.file and one.file < other.file:
            message = (
                f"This post and {name(other, given)} have changed places: readers who come for one"
                " of them find the other."
            )
            remedy = "If only the files were renamed, all is well. Else give each its own slug."
            found = given.problem(one.file, "slug", message, remedy)
            yield msgspec.structs.replace(found, severity=Severity.WARNING)


def check_taken(given: Comparison) -> Iterator[Problem]:
    """Hold that a post takes no address from one that moved, and is there still or is gone."""
    ids = given.outlook.ledger.ids
    for one in given.by_address.values():
        line, id_ = given.last.get(one.address), ids.get(one.address)
        if not one.id or not line or line.file == one.file or (one.states_id and one.id == id_):
            continue
        end = given.settled.redirects.get(line.to, line.to)
        owner = given.by_address.get(end) if line.to else same_file(line, given)
        if gone := given.settled.gone.get(line.to):
            message = f"{one.address} led to {gone.address}, which is said to be gone."
            remedy = (
                "Give this post another slug; or, if it is what is said to be gone, take that out"
                f" of {given.root}/{old_address.FILE} (line {gone.line})."
            )
            yield given.problem(one.file, "slug", message, remedy)
        elif owner and owner is not one and one.address not in owner.old_addresses():
            message = (
                f"{one.address} is an old address of {name(owner, given)}; links to it would now"
                " find something else."
            )
            remedy = f"Give this post another slug. {lead_on(one.address, owner, given)}"
            if id_ and not line.to:
                remedy += (
                    f"\nIf this is what stood there, in a new file, write at its top: id: {id_}"
                )
            yield given.problem(one.file, "slug", message, remedy)


def check_ids(given: Comparison) -> Iterator[Problem]:
    """Hold that a post keeps its feed id, and that no other is given it (RFC 4287, 4.2.6)."""
    known, ids = given.outlook.known, given.outlook.ids
    issued = {line.id: line.address for line in reversed(given.outlook.ledger.lines) if line.id}
    holders = {id_: file for file, id_ in ids.items()}
    first: dict[str, Standing] = {}
    posts = [one for one in given.now if one.id and given.by_address[one.address] is one]

    def told_last(one: Standing) -> tuple[bool, bool]:
        return ids[one.file] not in known[one.file].by_address, one.states_id

    for one in sorted(posts, key=told_last):
        own = ids[one.file]
        likely = known[one.file].likely()
        other = first.setdefault(own, one)
        if other is one and likely == [own]:  # as nearly all
            continue
        sure = [id_ for id_ in likely if holders.get(id_, one.file) == one.file]
        if other is not one:
            message = f"The feed id {own} is also that of {name(other, given)}."
            remedy = _another_id(one, own, issued, holders)
        elif sure and own not in sure:
            message = (
                f"Subscribers know this post by the id {sure[0]}; as {own} they would be shown it"
                " again as new."
            )
            remedy = f"Write at its top: id: {sure[0]}"
        elif len(sure) > 1 and not one.states_id:
            message = (
                "This post has the file or the addresses of several that were published, and"
                " subscribers must know it as one of them."
            )
            lines = "\n".join(f"id: {id_}" for id_ in sure)
            remedy = f"Write at its top the id of the one that it is:\n{lines}"
        elif own in issued and not one.states_id and own not in likely:
            message = (
                f"The feed id {own} was that of what stood at {issued[own]}; subscribers would"
                " not be shown this post."
            )
            remedy = _another_id(one, own, issued, holders)
        else:
            continue
        yield given.problem(one.file, "id", message, remedy)


def _another_id(one: Standing, own: str, *taken: Collection[str]) -> str:
    if one.states_id:
        return "Take the line with the id out of the file that was copied from the other."
    others = (f"{own}-{number}" for number in count(2))
    free = next(new for new in others if not any(new in some for some in taken))
    return f"Write at the top of this file: id: {free}"
