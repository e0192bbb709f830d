"""The fields of the accessibility statement: what does not work yet, and how that was checked."""

from __future__ import annotations

from typing import Annotated

from plugins.model.day import Day
from plugins.model.field import Fields, Key, Spot
from plugins.model.schema.nested import block_of
from plugins.model.values import DAY, DAY_SO_FAR, TEXT, choice, list_of, record


class IssueFields(Fields, frozen=True, kw_only=True):
    """Something that does not work yet for somebody."""

    what: Annotated[
        str,
        Key("What does not work.", TEXT, "What does not work.", required=True, placeholder=True),
    ] = ""
    affects: Annotated[
        str,
        Key(
            "Who is kept out by it, and how.",
            TEXT,
            "Who is kept out by it, and how.",
            required=True,
            placeholder=True,
        ),
    ] = ""
    plan: Annotated[
        str,
        Key(
            "What you do about it, or what a reader can do until then.",
            TEXT,
            "What we do about it.",
            required=True,
            placeholder=True,
        ),
    ] = ""
    by: Annotated[Day | None, Key("The day by which it will work.", DAY, "2027-06-30")] = None


class CheckedFields(Fields, frozen=True, kw_only=True):
    """The last check of the whole site."""

    date: Annotated[Day | None, Key("Its day.", DAY_SO_FAR, "2026-11-21", required=True)] = None
    how: Annotated[
        str,
        Key(
            "By what or whom, in words that go on after “with”.",
            TEXT,
            "a program, the keyboard alone and two screen readers",
            required=True,
        ),
    ] = ""
    result: Annotated[
        str,
        Key("What was found.", TEXT, "What was found.", required=True, placeholder=True),
    ] = ""


class ContactFields(Fields, frozen=True, kw_only=True):
    """How to tell you of a problem, and what to do if that was of no use."""

    email: Annotated[
        str, Key("An e-mail address.", TEXT, "access@example.org", placeholder=True)
    ] = ""
    phone: Annotated[str, Key("A telephone number.", TEXT)] = ""
    post: Annotated[str, Key("An address for letters.", TEXT)] = ""
    answer: Annotated[
        str, Key("How soon you answer.", TEXT, "We answer within five working days.")
    ] = ""
    complain: Annotated[
        str,
        Key(
            "Whom to turn to if your answer is no use.",
            TEXT,
            "Whom to turn to if our answer is no use.",
            required=True,
            placeholder=True,
        ),
    ] = ""

    def check(self, spot: Spot) -> None:
        """There is a way to tell you, and an e-mail address is one."""
        if not any(spot.at(way).typed for way in ("email", "phone", "post")):
            spot.error(
                "Nobody could tell you of a problem: there is no e-mail address, no telephone"
                " number and no address for letters.",
                "Add one of these lines: email: ..., phone: ..., post: ...",
            )
        name, _, host = self.email.partition("@")
        if self.email and not (name and "." in host and " " not in self.email):
            spot.at("email").error(
                f'"{self.email}" is not an e-mail address.', "Write one, such as a@example.org."
            )


class AccessibilityFields(Fields, frozen=True, kw_only=True):
    """The accessibility statement: accessibility.yml, shown on the page of that name."""

    standard: Annotated[
        str,
        Key(
            "What the site should meet.",
            TEXT,
            "level AA of the Web Content Accessibility Guidelines, version 2.2",
            required=True,
        ),
    ] = ""
    meets: Annotated[
        str,
        Key("How far it meets that.", choice("all", "most", "little"), "most", required=True),
    ] = ""
    issues: Annotated[
        tuple[IssueFields, ...],
        Key(
            "What does not work yet. Left out: nothing that you know of.",
            list_of(record(IssueFields)),
            block_of(IssueFields, in_list=True),
        ),
    ] = ()
    checked: Annotated[
        CheckedFields | None,
        Key(
            "The last check of the whole site.",
            record(CheckedFields),
            block_of(CheckedFields),
            required=True,
        ),
    ] = None
    contact: Annotated[
        ContactFields | None,
        Key(
            "How to tell you, and how to complain.",
            record(ContactFields),
            block_of(ContactFields),
            required=True,
        ),
    ] = None
    review_by: Annotated[
        Day | None,
        Key("When it should be checked again.", DAY, "2027-11-21", required=True),
    ] = None
