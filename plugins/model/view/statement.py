"""What the accessibility statement shows: a page, and under its text what is known of the site.

That the days it names have passed is said on the page, and is no mistake: nothing else changed.
"""

from __future__ import annotations

import msgspec

from plugins.model.day import Day as WrittenDay
from plugins.model.entry import Entry
from plugins.model.page import Page
from plugins.model.repository.forge import edit_address, in_repository
from plugins.model.schema import AccessibilityFields, PageFields
from plugins.model.schema.accessibility import CheckedFields, ContactFields, IssueFields
from plugins.model.view.maker import Maker
from plugins.model.view.page import PageView, page_view
from plugins.model.view.parts import Link, View
from plugins.model.wording.table import Wording


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
    entry, own = maker.facts.statement(page), maker.speaking(page.fields.lang)
    view = page_view(maker, page)
    upkeep = view.upkeep
    review_by = entry.fields.review_by
    if review_by and maker.facts.is_past(review_by.date):
        upkeep = msgspec.structs.replace(upkeep, overdue=_overdue(own.words, review_by))
    fields = msgspec.structs.asdict(view) | {"upkeep": upkeep}
    return AccessibilityView(**fields, statement=_statement(own, entry))


def _statement(maker: Maker, entry: Entry[AccessibilityFields]) -> Statement:
    fields, words = entry.fields, maker.words.statement
    contact = fields.contact or ContactFields()
    path = in_repository(maker.settings, entry.path)
    href = edit_address(maker.settings, path)
    return Statement(
        aim=f"{words.aim.format(standard=fields.standard.rstrip('.'))}"
        f" {words.meets.get(fields.meets, '')}",
        issues=tuple(_issue(maker, one) for one in fields.issues),
        checked=_checked(maker.words, fields.checked, fields.review_by) if fields.checked else "",
        email=contact.email,
        phone=contact.phone,
        post=contact.post,
        answer=contact.answer,
        complain=contact.complain,
        suggest=Link(text=words.suggest, href=href) if href else None,
    )


def _issue(maker: Maker, fields: IssueFields) -> Issue:
    words, by = maker.words.statement, maker.words.statement.no_day
    if fields.by:
        said = words.late if maker.facts.is_past(fields.by.date) else words.by
        by = said.format(day=maker.words.day(fields.by.date))
    return Issue(what=fields.what, affects=fields.affects, plan=fields.plan, by=by)


def _checked(words: Wording, fields: CheckedFields, review_by: WrittenDay | None) -> str:
    of, how = words.statement, fields.how.rstrip(".")
    said = of.checked.format(how=how)
    if fields.date:
        said = of.checked_on.format(day=words.day(fields.date.date), how=how)
    again = f" {of.again.format(day=words.day(review_by.date))}" if review_by else ""
    return f"{said} {fields.result}{again}"


def _overdue(words: Wording, day: WrittenDay) -> str:
    return words.statement.overdue.format(day=words.day(day.date))
