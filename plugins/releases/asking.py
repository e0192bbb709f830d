"""The question before anything changes on a server."""

from __future__ import annotations

import sys

from plugins.releases import ReleaseProblem


def agreed(question: str, *, yes: bool) -> bool:
    """Whether a person wants it; yes: they have said so before.

    Raises ReleaseProblem where nobody can be asked.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise ReleaseProblem(
            f"Nothing was changed, as nobody can be asked here: {question}"
            " To go on without: YES=1 (or --yes)"
        )
    try:
        answer = input(f"{question} [y/N] ")
    except EOFError:
        answer = ""
    return answer.strip().casefold() in {"y", "yes"}
