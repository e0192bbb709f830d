"""The keys that stand under another key, declared once."""

from __future__ import annotations

from typing import Annotated

from plugins.model.day import Day
from plugins.model.field import Fields, Key, Spot, keys_of, line_to_copy
from plugins.model.text.text_alternative import check_alternative
from plugins.model.values import (
    ADDRESS,
    ADDRESS_OR_UNKNOWN,
    DAY,
    DAY_SO_FAR,
    LANGUAGE,
    TEXT,
    YES_NO,
    choice,
    list_of,
    record,
    text_of,
)

FILE = text_of("a file, seen from this one")
GUEST = "Name, Organisation"  # how a guest is written on one line


FORMATS = ("audio", "bsl", "large-print", "word", "pdf")  # of a version of a post


class AuthorFields(Fields, frozen=True, kw_only=True):
    """Somebody who wrote, by a record's name or, for a guest, as typed."""

    name: Annotated[
        str,
        Key(
            "The name, as it should be shown.",
            TEXT,
            GUEST,
            required=True,
            placeholder=True,
        ),
    ] = ""
    organisation: Annotated[str, Key("Where they were writing from.", TEXT)] = ""
    role: Annotated[str, Key("What they did there.", TEXT)] = ""


class ImageFields(Fields, frozen=True, kw_only=True):
    """A picture and what must be said of it."""

    src: Annotated[str, Key("The picture.", FILE, required=True)] = ""
    alt: Annotated[str, Key("What the picture shows, for those who cannot see it.", TEXT)] = ""
    decorative: Annotated[bool, Key("`yes` where there is nothing to tell.", YES_NO)] = False
    credit: Annotated[str, Key("Who made it.", TEXT)] = ""
    caption: Annotated[str, Key("Words to show under it.", TEXT)] = ""

    def check(self, spot: Spot) -> None:
        """Every picture has a text alternative, or is said to need none (WCAG 2.2, 1.1.1)."""
        if self.src and not self.alt and not self.decorative:
            spot.error(
                f'The picture "{self.src}" has no text alternative.',
                'Under it write what it shows, such as "alt: Two people at a table",'
                ' or "decorative: yes" where there is nothing to tell.',
                "picture-alternative",
            )
        elif self.alt and (message := check_alternative(self.alt)):
            spot.at("alt").error(
                message,
                'Say what it shows; or, if it only decorates, write "decorative: yes" instead.',
                "picture-alternative",
            )


class OriginalFields(Fields, frozen=True, kw_only=True):
    """The text elsewhere that a post comes from."""

    title: Annotated[
        str, Key("Its title.", TEXT, "The title there", required=True, placeholder=True)
    ] = ""
    url: Annotated[
        str,
        Key(
            "Its address; `unknown` where it was lost.",
            ADDRESS_OR_UNKNOWN,
            "https://their-website.example/the-post",
            required=True,
            placeholder=True,
        ),
    ] = ""
    publisher: Annotated[
        str,
        Key(
            "Whose website it is on.",
            TEXT,
            "Whose website it is",
            required=True,
            placeholder=True,
        ),
    ] = ""
    authors: Annotated[tuple[str, ...], Key("Who wrote it.", list_of(TEXT))] = ()
    date: Annotated[Day | None, Key("The day it was published there.", DAY_SO_FAR)] = None
    relation: Annotated[
        str,
        Key(
            "How this post stems from it.", choice("digest", "republished", "translated"), "digest"
        ),
    ] = "digest"


class AlsoAtFields(Fields, frozen=True, kw_only=True):
    """Another website that carries this post."""

    url: Annotated[str, Key("The address there.", ADDRESS, required=True)] = ""
    publisher: Annotated[str, Key("Whose website it is.", TEXT)] = ""


class VersionFields(Fields, frozen=True, kw_only=True):
    """The same content in another form."""

    format: Annotated[
        str,
        Key("Its form.", choice(*FORMATS), required=True),
    ] = ""
    file: Annotated[str, Key("It, where it is on this site.", FILE)] = ""
    href: Annotated[str, Key("Its address, where it is elsewhere.", ADDRESS)] = ""
    lang: Annotated[str, Key("Its language.", LANGUAGE)] = ""
    made_from: Annotated[Day | None, Key("The date of the text it was made from.", DAY_SO_FAR)] = (
        None
    )
    checked_by: Annotated[tuple[str, ...], Key("Who checked it.", list_of(TEXT))] = ()
    length: Annotated[str, Key("How long it is.", TEXT)] = ""
    transcript: Annotated[str, Key("Its words in writing.", FILE)] = ""

    def check(self, spot: Spot) -> None:
        """A version is in one place."""
        if bool(self.file) == bool(self.href):
            spot.error(
                'A version stands in one place: it needs either "file" or "href".',
                'Write "file" for a file of yours, or "href" for an address elsewhere.',
            )


class CommentsFields(Fields, frozen=True, kw_only=True):
    """Whether readers may comment."""

    state: Annotated[
        str, Key("Whether comments may be added.", choice("open", "closed", "off"))
    ] = ""
    until: Annotated[Day | None, Key("The last day for comments.", DAY)] = None
    url: Annotated[str, Key("The thread's own address at the service.", ADDRESS)] = ""
    id: Annotated[str, Key("The thread's id at the service.", TEXT)] = ""


class ChangeFields(Fields, frozen=True, kw_only=True):
    """What changed, when, and how much it matters."""

    date: Annotated[Day | None, Key("The day of the change.", DAY_SO_FAR, required=True)] = None
    note: Annotated[str, Key("What changed, in a sentence.", TEXT, required=True)] = ""
    kind: Annotated[
        str, Key("How much it matters.", choice("major", "minor", "correction"), required=True)
    ] = "minor"


class StatusFields(Fields, frozen=True, kw_only=True):
    """Whether readers see the post; when and why it went."""

    status: Annotated[
        str, Key("The state.", choice("published", "draft", "withdrawn"), required=True)
    ] = "published"
    on: Annotated[Day | None, Key("The day it was withdrawn.", DAY_SO_FAR)] = None
    reason: Annotated[str, Key("Why it was withdrawn.", TEXT)] = ""

    def check(self, spot: Spot) -> None:
        """What goes says when and why it went."""
        if self.status == "withdrawn" and not (self.on and self.reason):
            spot.warn(
                "Readers are told when and why a post was withdrawn, and this does not say it.",
                "Write:\nstatus:\n  status: withdrawn\n  on: 2026-11-21\n  reason: ...",
            )


class LinkFields(Fields, frozen=True, kw_only=True):
    """An address with words."""

    title: Annotated[str, Key("The words.", TEXT)] = ""
    url: Annotated[str, Key("The address.", ADDRESS, required=True)] = ""


class AffiliationFields(Fields, frozen=True, kw_only=True):
    """Where a person worked, and when."""

    organisation: Annotated[
        str,
        Key(
            "The organisation.",
            text_of("the name of an organisation"),
            "slug-of-the-organisation",
            required=True,
            placeholder=True,
        ),
    ] = ""
    role: Annotated[
        str, Key("What they did there.", TEXT, "What they do there", placeholder=True)
    ] = ""
    from_: Annotated[Day | None, Key("The first day.", DAY, "2020-01-01")] = None
    to: Annotated[Day | None, Key("The last day.", DAY)] = None

    def check(self, spot: Spot) -> None:
        """An affiliation does not end before it begins."""
        if self.from_ and self.to and self.to.date < self.from_.date:
            spot.at("to").error(
                f"The last day ({self.to.date}) is before the first ({self.from_.date}).",
                'Put the earlier day under "from".',
            )


class WordFields(Fields, frozen=True, kw_only=True):
    """A hard word."""

    word: Annotated[str, Key("The word.", TEXT, "A hard word", required=True, placeholder=True)] = (
        ""
    )
    meaning: Annotated[
        str,
        Key(
            "What it means.", TEXT, "What it means, in easy words.", required=True, placeholder=True
        ),
    ] = ""


STATUS = record(StatusFields, "status", "`published`, `draft` or `withdrawn`")
STATUS_OF_PAGE = record(StatusFields, "status", "`published` or `draft`")
IMAGE = record(ImageFields, "src", "a picture: `src` (its file) and `alt` (what it shows) under it")


def block_of(fields: type[Fields], *, in_list: bool = False) -> str:
    """The examples of the keys that stand under another one, as they are written below it."""
    lines = [
        line_to_copy(name, key.example) for name, key in keys_of(fields).items() if key.example
    ]
    first, margin = ("  - ", "    ") if in_list else ("  ", "  ")
    return f"\n{first}" + f"\n{margin}".join(lines)
