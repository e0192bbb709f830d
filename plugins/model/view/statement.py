"""What the accessibility statement shows: a page, and under its text what is known of the site.

That the days it names have passed is said on the page, and is no mistake: nothing else changed.
"""

from __future__ import annotations

import msgspec

from plugins.model.day import Day as WrittenDay
from plugins.model.day import written
from plugins.model.entry import Entry
from plugins.model.page import Page
from plugins.model.repository.forge import edit_address, in_repository
from plugins.model.schema import AccessibilityFields, PageFields
from plugins.model.schema.accessibility import CheckedFields, ContactFields, IssueFields
from plugins.model.view.maker import Maker
from plugins.model.view.page import PageView, page_view
from plugins.model.view.parts import Link, View

_MEETS = {
    "all": "As far as we know, it meets all of that.",
    "most": "It meets most of that. What does not work yet stands below.",
    "little": "It meets little of that so far. What does not work yet stands below.",
}


class Issue(View, frozen=True, kw_only=True):
    """Something that does not work yet."""

    what: str
    affects: str
    plan: str
    by: str  # by when it will work, in a sentence


class Statement(View, frozen=True, kw_only=True):
    """What is known of how accessible the site is."""

    aim: str  # what it should meet, and how far it does
    issues: tuple[Issue, ...]
    checked: str  # when, with what, and what was found
    email: str
    phone: str
    post: str
    answer: str  # how soon there is one
    complain: str
    suggest: Link | None


class AccessibilityView(PageView, frozen=True, kw_only=True):
    """The page of the accessibility statement."""

    statement: Statement


def accessibility_view(maker: Maker, page: Page[PageFields]) -> AccessibilityView:
    """The page by that name, with the statement, of which there is one."""
    entry = maker.facts.statement(page)
    view = page_view(maker, page)
    upkeep = view.upkeep
    review_by = entry.fields.review_by
    if review_by and maker.facts.is_past(review_by.date):
        upkeep = msgspec.structs.replace(upkeep, overdue=_overdue(review_by))
    fields = msgspec.structs.asdict(view) | {"upkeep": upkeep}
    return AccessibilityView(**fields, statement=_statement(maker, entry))


def _statement(maker: Maker, entry: Entry[AccessibilityFields]) -> Statement:
    fields = entry.fields
    contact = fields.contact or ContactFields()
    path = in_repository(maker.settings, entry.path)
    href = edit_address(maker.settings, path)
    return Statement(
        aim=f"This site should meet {fields.standard.rstrip('.')}. {_MEETS.get(fields.meets, '')}",
        issues=tuple(_issue(maker, one) for one in fields.issues),
        checked=_checked(fields.checked, fields.review_by) if fields.checked else "",
        email=contact.email,
        phone=contact.phone,
        post=contact.post,
        answer=contact.answer,
        complain=contact.complain,
        suggest=Link(text="Suggest a change to this list", href=href) if href else None,
    )


def _issue(maker: Maker, fields: IssueFields) -> Issue:
    by = f"It should work by {written(fields.by.date)}." if fields.by else "There is no day yet."
    if fields.by and maker.facts.is_past(fields.by.date):
        by = f"It should have worked by {written(fields.by.date)}. We are late."
    return Issue(what=fields.what, affects=fields.affects, plan=fields.plan, by=by)


def _checked(fields: CheckedFields, review_by: WrittenDay | None) -> str:
    when = f" on {written(fields.date.date)}" if fields.date else ""
    again = f" We check it again by {written(review_by.date)}." if review_by else ""
    return f"We checked the whole site{when}, with {fields.how.rstrip('.')}. {fields.result}{again}"


def _overdue(day: WrittenDay) -> str:
    return (
        "What this page says of the site may be out of date. It was due to be checked by"
        f" {written(day.date)}."
    )
