"""The fields of each kind of content, declared once: checks, guide and blocks to copy follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, NamedTuple

from plugins.model import other_systems
from plugins.model.day import Day
from plugins.model.field import UNKNOWN, Fields, Key, Spot, is_absent, spellings_of
from plugins.model.nested import (
    GUEST,
    IMAGE,
    STATUS,
    STATUS_OF_PAGE,
    AffiliationFields,
    AlsoAtFields,
    AuthorFields,
    ChangeFields,
    CommentFields,
    CommentsFields,
    ImageFields,
    LinkFields,
    OriginalFields,
    OriginFields,
    StatusFields,
    VersionFields,
    WordFields,
    block_of,
)
from plugins.model.values import (
    ADDRESS,
    DAY,
    DAY_OR_UNKNOWN,
    DAY_SO_FAR,
    LANGUAGE,
    NUMBER,
    OLD_ADDRESS,
    SLUG,
    TEXT,
    YES_NO,
    choice,
    list_of,
    record,
    text_of,
)


class KindOfPost(NamedTuple):
    """What readers call a kind of post: one of it, and many."""

    name: str
    plural: str


A_POST = text_of("a post: its slug, file or address")
A_POST_OR_PAGE = text_of("a post or page: its slug, file or address")
A_SERIES = text_of("the name of a series")
A_TOPIC = text_of("the name of a topic")
AN_ORGANISATION = text_of("the name of an organisation")
A_PERSON = text_of("the name of a person")
A_KEEPER = text_of("the name of a person, or a role such as Web team")

KINDS = {
    "blog": KindOfPost("Blog", "Blog posts"),
    "news": KindOfPost("News", "News"),
    "digest": KindOfPost("Digest", "Digests"),
    "story": KindOfPost("Story", "Stories"),
    "resource": KindOfPost("Resource", "Resources"),
}
NEEDS_AUTHOR = frozenset({"blog", "story"})


def _called(kind: str) -> str:
    return "blog post" if kind == "blog" else kind


class PostFields(Fields, frozen=True, kw_only=True):
    """A post: posts/**/*.md."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_POSTS

    title: Annotated[
        str,
        Key(
            "What the post is called. Emphasis and code may be marked as in Markdown.",
            TEXT,
            "The title of the post",
            required=True,
            placeholder=True,
        ),
    ] = ""
    date: Annotated[
        Day | str | None,
        Key(
            "The day it was added. `unknown` only for a post from an older site that lost it.",
            DAY_OR_UNKNOWN,
            "2026-11-21",
            required=True,
        ),
    ] = None
    last_updated: Annotated[
        Day | None,
        Key(
            "The day its meaning last changed; not for spelling."
            " Left out: the newest major change or correction, else the date.",
            DAY_SO_FAR,
            "2026-11-21",
            synonyms=("updated", "modified"),
        ),
    ] = None
    author: Annotated[
        tuple[AuthorFields, ...],
        Key(
            "Who wrote it: somebody with a record, or `Name, Organisation` for a guest;"
            " `unknown` where an older site lost it. Blog posts and stories need one.",
            list_of(record(AuthorFields, "name", "a name")),
            GUEST,
            synonyms=("authors", "byline"),
        ),
    ] = ()
    page_author: Annotated[
        str,
        Key(
            "Who looks after the page: somebody with a record, or a role such as Web team.",
            A_KEEPER,
            "Web team",
        ),
    ] = ""
    organisation: Annotated[
        tuple[str, ...],
        Key(
            "The organisation behind the post. Left out: where each author worked on the day.",
            list_of(AN_ORGANISATION),
            synonyms=("organisations",),
        ),
    ] = ()
    kind: Annotated[str, Key("What kind of post it is.", choice(*KINDS), "blog")] = "blog"
    series: Annotated[str, Key("The series it is part of.", A_SERIES)] = ""
    topics: Annotated[
        tuple[str, ...],
        Key(
            "What it is about: a list of topics that have a record.",
            list_of(A_TOPIC),
            "\n  - Name of a topic",
            synonyms=("tags", "categories"),
            placeholder=True,
        ),
    ] = ()
    summary: Annotated[
        str,
        Key(
            "One or two sentences for lists and feeds. Left out: the first paragraph.",
            TEXT,
            "One or two sentences that say what a reader will find.",
            synonyms=("excerpt", "description"),
            placeholder=True,
        ),
    ] = ""
    image: Annotated[ImageFields | None, Key("A picture for the top and for lists.", IMAGE)] = None
    original: Annotated[
        OriginalFields | None,
        Key(
            "Where the text comes from: a digest must have it.",
            record(OriginalFields),
            block_of(OriginalFields),
        ),
    ] = None
    also_at: Annotated[
        tuple[AlsoAtFields, ...],
        Key("Other websites that carry it.", list_of(record(AlsoAtFields, "url"))),
    ] = ()
    versions: Annotated[
        tuple[VersionFields, ...],
        Key("The same in other forms: audio, BSL, large print.", list_of(record(VersionFields))),
    ] = ()
    comments: Annotated[
        CommentsFields | None,
        Key(
            "Whether comments may be added: `open`, `closed` (keeps what was said) or `off`.",
            record(CommentsFields, "state"),
        ),
    ] = None
    changes: Annotated[
        tuple[ChangeFields, ...],
        Key(
            "What changed since. Readers see major changes and corrections.",
            list_of(record(ChangeFields)),
        ),
    ] = ()
    status: Annotated[
        StatusFields,
        Key(
            "`published`, `draft` or `withdrawn`; with a day (`on`) and a `reason` for the last.",
            STATUS,
        ),
    ] = StatusFields()
    review_by: Annotated[Day | None, Key("When somebody should look at it again.", DAY)] = None
    superseded_by: Annotated[str, Key("The post that replaces this one.", A_POST)] = ""
    aliases: Annotated[
        tuple[str, ...],
        Key(
            "Old addresses that should lead here, such as `/node/17`."
            " One with a `?` needs a web host that can redirect.",
            list_of(OLD_ADDRESS),
        ),
    ] = ()
    slug: Annotated[str, Key("The last part of its address. Left out: the file's name.", SLUG)] = ""
    id: Annotated[str, Key("The id it has in feeds, for a post moved from another site.", TEXT)] = (
        ""
    )
    lang: Annotated[str, Key("Its language, where it is not the site's.", LANGUAGE)] = ""
    translation_of: Annotated[str, Key("The post that this one translates.", A_POST)] = ""
    licence: Annotated[str, Key("Its licence, where it is not the site's.", TEXT)] = ""
    featured: Annotated[bool, Key("`yes` puts it first on the home page.", YES_NO)] = False
    moved: Annotated[
        bool, Key("`yes` for a post moved from an older site: old faults only warn.", YES_NO)
    ] = False

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of a post."""
        if self.kind == "digest" and not self.original:
            spot.at("kind").error(
                'A digest must say what it is a digest of, and the key "original" is missing.',
                "Add these lines:\noriginal:\n  title: ...\n  url: https://...\n  publisher: ...",
            )
        values = spot.source.values
        spellings = spellings_of(PostFields, "author")
        silent = all(is_absent(values.get(key, "")) for key in spellings)
        if self.kind in NEEDS_AUTHOR and silent:
            spot.at("author").error(
                f'The key "author" is missing; a {_called(self.kind)} must say who wrote it.',
                "Add a line at the top of the file, such as: author: Name, Organisation",
            )
        if not self.moved:
            self._check_nothing_is_lost(spot)
        self._check_days(spot)

    def _check_nothing_is_lost(self, spot: Spot) -> None:
        """Only an older site can have lost a day or an address."""
        lost = [spot.at("date")] if self.date == UNKNOWN else []
        if self.original and self.original.url == UNKNOWN:
            lost.append(spot.at("original").at("url"))
        for place in lost:
            place.error(
                "Only a post from an older site may have lost this, and this is not marked as one.",
                "Write what it is, or, if the post was moved here, add a line: moved: yes",
            )

    def _check_days(self, spot: Spot) -> None:
        added = self.date if isinstance(self.date, Day) else None
        if added and self.last_updated and self.last_updated.date < added.date:
            spot.at("last_updated").error(
                f"Last updated ({self.last_updated.date}) is before the day"
                f" it was added ({added.date}).",
                "Correct one of the two, or leave last_updated out.",
            )
        gone = self.status.on
        if added and gone and gone.date < added.date:
            spot.at("status").at("on").error(
                f"Withdrawn ({gone.date}) is before the day it was added ({added.date}).",
                "Correct one of the two.",
            )
        for place, change in enumerate(self.changes):
            if added and change.date and change.date.date < added.date:
                spot.at("changes").at(place).at("date").error(
                    f"This change ({change.date.date}) is before the day the post"
                    f" was added ({added.date}).",
                    "Correct the day.",
                )


def _check_not_withdrawn(status: StatusFields, spot: Spot) -> None:
    """Hold that only posts are withdrawn."""
    if status.status == "withdrawn":
        spot.at("status").error(
            "Only posts can be withdrawn, and this is no post.",
            "Say in its text what is no longer so, or write: status: draft",
        )


class PageFields(Fields, frozen=True, kw_only=True):
    """A page such as "About us": pages/*.md."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_PAGES

    title: Annotated[
        str,
        Key("What it is called.", TEXT, "The title of the page", required=True, placeholder=True),
    ] = ""
    last_updated: Annotated[
        Day | None,
        Key(
            "The day its meaning last changed.",
            DAY_SO_FAR,
            "2026-11-21",
            synonyms=("updated", "modified"),
        ),
    ] = None
    page_author: Annotated[str, Key("Who looks after it.", A_KEEPER, "Web team")] = ""
    summary: Annotated[
        str,
        Key("A sentence for search engines.", TEXT, synonyms=("excerpt", "description")),
    ] = ""
    menu: Annotated[int | None, Key("Its place in the navigation: 1 is first.", NUMBER)] = None
    review_by: Annotated[Day | None, Key("When somebody should look at it again.", DAY)] = None
    aliases: Annotated[
        tuple[str, ...],
        Key(
            "Old addresses that should lead here, such as `/node/17`."
            " One with a `?` needs a web host that can redirect.",
            list_of(OLD_ADDRESS),
        ),
    ] = ()
    status: Annotated[StatusFields, Key("Whether readers see it.", STATUS_OF_PAGE)] = StatusFields()
    slug: Annotated[str, Key("Its address. Left out: the file's name.", SLUG)] = ""
    lang: Annotated[str, Key("Its language, where it is not the site's.", LANGUAGE)] = ""

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of a page."""
        _check_not_withdrawn(self.status, spot)


class EasyReadFields(Fields, frozen=True, kw_only=True):
    """An Easy Read text: easy-read/*.md."""

    refused: ClassVar[Mapping[str, str]] = other_systems.OF_PAGES

    title: Annotated[
        str,
        Key("What it is called.", TEXT, "The title in easy words", required=True, placeholder=True),
    ] = ""
    of: Annotated[
        str,
        Key(
            "The post or page it was made from.",
            A_POST_OR_PAGE,
            "slug-of-the-post",
            required=True,
            placeholder=True,
        ),
    ] = ""
    last_updated: Annotated[
        Day | None,
        Key("The day it last changed.", DAY_SO_FAR, "2026-11-21", synonyms=("updated", "modified")),
    ] = None
    page_author: Annotated[str, Key("Who looks after it.", A_KEEPER, "Web team")] = ""
    made_from: Annotated[
        Day | None, Key("The date of the text it was made from.", DAY_SO_FAR, "2026-11-21")
    ] = None
    checked_by: Annotated[
        tuple[str, ...],
        Key(
            "Who read it and agreed to be named.",
            list_of(text_of("a name")),
            "\n  - Name of a checker",
            placeholder=True,
        ),
    ] = ()
    words: Annotated[
        tuple[WordFields, ...],
        Key(
            "Hard words and what they mean.",
            list_of(record(WordFields)),
            block_of(WordFields, in_list=True),
        ),
    ] = ()
    status: Annotated[StatusFields, Key("Whether readers see it.", STATUS_OF_PAGE)] = StatusFields()
    slug: Annotated[str, Key("Its address. Left out: the file's name.", SLUG)] = ""
    lang: Annotated[str, Key("Its language.", LANGUAGE)] = ""

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of an Easy Read text."""
        _check_not_withdrawn(self.status, spot)


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


class ThreadFields(Fields, frozen=True, kw_only=True):
    """The comments kept from an older site for one post: comments/<post-slug>.yml."""

    origin: Annotated[
        OriginFields | None,
        Key(
            "Where they came from.",
            record(OriginFields),
            block_of(OriginFields),
            required=True,
        ),
    ] = None
    comments: Annotated[
        tuple[CommentFields, ...],
        Key(
            "In the order of the old page.",
            list_of(record(CommentFields)),
            block_of(CommentFields, in_list=True),
            required=True,
        ),
    ] = ()


FOLDERS: dict[str, type[Fields]] = {
    "posts": PostFields,
    "pages": PageFields,
    "people": PersonFields,
    "organisations": OrganisationFields,
    "series": SeriesFields,
    "topics": TopicFields,
    "easy-read": EasyReadFields,
    "comments": ThreadFields,
}
