"""Warn of what was said at the comment service and that no page shows, as no post has its thread.

A thread goes by its name. That becomes another where the site moves to another path, a post is
given `comments.id`, or the ledger is lost; what was said before is then under a name of no post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.model.checks.unheard_advice import Advice, in_marks
from plugins.model.comments.identity import file_of_thread
from plugins.model.comments.unheard import Heard, Unheard
from plugins.model.library import Library
from plugins.model.problem import Problem, Severity, of_file
from plugins.model.spelling import counted

COMMENTS_ARE_SHOWN = "comments-are-shown"  # `make publish` stops where that does not hold
_NAMED = 3


def check_comments_are_shown(library: Library, root: str) -> Iterator[Problem]:
    """Warn of the threads of today's service that readers could read, and that no post has.

    root: how problems name the content folder. One is told for each of a few, and one for all
    others.
    """
    heard, folder = Heard(library), library.settings.snapshot
    found, advice = heard.unheard(root), Advice(library, heard, root)
    for one in found[:_NAMED]:
        name = one.thread.thread
        message = (
            f"No page shows {counted(len(one.comments), 'comment')} made in the thread"
            f" {in_marks(name)}, as no post has a thread of that name."
        )
        file = folder / file_of_thread(name, one.thread.service)
        yield _problem(str(file), message, advice.remedy(one))
    if more := found[_NAMED:]:
        message = (
            f"No page shows {_number(more)} more, in {counted(len(more), 'thread')} of no post."
        )
        remedy = "Put right what is told of the others here, and look again."
        yield _problem(str(folder), message, remedy)


def _number(threads: Sequence[Unheard]) -> str:
    return counted(sum(len(one.comments) for one in threads), "comment")


def _problem(file: str, message: str, remedy: str) -> Problem:
    return of_file(file, message, remedy, Severity.WARNING, COMMENTS_ARE_SHOWN)
