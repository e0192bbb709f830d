"""The fields of people, organisations, series and topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from plugins.model.day import Day
from plugins.model.field import Fields, Key
from plugins.model.schema import other_systems
from plugins.model.schema.names import (
    A_PERSON,
    A_TOPIC,
)
from plugins.model.schema.nested import (
    IMAGE,
    AffiliationFields,
    ImageFields,
    LinkFields,
    block_of,
)
from plugins.model.values import (
    ADDRESS,
    DAY,
    TEXT,
    YES_NO,
    choice,
    list_of,
    record,
    text_of,
)


class PersonFields(Fields, frozen=True, kw_only=True):
    """A person: people/*.md; the body is the biography."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_RECORDS

    name: Annotated[
        str, Key("The name to show.", TEXT, "First name Surname", required=True, placeholder=True)
    ] = ""
    sort_name: Annotated[
        str, Key("The name to sort by.", TEXT, "Surname, First name", placeholder=True)
    ] = ""
    pronouns: Annotated[str, Key("Pronouns, if they wish them shown.", TEXT)] = ""
    affiliations: Annotated[
        tuple[AffiliationFields, ...],
        Key(
            "Where they work and worked, each with `from` and `to`.",
            list_of(record(AffiliationFields, "organisation")),
            block_of(AffiliationFields, in_list=True),
            synonyms=("affiliation",),
        ),
    ] = ()
    aliases: Annotated[
        tuple[str, ...], Key("Other spellings of the name; old logins.", list_of(TEXT))
    ] = ()
    image: Annotated[ImageFields | None, Key("A portrait.", IMAGE)] = None
    links: Annotated[
        tuple[LinkFields, ...], Key("Their own websites.", list_of(record(LinkFields, "url")))
    ] = ()
    email: Annotated[str, Key("For editors; not published unless `show_email`.", TEXT)] = ""
    show_email: Annotated[bool, Key("`yes` publishes the address.", YES_NO)] = False
    active: Annotated[bool, Key("`no` for somebody who has left.", YES_NO)] = True
    deputy: Annotated[str, Key("Who looks after their pages now.", A_PERSON)] = ""


class OrganisationFields(Fields, frozen=True, kw_only=True):
    """An organisation: organisations/*.md; the body describes it."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_RECORDS

    name: Annotated[
        str,
        Key(
            "The name to show.",
            TEXT,
            "The name of the organisation",
            required=True,
            placeholder=True,
        ),
    ] = ""
    short_name: Annotated[str, Key("A shorter name.", TEXT)] = ""
    aliases: Annotated[tuple[str, ...], Key("Other names.", list_of(TEXT))] = ()
    website: Annotated[
        str, Key("Its website.", ADDRESS, "https://their-website.example", placeholder=True)
    ] = ""
    logo: Annotated[ImageFields | None, Key("Its logo.", IMAGE)] = None
    member_from: Annotated[Day | None, Key("Member since.", DAY)] = None
    member_to: Annotated[Day | None, Key("Member until.", DAY)] = None


class SeriesFields(Fields, frozen=True, kw_only=True):
    """A series of posts: series/*.md; the body describes it."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_RECORDS

    title: Annotated[
        str,
        Key("What it is called.", TEXT, "The name of the series", required=True, placeholder=True),
    ] = ""
    aliases: Annotated[tuple[str, ...], Key("Other names.", list_of(TEXT))] = ()
    state: Annotated[str, Key("Whether it goes on.", choice("open", "closed"), "open")] = "open"
    order: Annotated[
        tuple[str, ...],
        Key(
            "Its posts in reading order. Left out: by date.",
            list_of(text_of("the slug of a post")),
        ),
    ] = ()


class TopicFields(Fields, frozen=True, kw_only=True):
    """A topic: topics/*.md; the body describes it."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_RECORDS

    title: Annotated[
        str,
        Key("What it is called.", TEXT, "The name of the topic", required=True, placeholder=True),
    ] = ""
    aliases: Annotated[tuple[str, ...], Key("Other names.", list_of(TEXT))] = ()
    broader: Annotated[str, Key("The wider topic it belongs to.", A_TOPIC)] = ""
