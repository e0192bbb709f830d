"""The fields of each kind of content, declared once: checks, guide and blocks to copy follow."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from plugins.model.day import Day
from plugins.model.field import UNKNOWN, Fields, Key, Spot, is_absent, spellings_of
from plugins.model.nested import (
    IMAGE,
    STATUS,
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
)
from plugins.model.values import (
    ADDRESS,
    DAY,
    DAY_OR_UNKNOWN,
    LANGUAGE,
    NUMBER,
    SLUG,
    TEXT,
    YES_NO,
    choice,
    list_of,
    record,
)


class KindOfPost(NamedTuple):
    """What readers call a kind of post: one of it, and many."""

    name: str
    plural: str


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

    title: Annotated[
        str,
        Key(
            "What the post is called. Emphasis and code may be marked as in Markdown.",
            TEXT,
            "The title of the post",
            required=True,
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
            DAY,
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
            "Name, Organisation",
            synonyms=("authors", "byline"),
        ),
    ] = ()
    page_author: Annotated[
        str,
        Key(
            "Who looks after the page: somebody with a record, or a role such as Web team.",
            TEXT,
            "Web team",
        ),
    ] = ""
    organisation: Annotated[
        tuple[str, ...],
        Key(
            "The organisation behind the post. Left out: where each author worked on the day.",
            list_of(TEXT),
            synonyms=("organisations",),
        ),
    ] = ()
    kind: Annotated[str, Key("What kind of post it is.", choice(*KINDS), "blog")] = "blog"
    series: Annotated[str, Key("The series it is part of.", TEXT)] = ""
    topics: Annotated[
        tuple[str, ...],
        Key(
            "What it is about: a list of topics that have a record.",
            list_of(TEXT),
            "\n  - Co-production",
            synonyms=("tags", "categories"),
        ),
    ] = ()
    summary: Annotated[
        str,
        Key(
            "One or two sentences for lists and feeds. Left out: the first paragraph.",
            TEXT,
            "One or two sentences that say what a reader will find.",
            synonyms=("excerpt", "description"),
        ),
    ] = ""
    image: Annotated[ImageFields | None, Key("A picture for the top and for lists.", IMAGE)] = None
    original: Annotated[
        OriginalFields | None,
        Key(
            "Where the text comes from: a digest must have it.",
            record(OriginalFields),
            "\n  title: The title there\n  url: https://example.org/blog/post"
            "\n  publisher: Whose website it is\n  relation: digest",
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
    superseded_by: Annotated[
        str, Key("The post that replaces this one: its file or address.", TEXT)
    ] = ""
    aliases: Annotated[
        tuple[str, ...], Key("Old addresses that should lead here.", list_of(TEXT))
    ] = ()
    slug: Annotated[str, Key("The last part of its address. Left out: the file's name.", SLUG)] = ""
    id: Annotated[str, Key("The id it has in feeds, for a post moved from another site.", TEXT)] = (
        ""
    )
    lang: Annotated[str, Key("Its language, where it is not the site's.", LANGUAGE)] = ""
    translation_of: Annotated[str, Key("The post that this one translates.", TEXT)] = ""
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

    title: Annotated[str, Key("What it is called.", TEXT, "About us", required=True)] = ""
    last_updated: Annotated[
        Day | None,
        Key(
            "The day its meaning last changed.", DAY, "2026-11-21", synonyms=("updated", "modified")
        ),
    ] = None
    page_author: Annotated[str, Key("Who looks after it.", TEXT, "Web team")] = ""
    summary: Annotated[
        str,
        Key("A sentence for search engines.", TEXT, synonyms=("excerpt", "description")),
    ] = ""
    menu: Annotated[int | None, Key("Its place in the navigation: 1 is first.", NUMBER)] = None
    review_by: Annotated[Day | None, Key("When somebody should look at it again.", DAY)] = None
    aliases: Annotated[
        tuple[str, ...], Key("Old addresses that should lead here.", list_of(TEXT))
    ] = ()
    status: Annotated[StatusFields, Key("`published` or `draft`.", STATUS)] = StatusFields()
    slug: Annotated[str, Key("Its address. Left out: the file's name.", SLUG)] = ""
    lang: Annotated[str, Key("Its language, where it is not the site's.", LANGUAGE)] = ""

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of a page."""
        _check_not_withdrawn(self.status, spot)


class EasyReadFields(Fields, frozen=True, kw_only=True):
    """An Easy Read text: easy-read/*.md."""

    title: Annotated[str, Key("What it is called.", TEXT, "Your first meeting", required=True)] = ""
    of: Annotated[
        str,
        Key("The post or page it was made from: its slug.", TEXT, "your-first-meeting", True),
    ] = ""
    last_updated: Annotated[
        Day | None,
        Key("The day it last changed.", DAY, "2026-11-21", synonyms=("updated", "modified")),
    ] = None
    page_author: Annotated[str, Key("Who looks after it.", TEXT, "Web team")] = ""
    made_from: Annotated[
        Day | None, Key("The date of the text it was made from.", DAY, "2026-11-21")
    ] = None
    checked_by: Annotated[
        tuple[str, ...],
        Key("Who read it and agreed to be named.", list_of(TEXT), "\n  - Name of a checker"),
    ] = ()
    words: Annotated[
        tuple[WordFields, ...],
        Key(
            "Hard words and what they mean.",
            list_of(record(WordFields)),
            "\n  - word: Advocate\n    meaning: Somebody who speaks up with you.",
        ),
    ] = ()
    status: Annotated[StatusFields, Key("`published` or `draft`.", STATUS)] = StatusFields()
    slug: Annotated[str, Key("Its address. Left out: the file's name.", SLUG)] = ""
    lang: Annotated[str, Key("Its language.", LANGUAGE)] = ""

    def check(self, spot: Spot) -> None:
        """Hold the rules between the fields of an Easy Read text."""
        _check_not_withdrawn(self.status, spot)


class PersonFields(Fields, frozen=True, kw_only=True):
    """A person: people/*.md; the body is the biography."""

    name: Annotated[str, Key("The name to show.", TEXT, "Ann Example", required=True)] = ""
    sort_name: Annotated[str, Key("The name to sort by.", TEXT, "Example, Ann")] = ""
    pronouns: Annotated[str, Key("Pronouns, if they wish them shown.", TEXT)] = ""
    affiliations: Annotated[
        tuple[AffiliationFields, ...],
        Key(
            "Where they work and worked, each with `from` and `to`.",
            list_of(record(AffiliationFields, "organisation")),
            "\n  - organisation: example-trust\n    role: Volunteer\n    from: 2020-01-01",
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
    deputy: Annotated[str, Key("Who looks after their pages now.", TEXT)] = ""


class OrganisationFields(Fields, frozen=True, kw_only=True):
    """An organisation: organisations/*.md; the body describes it."""

    name: Annotated[str, Key("The name to show.", TEXT, "Example Trust", required=True)] = ""
    short_name: Annotated[str, Key("A shorter name.", TEXT)] = ""
    aliases: Annotated[tuple[str, ...], Key("Other names.", list_of(TEXT))] = ()
    website: Annotated[str, Key("Its website.", ADDRESS, "https://example.org")] = ""
    logo: Annotated[ImageFields | None, Key("Its logo.", IMAGE)] = None
    member_from: Annotated[Day | None, Key("Member since.", DAY)] = None
    member_to: Annotated[Day | None, Key("Member until.", DAY)] = None


class SeriesFields(Fields, frozen=True, kw_only=True):
    """A series of posts: series/*.md; the body describes it."""

    title: Annotated[str, Key("What it is called.", TEXT, "A week in the life", required=True)] = ""
    aliases: Annotated[tuple[str, ...], Key("Other names.", list_of(TEXT))] = ()
    state: Annotated[str, Key("Whether it goes on.", choice("open", "closed"), "open")] = "open"
    order: Annotated[
        tuple[str, ...],
        Key("Its posts in reading order, by slug. Left out: by date.", list_of(TEXT)),
    ] = ()


class TopicFields(Fields, frozen=True, kw_only=True):
    """A topic: topics/*.md; the body describes it."""

    title: Annotated[str, Key("What it is called.", TEXT, "Co-production", required=True)] = ""
    aliases: Annotated[tuple[str, ...], Key("Other names.", list_of(TEXT))] = ()
    broader: Annotated[str, Key("The wider topic it belongs to.", TEXT)] = ""


class ThreadFields(Fields, frozen=True, kw_only=True):
    """The comments kept from an older site for one post: comments/<post-slug>.yml."""

    origin: Annotated[
        OriginFields | None,
        Key(
            "Where they came from.",
            record(OriginFields),
            "\n  site: our first website\n  moved: 2026-11-21",
            required=True,
        ),
    ] = None
    comments: Annotated[
        tuple[CommentFields, ...],
        Key(
            "In the order of the old page.",
            list_of(record(CommentFields)),
            "\n  - id: 1\n    name: unknown\n    date: 2014-03-01\n    text: What was said.",
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
