"""The pages that a change adds, moves, changes and takes away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from plugins.model.change.state import State, Subject, same_file
from plugins.model.published.standing import Standing


class PageChange(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of the pages and files of the site.

    added, changed: as they will be.
    moved: as they were, as they will be, and what readers find at the old address, if not the page.
    withdrawn, restored: posts of which only a notice will be left, and those that come back.
    gone: as they were, and what readers find there in future.
    along: how many others change because they name these, by kind; and how many lists come and go.
    redirects, ended: old addresses that will lead somewhere, and those that no longer will.
    """

    added: tuple[Subject, ...]
    moved: tuple[tuple[Subject, Subject, str], ...]
    changed: tuple[Subject, ...]
    withdrawn: tuple[Subject, ...]
    restored: tuple[Subject, ...]
    gone: tuple[tuple[Subject, str], ...]
    along: Mapping[str, int]
    lists_added: int
    lists_gone: int
    redirects: Mapping[str, str]
    ended: Mapping[str, str]


def compare_pages(before: State, after: State, paired: Mapping[str, str]) -> PageChange:
    """What becomes of each address.

    paired: where each page stands now, by its address before.
    """
    reached = set(paired.values())
    new = [one for address, one in after.now.items() if address not in reached]
    lost = [one for address, one in before.now.items() if address not in paired]
    kept = [one for address, one in after.now.items() if paired.get(address) == address]
    own = [one for one in kept if _is_changed(before, after, one)]
    turned = [one for one in kept if before.now[one.address].withdrawn != one.withdrawn]
    named = {one.address for one in (*own, *turned)}
    others = [
        one for one in kept if one.address not in named and _is_other_page(before, after, one)
    ]
    redirects = _leading(after, before)
    moves = {old for old, address in paired.items() if old != address}
    return PageChange(
        added=_told(after, (one for one in new if one.file)),
        moved=tuple(
            _moved(before, after, before.now[old], after.now[paired[old]]) for old in sorted(moves)
        ),
        changed=_told(after, (one for one in own if one not in turned)),
        withdrawn=_told(after, (one for one in turned if one.withdrawn)),
        restored=_told(after, (one for one in turned if not one.withdrawn)),
        gone=tuple((before.subject(one), _left(one, after)) for one in sorted(lost) if one.file),
        along=Counter(after.subject(one).kind for one in others),
        lists_added=sum(not one.file for one in new),
        lists_gone=sum(not one.file for one in lost),
        redirects={old: to for old, to in redirects.items() if old not in moves},
        ended=_leading(before, after, only_gone=True),
    )


def _moved(
    before: State, after: State, old: Standing, new: Standing
) -> tuple[Subject, Subject, str]:
    leads = after.library.presence.settled.redirects.get(old.address) == new.address
    return before.subject(old), after.subject(new), "" if leads else _left(old, after)


def _told(state: State, found: Iterator[Standing]) -> tuple[Subject, ...]:
    return tuple(state.subject(one) for one in sorted(found))


def _is_changed(before: State, after: State, one: Standing) -> bool:
    """Whether what stands at an address is another for its own sake, as readers see it."""
    if one.kind == "media":
        return not same_file(before, after, one)
    if not one.file or before.own(before.now[one.address].file) == after.own(one.file):
        return False
    return not (before.site and after.site) or _is_other_page(before, after, one)


def _is_other_page(before: State, after: State, one: Standing) -> bool:
    """Whether the page at an address was built, and has other bytes than before."""
    if not (before.site and after.site):
        return False
    return before.page(one.address) != after.page(one.address)


def _leading(state: State, other: State, *, only_gone: bool = False) -> dict[str, str]:
    """The redirects of one state that the other does not have.

    only_gone: and not those that lead elsewhere, or at which a page stands there.
    """
    theirs = other.library.presence.settled.redirects
    return {
        old: to
        for old, to in sorted(state.library.presence.settled.redirects.items())
        if (old not in theirs and old not in other.now if only_gone else theirs.get(old) != to)
    }


def _left(one: Standing, after: State) -> str:
    """What readers find at an address at which a page no longer stands."""
    presence = after.library.presence
    if to := presence.settled.redirects.get(one.address):
        return f"its address leads to {to}"
    if gone := presence.settled.gone.get(one.address):
        return f"its address says: {gone.reason}"
    if why := after.held_back.get(one.file):
        return f"held back: {why}"
    return "its address leads nowhere"
