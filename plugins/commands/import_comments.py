"""Bring comments into content/comments: `python -m plugins.commands.import_comments --file FILE`.

FILE is the JSON that export_comments writes, the database of Isso, or a table (CSV). What cannot
be kept is said; what is there already stays as it is, so a second time changes nothing. Ends with
0, with 1 if a comment could not be added, or with 2 if nothing could.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from plugins.discussions import read_discussions, what_is_wrong
from plugins.model.comments.exchange import MOST_BYTES, Talk, Unfit, day_of_moment, read_talks
from plugins.model.comments.importing import Given, Imported, import_talks
from plugins.model.comments.isso_database import MARK, read_database
from plugins.model.comments.spoken import key_of
from plugins.model.comments.spreadsheet import read_table
from plugins.model.comments.unheard import Heard
from plugins.model.day import Day
from plugins.model.library import Library
from plugins.model.place import quoted
from plugins.model.problem import Problem, report
from plugins.model.replacement import replace_file
from plugins.model.size import size_in_words
from plugins.model.spelling import counted
from plugins.process import CANNOT_RUN, run


def main(arguments: list[str] | None = None) -> int:
    """Import; returns 0, 1 or 2."""
    parser = argparse.ArgumentParser(prog="import_comments", description=__doc__)
    parser.add_argument("--file", default="", help="JSON, the database of Isso, or CSV")
    parser.add_argument("--post", default="", help="the slug of the post, if the file names none")
    parser.add_argument("--site", default="", help="where they were made, in words for readers")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    given = parser.parse_args(arguments)
    try:
        return _import(given)
    except Unfit as wrong:
        print(f"{wrong}\nNothing was changed.", file=sys.stderr)
    except OSError as wrong:
        what = f"{wrong.filename or given.file} cannot be read or written: {wrong.strerror}."
        print(what, file=sys.stderr)
    return CANNOT_RUN


def _import(given: argparse.Namespace) -> int:
    """Do it, and tell. Raises Unfit and OSError."""
    if not given.file:
        raise Unfit("Say which file: make import-comments FILE=comments.json")
    talks, told, problems = read_file(Path(given.file))
    discussions = read_discussions(given.settings, given.content)
    library, post = discussions.library, given.post.strip()
    if post and post not in library.by_slug:
        raise Unfit(f"There is no post {quoted(post)}. POST is the last part of its address.")
    if wrong := what_is_wrong(discussions):
        print(wrong, file=sys.stderr)
    if problems:
        print(report(problems), file=sys.stderr)
    if problems or not discussions.knows_what_was_erased:
        raise Unfit("Put that right first.")
    done = import_talks(
        talks,
        Given(
            library=library,
            content=given.content,
            post=post,
            site=given.site,
            still_there=_at_service(library),
        ),
    )
    for path, data in done.files.items():
        file = given.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, data)
    print("\n".join([*_added(done, given.content), *told, *done.told]))
    print(report(done.problems), file=sys.stderr) if done.problems else None
    return 1 if done.problems or done.left_out else 0


def _at_service(library: Library) -> Mapping[str, list[Day]]:
    """When all comments were made that posts have at the service of today, by their names.

    They would leave their threads there.
    """
    found: defaultdict[str, list[Day]] = defaultdict(list)
    for comments in Heard(library).of_posts.values():
        for one in comments:
            key = key_of(library.settings.comments_service, one.id)
            found[key].append(day_of_moment(one.at, library.settings.timezone))
    return found


def _added(done: Imported, content: Path) -> list[str]:
    if not done.added:
        return ["Nothing was added."]
    return [
        *(f"{content}/{path}: {counted(n, 'comment')} added." for path, n in done.added.items()),
        "Look at what `origin` says in a new file; of a table, SITE says it. Times of day are kept;"
        " pages show the day.",
    ]


def read_file(file: Path) -> tuple[tuple[Talk, ...], list[str], list[Problem]]:
    """The threads of a file of any known kind, what of it is not kept, and what is wrong in it.

    Raises Unfit, and OSError.
    """
    if not file.is_file():
        raise Unfit(f"There is no file {file}.")
    if (size := file.stat().st_size) > MOST_BYTES:
        raise Unfit(
            f"{file} has {size_in_words(size)}; {size_in_words(MOST_BYTES)} are the most that is"
            " imported at once. Divide it, or look whether it is the right file."
        )
    data = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    if data.startswith(MARK):
        return *read_database(file), []
    if data.lstrip()[:1] == b"{":
        return read_talks(data), [], []
    if data.lstrip()[:1] == b"[":
        raise Unfit(f"{file} may be what Isso imports. Import the comments.json beside it.")
    return read_table(data, str(file))


if __name__ == "__main__":
    run(main)
