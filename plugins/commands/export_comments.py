"""Write all comments for other programs: `python -m plugins.commands.export_comments --to FOLDER`.

comments.json is for any program, isso.json for `isso import -t generic`. What they cannot hold is
said. Ends with 0, or with 2 if nothing could be written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from plugins.discussions import Discussions, read_discussions, what_is_wrong
from plugins.model.comments.exchange import write_talks
from plugins.model.comments.exporting import talks_of
from plugins.model.comments.isso_format import write_for_isso
from plugins.model.replacement import replace_file
from plugins.model.spelling import counted, join_words
from plugins.process import CANNOT_RUN, run
from plugins.releases import ReleaseProblem
from plugins.releases.asking import agreed

_FOR_ALL, _FOR_ISSO = "comments.json", "isso.json"


def main(arguments: list[str] | None = None) -> int:
    """Write the files; returns 0, or 2."""
    parser = argparse.ArgumentParser(prog="export_comments", description=__doc__)
    parser.add_argument("--to", default="", metavar="FOLDER", help="comments-export if left out")
    parser.add_argument("--yes", action="store_true", help="replace files without a question")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    given = parser.parse_args(arguments)
    folder = Path(given.to or "comments-export")
    if folder.resolve().is_relative_to(given.content.resolve()):
        return _not_done(f"{folder} is in the content, which holds what is published.")
    try:
        discussions = read_discussions(given.settings, given.content)
        return _export(discussions, folder, yes=given.yes)
    except ReleaseProblem as wrong:
        return _not_done(str(wrong))
    except OSError as wrong:
        return _not_done(f"{wrong.filename} cannot be read or written: {wrong.strerror}.")


def _not_done(why: str) -> int:
    print(why, file=sys.stderr)
    return CANNOT_RUN


def _export(discussions: Discussions, folder: Path, *, yes: bool) -> int:
    if wrong := what_is_wrong(discussions):
        print(wrong, file=sys.stderr)
    if not discussions.knows_what_was_erased:
        return _not_done("Nothing was written, as what was erased must be known first.")
    talks = list(talks_of(discussions.library, discussions.library.snapshot))
    for_isso, lost = write_for_isso(talks, discussions.library.settings.timezone)
    files = {folder / _FOR_ALL: write_talks(talks), folder / _FOR_ISSO: for_isso}
    others = [file for file, data in files.items() if file.exists() and file.read_bytes() != data]
    if others:
        names = join_words(map(str, others))
        if not agreed(f"Replace {names}, written before with other words?", yes=yes):
            print("Nothing was changed.")
            return 0
    _write(files)
    said = sum(len(talk.comments) for talk in talks)
    posts = len({talk.post for talk in talks if talk.post})
    print(f"{counted(said, 'comment')} of {counted(posts, 'post')} in {folder / _FOR_ALL}.")
    print("\n".join([f"In {folder / _FOR_ISSO}, for: TZ=UTC isso import -t generic FILE", *lost]))
    print("These files hold names. Keep them as you keep the comments, and delete them after use.")
    return 0


def _write(files: Mapping[Path, bytes]) -> None:
    for file, data in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_bytes() != data:
            replace_file(file, data)


if __name__ == "__main__":
    run(main)
