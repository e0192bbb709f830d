"""Erase a comment wherever it is kept: `python -m plugins.commands.forget --comment soup#isso-12`.

Its name and words go out of the archive, the snapshot and the comment service; a gap stays, and a
line in content/forgotten-comments.txt keeps it from coming back. The password for Isso's
moderators is taken from the environment, ISSO_PASSWORD. Asks first. Ends with 0 when nothing is
left to do but what it says; with 3 while a place still holds it; with 2 if it could not begin.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from plugins.discussions import read_discussions, what_is_wrong
from plugins.erasure import Erasure, NotErased, Step
from plugins.model.comments.archive_lines import one_line, shown_line
from plugins.model.comments.which_comment import Meant, NotFound, which_comment
from plugins.model.field import UNKNOWN
from plugins.model.place import short
from plugins.model.repository.still_held import Held
from plugins.model.text.comment_text import clean_said, plain_name
from plugins.model.text.markup import plain
from plugins.process import CANNOT_RUN, run
from plugins.releases import ReleaseProblem
from plugins.releases.asking import agreed

_STILL_HELD = 3
_MOST_TOLD = 10
_OTHERS = """\
What nobody can take back from here: copies of the page, of the feeds and of e-mails that others
have, search engines (ask them to forget the page; most have a form for it), web archives, and
answers that quote it. Look through backups of the comment service, and files of export-comments."""
# Isso 0.14, isso/db/comments.py: `delete` empties text, author and website of what was answered.
_IN_ISSO = """\
If it was answered, Isso keeps the e-mail address and a part of the machine's address of whoever
wrote it; and what it deletes may stand in its file until that is tidied. Stop Isso, and run
  sqlite3 comments.db "UPDATE comments SET email=NULL, remote_addr='' WHERE id={0} AND mode=4"
  sqlite3 comments.db VACUUM
"""
_LEFT_OUT = """\
ISSO_PASSWORD is not set, so {} will be left out if it still has this: run it again then, with
  read -rs ISSO_PASSWORD; export ISSO_PASSWORD"""
_BRANCH = """\
The branch {branch} still holds it, in {held}. The next publication by the forge's workflow
replaces it by a commit without a history; the forge's own copies of the old one stay for a while.
To take it out at once: git push origin --delete {branch}"""
_NO_BRANCH = """\
Whether the branch {branch} holds it is not known: it is not in this clone. Fetch it, and run this
again: git fetch origin {branch}:refs/remotes/origin/{branch}"""
# plugins/releases/store.py (KEPT), Makefile, .github/workflows, .gitlab-ci.yml: where copies lie.
_COPIES = """\
Copies that stay for a while, with its name and words:
  - earlier releases on the server (the newest five stay): publish and deploy five times, or delete
    them there, and do not roll back to one (make rollback shows which are older)
  - what was built on this computer and on those of other editors: output/, public/, preview/, and
    what is kept beside them; make clean deletes it
  - the forge's: caches of .comments, artifacts of earlier runs (GitLab keeps public and
    comments.tar for 4 weeks), a branch of pages; delete what is older than this erasure"""
_HISTORY = """\
Git's history still holds it, for whoever has the repository:
{held}
To take it out there too (docs/comments-exchange.md tells each step): have everybody push and stop;
in a fresh clone run
  git filter-repo --invert-paths {paths}
put the files back as they are now, commit them, and push with --force. Everybody clones anew; forks
and the forge's own copies keep it until their owners, or the forge's support, delete it."""


def main(arguments: list[str] | None = None) -> int:
    """Erase it; returns 0, 2 or 3."""
    parser = argparse.ArgumentParser(prog="forget", description=__doc__)
    parser.add_argument("--comment", default="", help="the end of its address: soup#isso-12")
    parser.add_argument("--reason", default="", help="what readers are told, if anything")
    parser.add_argument("--yes", action="store_true", help="do it without a question")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    given = parser.parse_args(arguments)
    try:
        return _forget(_erasure(given), yes=given.yes)
    except (NotFound, NotErased, ReleaseProblem) as wrong:
        print(wrong, file=sys.stderr)
    except OSError as wrong:
        print(f"{wrong.filename} cannot be read: {wrong.strerror}.", file=sys.stderr)
    return CANNOT_RUN


def _erasure(given: argparse.Namespace) -> Erasure:
    """What is to be erased. Raises NotFound and OSError."""
    discussions = read_discussions(given.settings, given.content)
    if wrong := what_is_wrong(discussions):
        print(wrong, file=sys.stderr)
    library = discussions.library
    service = "isso" if library.settings.comments_isso else library.settings.comments_service
    meant = which_comment(given.comment, library, library.snapshot, service)
    password = os.environ.get("ISSO_PASSWORD", "")
    reason = shown_line(given.reason)
    return Erasure(meant, discussions, given.content, reason, password, _now())


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _forget(erasure: Erasure, *, yes: bool) -> int:
    """Say what will be done, ask, do it, and say what is left. Raises ReleaseProblem."""
    here, there = list(erasure.steps_here()), erasure.at_service()
    steps = [*here, there] if there else here
    if here:
        if not yes:
            print("\n".join([*_what_it_is(erasure.meant), *_places(steps)]))
        elif sys.stdout.isatty():
            print("\n".join(_what_it_is(erasure.meant)))
        if there and erasure.lacks_password:
            print(_LEFT_OUT.format(there.place), file=sys.stderr)
        if not agreed("Erase it?", yes=yes):
            print("Nothing was changed.")
            return 0
    else:
        print("It was erased here before.")
    left = {step.place: told for step in steps if (told := _done(step))}
    for line in [*_about_git(erasure), *_about_branch(erasure)]:
        print(line)
    if any(step.place not in left for step in here):
        print("Commit what has changed, and publish: until then readers still see it.")
        print(_COPIES)
        print(_OTHERS)
    if erasure.meant.service == "isso" and there and there.place not in left:
        print(_IN_ISSO.format(erasure.meant.number))
    if left:
        print("STILL TO BE DONE, then run this again:", *left.values(), sep="\n", file=sys.stderr)
    return _STILL_HELD if left else 0


def _what_it_is(meant: Meant) -> Iterator[str]:
    """Enough of a comment for whoever erases it to know it; not for the log of a machine."""
    name, words = "", ""
    if meant.kept:
        name, words = one_line(meant.kept.name), short(one_line(meant.kept.text))
    elif meant.said:
        name, words = (
            plain_name(meant.said.name),
            short(one_line(plain(clean_said(meant.said.text)))),
        )
    yield f"By {name or UNKNOWN}: {words or '(its words are not here)'}"


def _places(steps: list[Step]) -> Iterator[str]:
    yield "Its name and words will be taken out for good, in:"
    yield from (f"  {step.place}" for step in steps)


def _done(step: Step) -> str:
    """Do one step, and say so; returns what is left to do, "" for nothing."""
    try:
        print(f"{step.place}: {step.do()}.")
    except NotErased as wrong:
        return f"{step.place}: {wrong}"
    except OSError as wrong:
        return f"{step.place} cannot be read or written: {wrong.strerror}."
    return ""


def _about_git(erasure: Erasure) -> Iterator[str]:
    """Whether git's history holds it, and what to do then."""
    held: list[Held] = []
    for folder, history in erasure.histories():
        held += history.held
        if history.trouble and history.held:
            yield f"There may be more in git's history of {folder}. {history.trouble}"
        elif history.trouble:
            yield f"Whether git's history of {folder} holds it is not known. {history.trouble}"
        elif history.is_kept and not history.held:
            yield f"Git's history of {folder} does not hold it."
    if held:
        lines = [f"  {one.commit} of {one.day}: {one.path}" for one in held]
        more = [f"  and {len(lines) - _MOST_TOLD} more"] if len(lines) > _MOST_TOLD else []
        paths = sorted({f"--path {shlex.quote(one.path)}" for one in held})
        yield _HISTORY.format(held="\n".join(lines[:_MOST_TOLD] + more), paths=" ".join(paths))


def _about_branch(erasure: Erasure) -> Iterator[str]:
    """Whether the branch that a forge keeps the comments on holds it."""
    branch, history = erasure.settings.comments_branch, erasure.on_branch()
    if history is None:
        return
    if history.held:
        held = ", ".join(f"{one.path} ({one.commit})" for one in history.held[:_MOST_TOLD])
        yield _BRANCH.format(branch=branch, held=held)
    elif history.trouble:
        yield f"Whether the branch {branch} holds it is not known. {history.trouble}"
    elif not history.is_kept:
        yield _NO_BRANCH.format(branch=branch)
    else:
        yield f"The branch {branch}, as it was last fetched, does not hold it."


if __name__ == "__main__":
    run(main)
