"""One build of the site, by the shortest way that is right."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.fast_path import FastPath
from plugins.model.problem import Problem
from plugins.model.rubbish import all_is_kept
from plugins.settings_file import own_settings
from plugins.words import say


@all_is_kept()
def build(
    settings: Path,
    content: Path,
    output: Path,
    *,
    drafts: bool = False,
    preview: bool = False,
    search: bool = False,
    verbose: bool = False,
) -> Sequence[Problem]:
    """Build, and say what is to be said; returns the warnings.

    settings, content, output: the places. drafts, preview, search: see `own_settings`.
    verbose: whether to say why each file was made, which the fast path does not know.
    Ends the process with status 1 (NotBuilt) where something is wrong in the content, with status 2
    (GivenUp) where it cannot run.
    """
    own = own_settings(drafts=drafts, preview=preview, search=search)
    fast_path = FastPath(settings, content, output, own)
    if not verbose and (words := fast_path.build()):
        return words.problems
    from plugins.publication import open_publication  # which loads Pelican

    publication = open_publication(
        settings,
        content,
        output,
        drafts=drafts,
        preview=preview,
        search=search,
        kept=fast_path.kept,
        stamps=fast_path.stamps,
    )
    built = publication.run(verbose=verbose)
    try:
        fast_path.remember(built)
    except OSError as wrong:
        say(f"warning: The next build will take longer: {wrong}", to=sys.stderr)
    return built.words.problems
