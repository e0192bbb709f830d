"""What the accessibility statement says.

A comment gives the English, as in `table`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class StatementWords(msgspec.Struct, frozen=True, kw_only=True):
    """The accessibility statement."""

    aim: str  # "This site should meet {standard}."
    meets: Mapping[str, str]  # how far it does, by what the statement's file says
    issues: str  # "What does not work yet"
    affects: str  # "Who it keeps out"
    plan: str  # "What we do about it"
    by: str  # "It should work by {day}."
    no_day: str  # "There is no day yet."
    late: str  # "It should have worked by {day}. We are late."
    no_issues: str  # "We know of nothing that does not work."
    how_checked: str  # "How we checked"
    checked: str  # "We checked the whole site, with {how}."
    checked_on: str  # "We checked the whole site on {day}, with {how}."
    again: str  # "We check it again by {day}."
    overdue: str  # "What this page says of the site may be out of date. …"
    tell_us: str  # "Tell us, or complain"
    email: str  # "E-mail:" ...
    phone: str  # "Telephone:" ...
    letter: str  # "Letter:" ...
    suggest: str  # "Suggest a change to this list"
