"""Old faults of moved posts: warnings, set down once in content/known-problems.yml."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
import yaml

from plugins.model.problem import Problem, Severity, as_warnings, of_file

LIST = "known-problems.yml"
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_BYTES = 1024 * 1024
# What an older site may have lost, and nobody can put right by reading the post again.
FORGIVEN = frozenset({"picture-alternative", "picture-elsewhere", "broken-link", "missing-anchor"})


def forgive(problem: Problem) -> Problem:
    """A problem of a moved post: what an older site lost does not stop the build."""
    return as_warnings([problem])[0] if problem.rule in FORGIVEN else problem


def set_aside_known(
    problems: Iterable[Problem], moved: Collection[str], listed: bytes | None, root: str
) -> list[Problem]:
    """What is left to say once the listed faults of moved posts are not said again.

    moved: the paths of moved posts, as problems name them.
    listed: the bytes of known-problems.yml, None where there is none.
    root: how problems name the content folder.
    """
    lines, wrong = _read_list(listed, root)
    known = set(lines)
    left: list[Problem] = [*wrong]
    met: set[str] = set()
    for problem in problems:
        line = f"{problem.path.removeprefix(root + '/')}: {problem.message}"
        if problem.path not in moved or problem.rule not in FORGIVEN:
            left.append(problem)
        elif line in known:
            met.add(line)
        else:
            left.append(_with_line_to_list(problem, line, root))
    left += [
        of_file(
            f"{root}/{LIST}",
            f'"{line}" is listed here, and is no longer so.',
            "Take the line out: the list may only get shorter.",
            Severity.WARNING,
        )
        for line in sorted(known - met)
    ]
    return left


def _with_line_to_list(problem: Problem, line: str, root: str) -> Problem:
    quoted = line.replace("\\", "\\\\").replace('"', '\\"')
    remedy = f'{problem.remedy}\nIf the old site lost it, add to {root}/{LIST}:\n- "{quoted}"'
    return msgspec.structs.replace(problem, remedy=remedy)


def _read_list(listed: bytes | None, root: str) -> tuple[list[str], list[Problem]]:
    if listed is None:
        return [], []
    try:
        return _texts(listed[:_MOST_BYTES]), []
    except (yaml.YAMLError, ValueError):
        pass
    return [], [
        of_file(
            f"{root}/{LIST}",
            "This must be a list of texts, and something else was found.",
            'Write each on a line of its own, as in: - "posts/2012/a.md: ..."',
        )
    ]


def _texts(listed: bytes) -> list[str]:
    """The texts of a YAML list, read without recursion; raises ValueError for anything else."""
    texts: list[str] = []
    is_open = False
    for event in yaml.parse(listed, Loader=_LOADER):
        if isinstance(event, yaml.SequenceStartEvent) and not is_open:
            is_open = True
        elif isinstance(event, yaml.ScalarEvent) and is_open:
            texts.append(event.value)
        elif isinstance(event, yaml.NodeEvent):
            raise ValueError("not a list of texts")
    return texts
