"""What a page tells an editor: what is wrong, in the words of the terminal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from html import escape

from plugins.model.problem import Problem, Severity, errors
from plugins.model.spelling import counted
from plugins.serving.outcome import GOOD, Outcome

MOST_SHOWN = 50  # more would only make the page slow; the terminal has them all
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # which no page may hold


def panel(outcome: Outcome, *, has_site: bool = True) -> str:
    """What is wrong, for the top of every page; "" where the site was built.

    has_site: whether there is an earlier site to see.
    A region with a heading, and in it what a screen reader says at once (WCAG 4.1.3).
    """
    if outcome.status == GOOD:
        return ""
    wrong = errors(outcome.problems)
    found = counted(len(wrong), "error") if wrong else "something went wrong"
    seen = "Below is the last good site. " if has_site else ""
    told = _list(wrong, "error") if wrong else f"<pre>{_text(outcome.said.strip())}</pre>"
    inside = (
        f'<div class="serve-head"><div role="alert"><h2 id="serve-title">Not built: {found}</h2>'
        f"<p>{seen}This goes away by itself when all is put right.</p></div>"
        f'<button type="button" hidden>Hide</button></div>{told}'
    )
    return (
        f'<section id="serve-panel" aria-labelledby="serve-title" tabindex="0"'
        f' data-told="{_digest(inside)}">{inside}</section>'
    )


def note(outcome: Outcome) -> str:
    """The warnings of a site that was built, folded up for the foot of every page; "" for none."""
    warnings = [one for one in outcome.problems if one.severity is Severity.WARNING]
    if outcome.status != GOOD or not warnings:
        return ""
    found = counted(len(warnings), "warning")
    inside = f"<summary>{found} for editors</summary>{_list(warnings, 'warning')}"
    return f'<details id="serve-note" data-told="{_digest(inside)}">{inside}</details>'


def _list(problems: Sequence[Problem], kind: str) -> str:
    ordered = sorted(set(problems))
    shown = "".join(f"<li>{_item(one)}</li>" for one in ordered[:MOST_SHOWN])
    left = len(ordered) - MOST_SHOWN
    rest = (
        f"<p>{counted(left, f'more {kind}')}: the window where make serve was started has them"
        " all.</p>"
    )
    return f"<ol>{shown}</ol>{rest if left > 0 else ''}"


def _item(problem: Problem) -> str:
    """One problem, with the words and signs of `str(problem)`."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    field = f"<b>{_text(problem.field)}:</b> " if problem.field else ""
    cure, _, lines = problem.remedy.partition("\n")
    parts = [
        f'<p class="serve-place"><code>{_text(place)}:</code></p>',
        f"<p>{field}{_text(problem.message)}</p>",
        f'<p class="serve-cure">{_text(cure)}</p>' if cure else "",
        f'<pre tabindex="0">{_text(lines)}</pre>' if lines else "",
    ]
    return " ".join(filter(None, parts))


def _text(words: str) -> str:
    return escape(_CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode(), words))


def _digest(inside: str) -> str:
    return hashlib.sha256(inside.encode(errors="backslashreplace")).hexdigest()[:16]
