"""What can be published though something is wrong: all but what was never published.

A mistake in a new file must not keep everything else from readers. What was published already
stays as it is until it is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from plugins.model.address import address
from plugins.model.checks.quiet_check import FEEDS_STAY_QUIET
from plugins.model.entry import Entry
from plugins.model.file_name import visible
from plugins.model.files import AT_THE_ROOT
from plugins.model.library import Library
from plugins.model.loading import put_together
from plugins.model.problem import Problem, errors
from plugins.model.published.comparison import ADDRESS_STAYS, WITH_ALIASES
from plugins.model.published.old_address import as_address
from plugins.model.reading import Reading

# Nothing else is made of these; a person's record left out would change other pages.
_STOPS = frozenset({ADDRESS_STAYS, FEEDS_STAY_QUIET})
MAY_WAIT = ("posts", "pages", "easy-read", "comments")


class Publishable(msgspec.Struct, frozen=True, kw_only=True):
    """A publication, without the new files in which something is wrong.

    library: to publish, if nothing stops it.
    waiting: the files left out, seen from the content folder, and what goes with them.
    problems: all that is wrong in the content, also in what is left out.
    stopping: the errors because of which nothing may be published.
    """

    library: Library
    waiting: tuple[str, ...]
    problems: tuple[Problem, ...]
    stopping: tuple[Problem, ...]


def find_publishable(reading: Reading) -> Publishable:
    """Leave out what is wrong and was never published."""
    whole = put_together(reading)
    wrong = errors(whole.problems)
    if not wrong or errors(reading.ledger_problems):  # nobody knows then what was published
        return Publishable(library=whole, waiting=(), problems=whole.problems, stopping=(*wrong,))
    waiting = _new_and_wrong(reading, whole, wrong)
    library = put_together(reading, waiting)
    # What else is wrong only since they are out is a way to them, and becomes plain text. (Its
    # cure may be another then: what is nearest to a wrong name may be out.)
    before = {msgspec.structs.replace(problem, remedy="") for problem in wrong}
    stopping = [
        problem
        for problem in errors(library.problems)
        if problem.rule in _STOPS or msgspec.structs.replace(problem, remedy="") in before
    ]
    return Publishable(
        library=library,
        waiting=tuple(sorted(waiting)),
        problems=whole.problems,
        stopping=tuple(stopping),
    )


def _new_and_wrong(reading: Reading, whole: Library, wrong: Iterable[Problem]) -> set[str]:
    """The files to leave out, with the comments and Easy Read texts of the posts among them."""
    root = reading.content.name
    paths = {problem.path for problem in wrong}
    published = {line.file for line in reading.ledger.lines}
    new = list(_never_published(reading, whole, published))
    # Of a file that cannot be used at all, nothing is on the site in any case.
    refused = [path for path in reading.files.refused if path not in {*published, *AT_THE_ROOT}]
    found = {
        path
        for path in (*(entry.path for entry in new), *refused)
        if f"{root}/{visible(path)}" in paths
    }
    found |= {
        post.entry.path
        for post in whole.by_slug.values()
        if f"comments/{post.slug}.yml" in found and post.entry in new
    }
    return found | set(_going_with(found, new, whole))


def _never_published(
    reading: Reading, whole: Library, published: Collection[str]
) -> Iterator[Entry[Any]]:
    """The files that readers know under no name and no address; of comments, those of such posts.

    Of two files with one slug, that which readers do not know is new. One that says it stood where
    another stands now is not: left out, it would leave its readers and comments to that one.
    """
    last = reading.ledger.last
    taken = _published_and_standing(whole)
    known = {(one.kind, one.slug) for one in reading.entries if one.path in published}
    for entry in reading.entries:
        if entry.kind == "comments":
            post = whole.by_slug.get(entry.slug)
            is_known = post is not None and post.entry.path in published
        else:
            its_own = (entry.kind, entry.slug) not in known
            stood = entry.kind in MAY_WAIT and address(entry.kind, entry.slug) in last
            claims = any(alias in taken for alias in _aliases(entry))
            is_known = entry.path in published or (its_own and stood) or claims
        if entry.kind in MAY_WAIT and not is_known:
            yield entry


def _published_and_standing(whole: Library) -> set[str]:
    """Where a post or page stands that was published there, or another in its place."""
    last = whole.presence.ledger.last
    now = {one.address for one in whole.presence.now if one.kind in WITH_ALIASES}
    return {place for place in now if place in last and last[place].kind in WITH_ALIASES}


def _aliases(entry: Entry[Any]) -> list[str]:
    aliases = entry.fields.aliases if entry.kind in WITH_ALIASES else ()
    return [as_address(alias) for alias in aliases]


def _going_with(found: Collection[str], new: Iterable[Entry[Any]], whole: Library) -> Iterator[str]:
    slugs = {post.slug for post in whole.by_slug.values() if post.entry.path in found}
    for entry in new:
        made_from = whole.made_from.get(entry.path)
        if (entry.kind == "comments" and entry.slug in slugs) or (
            made_from and made_from.path in found
        ):
            yield entry.path


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """A withdrawn post, by all that it was published as.

    file: as it is called now; "" where it is no more.
    files, addresses: of it and of all that it was published as.
    is_new: whether readers may still find its text.
    """

    file: str
    files: frozenset[str]
    addresses: frozenset[str]
    is_new: bool


def find_withdrawn(reading: Reading, library: Library) -> list[Withdrawn]:
    """Every withdrawn post: those that say so, and those of which the ledger alone knows it."""
    last = reading.ledger.last
    redirects = library.presence.settled.redirects
    nobody_knows = bool(errors(reading.ledger_problems))
    found: list[Withdrawn] = []
    for one in library.presence.now:
        if one.withdrawn:
            places = {place for place, to in redirects.items() if to == one.address}
            places |= {line.address for line in last.values() if line.file == one.file}
            lines = [last[place] for place in (*places, one.address) if place in last]
            files = {one.file, *(line.file for line in lines if line.file)}
            is_new = nobody_knows or any(not (line.to or line.withdrawn) for line in lines)
            found.append(_withdrawn(one.file, files, {one.address, *places}, is_new=is_new))
    told = {place for post in found for place in post.addresses}
    standing = {one.address for one in library.presence.now}
    found += [
        _withdrawn("", {line.file}, {line.address}, is_new=False)
        for line in last.values()
        if line.withdrawn and line.address not in told | standing
    ]
    return found


def _withdrawn(file: str, files: set[str], addresses: set[str], *, is_new: bool) -> Withdrawn:
    return Withdrawn(
        file=file, files=frozenset(files), addresses=frozenset(addresses), is_new=is_new
    )
