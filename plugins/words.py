"""What a build says on the terminal, in the same words whichever way it went."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec

from plugins.model.problem import Problem, count, report
from plugins.model.spelling import counted

if TYPE_CHECKING:
    from plugins.model.library import Library

FOR_READERS = "For readers: make publish"
SHORTEST = 0.1  # seconds: "in 0.0 s" would say that nothing was done
_said_before: ContextVar[dict[str, str] | None] = ContextVar("said_before", default=None)


def say(text: str, to: TextIO | None = None) -> None:
    """Say something at once, if there is anything to say."""
    if text:
        print(text, file=to or sys.stdout, flush=True)


@contextmanager
def said_once(before: dict[str, str]) -> Iterator[None]:
    """Within the block, leave unsaid what was the last that was said of a matter.

    before: the last words on each matter; it is kept up to date. To build at each save would else
        fill a window with what nobody has changed.
    """
    token = _said_before.set(before)
    try:
        yield
    finally:
        _said_before.reset(token)


def _say_of(matter: str, text: str) -> None:
    before = _said_before.get()
    if before is None:
        say(text)
    elif before.get(matter) != text:
        say(text)
        before[matter] = text


def as_seen_from_here(path: Path) -> str:
    """A path without what is the same for all files of this folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def held_back_lines(library: Library) -> str:
    """What is held back and why; "" for nothing."""
    held = [f"  {one.path}: {one.reason}" for one in library.held_back]
    return "\n".join([f"Held back ({len(held)}):", *held]) if held else ""


def reason_lines(reasons: Mapping[str, str]) -> str:
    """Why each file of the site was made or taken away, a line each."""
    if not reasons:
        return "Nothing was made: every page stands as it was."
    return "\n".join(f"{name}: {reason}" for name, reason in sorted(reasons.items()))


def made(library: Library) -> str:
    """What a site holds, in words."""
    return f"{counted(len(library.posts), 'post')} and {counted(len(library.pages), 'page')}"


def built(what: str, output: Path, seconds: float) -> str:
    """What was made, where, and in how many seconds."""
    return f"Built {what} into {as_seen_from_here(output)} in {max(seconds, SHORTEST):.1f} s"


class Words(msgspec.Struct, frozen=True):
    """What is said of a build that went well.

    problems: all of them, for whoever mends them. held_back: the files, with the reasons.
    made: what the site holds. preview: whether the site is one that readers should not see.
    """

    problems: tuple[Problem, ...]
    held_back: str
    made: str
    preview: bool

    def say_problems(self) -> None:
        """Say what is wrong, before anything is made."""
        say(report(self.problems), to=sys.stderr)

    def say(self, output: Path, seconds: float) -> None:
        """Say all that comes after the problems, once the site is built."""
        _say_of("held back", self.held_back)
        say(f"{built(self.made, output, seconds)}; {count(self.problems)}.")
        _say_of("preview", f"This is a preview. {FOR_READERS}" if self.preview else "")


def words_of(library: Library, problems: Sequence[Problem]) -> Words:
    """What there is to say of a site; problems: those of its settings too."""
    return Words(
        problems=tuple(problems),
        held_back=held_back_lines(library),
        made=made(library),
        preview=not library.settings.publishing,
    )
