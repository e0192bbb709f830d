"""What can be published though something is wrong: all but what was never published.

A mistake in a new file must not keep everything else from readers. What was published already
stays as it is until it is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from plugins.model.address import address
from plugins.model.entry import Entry
from plugins.model.file_name import visible
from plugins.model.library import Library
from plugins.model.loading import Reading, put_together
from plugins.model.problem import Problem, errors
from plugins.model.published.comparison import ADDRESS_STAYS
from plugins.model.published.ledger import last_lines
from plugins.model.published.standing import Standing

# Nothing else is made of these; a person's record left out would change other pages.
_MAY_WAIT = ("posts", "pages", "easy-read", "comments")


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
    # What else is wrong only since they are out is a way to them, and becomes plain text.
    stopping = [
        problem
        for problem in errors(library.problems)
        if problem in wrong or problem.rule == ADDRESS_STAYS
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
    refused = [path for path in reading.files.refused if path not in published]
    found = {
        path
        for path in (*(entry.path for entry in new), *refused)
        if f"{root}/{visible(path)}" in paths
    }
    return found | set(_going_with(found, new, whole))


def _never_published(
    reading: Reading, whole: Library, published: Collection[str]
) -> Iterator[Entry[Any]]:
    """The files that readers know under no name and no address; of comments, those of such posts.

    Of two files with one slug, that which readers do not know is new.
    """
    last = last_lines(reading.ledger)
    known = {(one.kind, one.slug) for one in reading.entries if one.path in published}
    for entry in reading.entries:
        if entry.kind == "comments":
            post = whole.by_slug.get(entry.slug)
            is_known = post is not None and post.entry.path in published
        else:
            its_own = (entry.kind, entry.slug) not in known
            stood = entry.kind in _MAY_WAIT and address(entry.kind, entry.slug) in last
            is_known = entry.path in published or (its_own and stood)
        if entry.kind in _MAY_WAIT and not is_known:
            yield entry


def _going_with(found: Collection[str], new: Iterable[Entry[Any]], whole: Library) -> Iterator[str]:
    slugs = {post.slug for post in whole.by_slug.values() if post.entry.path in found}
    for entry in new:
        made_from = whole.made_from.get(entry.path)
        if (entry.kind == "comments" and entry.slug in slugs) or (
            made_from and made_from.path in found
        ):
            yield entry.path


def newly_withdrawn(reading: Reading, library: Library) -> list[str]:
    """The files of posts whose text readers may still find, though it was withdrawn."""
    last = last_lines(reading.ledger)
    by_file = {line.file: line for line in last.values() if not line.to}
    return sorted(
        one.file
        for one in _withdrawn(library)
        for line in [last.get(one.address) or by_file.get(one.file)]
        if (line and not line.withdrawn) or errors(reading.ledger_problems)
    )


def _withdrawn(library: Library) -> Iterator[Standing]:
    return (one for one in library.presence.now if one.withdrawn)
