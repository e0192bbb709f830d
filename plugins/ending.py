"""How a build ends that makes no site: what was said of it goes along, for whoever shows it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from plugins.model.problem import Problem
from plugins.process import CANNOT_RUN
from plugins.words import say


class NotBuilt(SystemExit):
    """The end of a build that found errors: status 1, with all problems, which it has told."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(1)
        self.problems = problems


class GivenUp(SystemExit):
    """The end of a command that cannot run, with what was said, and the problems that it told."""

    def __init__(self, said: str, problems: Sequence[Problem]) -> None:
        super().__init__(CANNOT_RUN)
        self.said = said
        self.problems = problems


def give_up(*lines: str, problems: Sequence[Problem] = ()) -> NoReturn:
    """Say why nothing can be done, and end with status 2; raises GivenUp."""
    said = "\n".join(lines)
    say(said, to=sys.stderr)
    raise GivenUp(said, problems)
