"""Hold that each published address stands, leads on, or is said to be gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from plugins.model.likeness import Names
from plugins.model.problem import Problem
from plugins.model.published import old_address
from plugins.model.published.comparison import WITH_ALIASES, Comparison, lead_on, noun, same_file
from plugins.model.published.ledger import Published
from plugins.model.published.old_address import as_typed, line_for_gone, line_for_move
from plugins.model.published.standing import Standing

_LIKENESS = 0.6  # of the last parts of two addresses: a changed title keeps some of its words


def check_lost(given: Comparison) -> Iterator[Problem]:
    """Hold that each published address stands, leads to what stands, or is said to be gone.

    An address that leads to a lost one is not told: it follows that one.
    """
    lost, old = given.settled.lost, given.outlook.old
    told = sorted(place for place in lost if place in given.last and place not in old)
    if not told:
        return
    new = _NewFiles([one for one in given.now if one.address not in given.last])
    for address in told:
        line = given.last[address]
        if line.to in lost and lost[address]:
            continue
        successor = same_file(line, given) or new.like(line)
        if line.file in given.held_back:
            yield _held_back(line, given)
        elif successor:
            yield _moved(line, successor, given)
        else:
            yield _vanished(line, given)


class _NewFiles:
    """The files at addresses that were never published, to find again what was renamed."""

    def __init__(self, new: Sequence[Standing]) -> None:
        files = [one for one in reversed(new) if one.file]
        self._by_id = {one.id: one for one in files if one.id}
        self._by_stem = {(one.kind, _stem(one)): one for one in files}
        self._by_name: dict[str, dict[str, Standing]] = defaultdict(dict)
        for one in files:
            self._by_name[one.kind][_last_part(one.address)] = one
        self._names = {kind: Names(by_name) for kind, by_name in self._by_name.items()}

    def like(self, line: Published) -> Standing | None:
        """What a lost file probably became: known by its id, its name, or one like it."""
        found = self._by_id.get(line.id) or self._by_stem.get((line.kind, _stem(line)))
        if found or line.kind not in self._names:
            return found
        names = self._names[line.kind].like(_last_part(line.address), _LIKENESS)
        return self._by_name[line.kind][names[0]] if names else None


def _stem(one: Standing | Published) -> str:
    return PurePosixPath(one.file).stem


def _last_part(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def _held_back(line: Published, given: Comparison) -> Problem:
    message = (
        f"This {noun(line.kind)} was published at {line.address}, and would now be kept from"
        " readers: it is a draft, or its date is to come."
    )
    remedy = "Put its status and its date back as they were."
    if line.kind == "posts":
        remedy += _to_withdraw(given)
    else:
        remedy += f" {_to_say_gone(line, given)}"
    return given.problem(line.file, "status", message, remedy)


def _moved(line: Published, one: Standing, given: Comparison) -> Problem:
    if one.file == line.file:
        message = (
            f"This {noun(one.kind)} was published at {line.address} and would now stand at"
            f" {one.address}; links to the old address would find nothing."
        )
        remedy = lead_on(line.address, one, given)
        if one.kind in WITH_ALIASES:
            remedy += f"\nOr keep the old address, with the line: slug: {_last_part(line.address)}"
        return given.problem(one.file, "slug", message, remedy)
    message = (
        f"This seems to be what was {given.root}/{line.file}, published at {line.address};"
        " nothing stands there now."
    )
    remedy = f"{lead_on(line.address, one, given)}\nIf it is something else, bring"
    remedy += f" {given.root}/{line.file} back. {_to_say_gone(line, given)}"
    return given.problem(one.file, "", message, remedy)


def _vanished(line: Published, given: Comparison) -> Problem:
    if not line.file:
        message = f"{line.address} was published, and nothing stands there now."
        return given.problem(old_address.FILE, "", message, _to_say_gone(line, given))
    message = (
        f"This file is no longer there. It was published at {line.address}, and links to that"
        " address would find nothing."
    )
    remedy = "Bring it back"
    if line.kind == "posts":
        remedy += " (a post that nobody should read is not deleted: its status is withdrawn)"
    if line.kind in WITH_ALIASES:
        remedy += ". If its text is in another file now, add at the top of that:"
        remedy += f"\naliases:\n  - {as_typed(line.address)}\n"
    else:
        place = f"{given.root}/{old_address.FILE}"
        remedy += f". If it is at another address now, say in {place} where, as in:\n"
        remedy += f"{line_for_move(line.address, '/new/address/')}\n"
    return given.problem(line.file, "", message, remedy + _to_say_gone(line, given))


def _to_withdraw(given: Comparison) -> str:
    return (
        " To take its text away, write at its top:\n"
        f"status:\n  status: withdrawn\n  on: {given.today}\n  reason: ..."
    )


def _to_say_gone(line: Published, given: Comparison) -> str:
    return (
        f"If it is gone for good, add to {given.root}/{old_address.FILE} this line, and why at its"
        f" end:\n{line_for_gone(line.address, given.today)}"
    )
