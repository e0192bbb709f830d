"""Keep what was said at the comment service: `python -m plugins.commands.snapshot_comments`.

Exit status: 0, all is as the service has it (or it has no interface, and nothing is asked); 3, some
of it stays as it was, which is told; 2, it could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.ending import give_up
from plugins.model.checks.unheard_check import COMMENTS_ARE_SHOWN
from plugins.model.known_settings import read_settings
from plugins.model.problem import errors, report
from plugins.model.publishing.publishable import find_publishable
from plugins.process import run
from plugins.progress import progress
from plugins.publication import open_publication
from plugins.snapshot.in_git import about_to_be_committed
from plugins.snapshot.of_library import has_interface, take_snapshot, words_of
from plugins.snapshot.taking import NotTaken
from plugins.typed_settings import PELICANS, typed_settings
from plugins.words import say

FRESH, KEPT = 0, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the snapshot; returns the exit status."""
    parser = argparse.ArgumentParser(prog="snapshot-comments", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("public"))
    parser.add_argument("--settings", type=Path, default=Path("publishconf.py"))
    parser.add_argument("--accept", action="store_true", help="let threads lose most comments")
    parser.add_argument("--preview", action="store_true", help="of the site of make serve")
    parser.add_argument("--places", action="store_true", help="only say the folder and the branch")
    given = parser.parse_args(arguments)
    if given.places:
        values = typed_settings(given.settings, given.content, given.output, {})
        settings, problems = read_settings(values, values["SETTINGS_FILE"], PELICANS)
        if wrong := errors(problems):
            give_up(report(wrong), problems=wrong)
        say(f"{settings.comments_branch}\n{settings.snapshot}")
        return FRESH
    kind = {"preview": given.preview, "publishing": not given.preview}
    publication = open_publication(given.settings, given.content, given.output, **kind)
    found = find_publishable(publication.read()[0])
    library, settings = found.library, found.library.settings
    if not has_interface(settings):
        say(
            f'Nothing to fetch: the comment service "{settings.comments_service}" gives no threads.'
        )
        return FRESH
    with progress("Fetching comments") as note:
        taken = take_snapshot(library, given.content, accept=given.accept, note=note)
    first, *rest = words_of(taken)
    say(first, to=sys.stderr if taken.dead else None)
    say("\n".join(filter(None, [*rest, about_to_be_committed(settings.snapshot)])), to=sys.stderr)
    if taken.written:
        found = find_publishable(publication.read()[0])
    unheard = [one for one in found.problems if one.rule == COMMENTS_ARE_SHOWN]
    say(report(unheard), to=sys.stderr)
    return KEPT if taken.dead or taken.kept else FRESH


if __name__ == "__main__":
    run(main, NotTaken)
