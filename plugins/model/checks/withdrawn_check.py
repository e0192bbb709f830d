"""Hold that a text which was withdrawn does not come back by chance."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model.address import address
from plugins.model.library import Library
from plugins.model.problem import Problem


def check_withdrawn_stays(library: Library) -> Iterator[Problem]:
    """Hold that a post which was published as withdrawn says so still, or says that it is back.

    An old branch, a file brought back or a change that was reverted would show it again otherwise.
    """
    last = library.presence.ledger.last.values()
    withdrawn = {line.address for line in last if line.withdrawn}
    for post in library.by_slug.values() if withdrawn else ():
        was_withdrawn = address("posts", post.slug) in withdrawn
        is_back = post.state in {"published", "future"}
        says_so = "status" in post.entry.source.values
        if was_withdrawn and is_back and not says_so:
            problems: list[Problem] = []
            post.entry.spot("status", problems).error(
                "This post was withdrawn, and would now be shown again.",
                "If readers should read it again, write at its top: status: published. If not,"
                " withdraw it again.",
            )
            yield from problems
