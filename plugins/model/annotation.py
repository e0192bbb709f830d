"""Problems as a forge shows them: beside the lines of a change, and as the summary of a run.

Sources: docs.github.com, "Workflow commands for GitHub Actions"; docs.gitlab.com, "Code Quality".
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter

from plugins.model.day import written
from plugins.model.library import HeldBack
from plugins.model.problem import Problem, Severity, errors
from plugins.model.repository.forge import edit_address
from plugins.model.settings import Settings
from plugins.model.spelling import counted

SHOWN_BY_GITHUB = 10  # annotations of one severity in a step; it drops the others without a word
# One summary takes 1 MiB; a little is left for the last sentence, and for what others add.
LONGEST_SUMMARY = 1024 * 1024 - 4096  # bytes
_SEVERITIES = {Severity.ERROR: "blocker", Severity.WARNING: "minor"}  # as GitLab calls them

_MARKUP = re.compile(r"[&<>*_`~\\\[\]|{}^=+]")
# What a forge makes something of after Markdown has been read: a mention, an issue, a formula, an
# address, a small picture. It looks at unbroken text, and what is copied holds no tag.
_MAGIC = re.compile(r"[@#$]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_FENCE = re.compile("`{3,}")


def github_annotations(problems: Iterable[Problem]) -> str:
    """The lines by which GitHub shows problems beside the text; "" for none.

    Errors come first, and no more of each severity than are shown; where there are more, the last
    line says where all of them stand.
    """
    ordered = sorted(set(problems))
    wrong = errors(ordered)
    others = [one for one in ordered if one.severity is Severity.WARNING]
    lines = [_github_line(one) for one in (*wrong[:SHOWN_BY_GITHUB], *others[:SHOWN_BY_GITHUB])]
    if more := len(ordered) - len(lines):
        lines.append(
            f"::notice title=Not all are shown::GitHub shows {SHOWN_BY_GITHUB} errors and"
            f" {SHOWN_BY_GITHUB} warnings beside their lines, and {more} more were found."
            " The summary of this run has all of them."
        )
    return "\n".join(lines)


def _github_line(problem: Problem) -> str:
    """One workflow command, escaped as in actions/toolkit, packages/core/src/command.ts."""
    line = f",line={problem.line}" if problem.line else ""
    title = _property(problem.field or "this file")
    words = _data("\n".join(filter(None, (problem.message, problem.remedy))))
    return f"::{problem.severity} file={_property(problem.path)}{line},title={title}::{words}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def told_as_text(report: str, token: str) -> str:
    """A report in which GitHub takes no line for a command, whatever an editor has typed.

    token: a word that nobody can guess; the commands are understood again after it.
    """
    return f"::stop-commands::{token}\n{report}\n::{token}::"


def code_quality(problems: Iterable[Problem]) -> str:
    """The problems as GitLab's Code Quality report, in JSON."""
    met: Counter[str] = Counter()
    return json.dumps([_finding(one, met) for one in sorted(set(problems))], indent=1) + "\n"


def _finding(problem: Problem, met: Counter[str]) -> dict[str, object]:
    """One problem. Its mark outlives a move to another line, and is that of no other problem.

    met: how many problems had the same words in the same place before.
    """
    same = "\0".join((problem.path, problem.field, problem.message, problem.remedy))
    met[same] += 1
    mark = f"{same}\0{met[same]}".encode(errors="backslashreplace")
    field = f"{problem.field}: " if problem.field else ""
    return {
        "description": f"{field}{' '.join(filter(None, (problem.message, problem.remedy)))}",
        "check_name": problem.rule or problem.field or "file",
        "fingerprint": hashlib.sha256(mark).hexdigest(),
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
    }


def summary(
    problems: Iterable[Problem],
    held_back: Sequence[HeldBack],
    due: Sequence[tuple[str, datetime.date]],
    settings: Settings,
    root: str = "content",
    waiting: Collection[Problem] = (),
) -> str:
    """What was found, in Markdown for the summary of a run; no more than a forge takes.

    due: what should be looked at again, and the day until when.
    root: how problems name the content folder.
    waiting: the errors for which only new files wait, while all else can be published.
    """
    ordered = sorted(set(problems))
    new = sorted(set(waiting))
    wrong = sorted(set(errors(ordered)) - set(new))
    others = [one for one in ordered if one.severity is Severity.WARNING]
    blocks = [
        *_section("What stops it", _by_file(wrong, settings)),
        *_section("What waits until it is mended", _by_file(new, settings)),
        *_section("What to look at", _by_file(others, settings)),
        *_section("Held back", _held_back(held_back, settings, root)),
        *_section("To be looked at again", _due(due, settings, root)),
    ]
    return _cut(f"{_first_sentence(len(wrong), len(new), len(others))}\n", blocks)


def _first_sentence(wrong: int, new: int, others: int) -> str:
    """What the mistakes do: those of files that readers know, of new ones, and all else."""
    if not (wrong or new or others):
        return "**Nothing is wrong.**"
    told = []
    if wrong:
        verb = "stops" if wrong == 1 else "stop"
        told.append(f"**{counted(wrong, 'mistake')} {verb} this from being published.**")
    if new:
        mistakes = counted(new, "more mistake" if wrong else "mistake")
        verb = "holds back its new file" if new == 1 else "hold back their new files"
        told.append(f"**{mistakes} {verb} until mended.**")
    if new and not wrong:
        told.append("Everything else can be published.")
    if not told:
        told.append("**Nothing stops this from being published.**")
    also = f"{counted(others, 'other thing')} should be looked at."
    return " ".join([*told, also if others else "Nothing else is wrong."])


def _section(title: str, blocks: Iterable[str]) -> list[str]:
    """The blocks, the first of them under a heading."""
    found = list(blocks)
    return [f"\n## {title}\n{found[0]}", *found[1:]] if found else []


def _by_file(problems: Iterable[Problem], settings: Settings) -> Iterator[str]:
    """A block for each problem, the first of a file under its name."""
    for path, group in groupby(problems, key=attrgetter("path")):
        heading = f"\n### {as_text(path)}\n\n"
        for problem in group:
            yield heading + _item(problem, settings)
            heading = ""


def _item(problem: Problem, settings: Settings) -> str:
    """Where, what was found, the cure; lines to paste stand as they must be pasted."""
    place = f"Line {problem.line}" if problem.line else "This file"
    place = _link(place, edit_address(settings, problem.path, problem.line))
    field = f", {as_text(problem.field)}" if problem.field else ""
    cure, _, lines = problem.remedy.partition("\n")
    words = as_text(" ".join(filter(None, (problem.message, cure))))
    return f"- **{place}{field}:** {words}\n{fenced(lines) if lines else ''}"


def fenced(lines: str) -> str:
    """Lines to paste, within an item of a list; no line of theirs ends the block."""
    longest = max(map(len, _FENCE.findall(lines)), default=2)
    fence = "`" * (longest + 1)
    return "".join(f"  {line}".rstrip() + "\n" for line in ("", fence, *lines.splitlines(), fence))


def _held_back(held_back: Sequence[HeldBack], settings: Settings, root: str) -> Iterator[str]:
    margin = "\n"
    for one in held_back:
        yield f"{margin}- {_file(one.path, settings, root)}: {as_text(one.reason)}\n"
        margin = ""


def _due(due: Sequence[tuple[str, datetime.date]], settings: Settings, root: str) -> Iterator[str]:
    margin = "\n"
    for path, day in due:
        yield f"{margin}- {_file(path, settings, root)}: was due by {written(day)}\n"
        margin = ""


def _file(path: str, settings: Settings, root: str) -> str:
    """A file of the content, with the way to the page where it can be changed."""
    full = f"{root}/{path}"
    return _link(as_text(full), edit_address(settings, full))


def _link(text: str, address: str) -> str:
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def as_text(text: str) -> str:
    """A text that may hold anything, as Markdown that shows it on one line and does nothing else.

    >>> as_text("*See* @ann")
    '&#42;See&#42; <span>@</span>ann'
    """
    plain = _MARKUP.sub(
        lambda sign: f"\0{ord(sign[0])};", " ".join(text.replace("\0", " ").split())
    )
    return _MAGIC.sub(r"<span>\g<0></span>", plain).replace("\0", "&#")


def _cut(first: str, blocks: Sequence[str]) -> str:
    """The blocks that fit, and how many do not."""
    kept = [first]
    left = LONGEST_SUMMARY - len(first.encode())
    for number, block in enumerate(blocks):
        left -= len(block.encode(errors="backslashreplace"))
        if left < 0:
            more = counted(len(blocks) - number, "more thing")
            kept.append(f"\n**There is no room here for {more}.** The log of this run has them.\n")
            break
        kept.append(block)
    return "".join(kept)
