"""The parts that views of several kinds of page share."""

from __future__ import annotations

import msgspec

from plugins.model.text.shown import IN_TEXT, Source


class Html(str):
    """Text that is safe HTML already: Jinja's autoescape leaves it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every record that a template may see."""


class Link(View, frozen=True, kw_only=True):
    """Words that lead somewhere; `href` is "" where there is no page to lead to.

    lang: of the title of a text, where that is in another language than what is around it.
    """

    text: str
    href: str = ""
    lang: str = ""


# What a plugin of others may show on a post or page.
Plain = str | int | float | Link | None
Extra = Plain | tuple[Plain, ...]


class Form(View, frozen=True, kw_only=True):
    """Our own form, by which a comment is sent to the comment service.

    service: which one. endpoint: its address, or for a frame the whole of what that shows.
    thread: its name there; title: that of the post. host: who takes the comment.
    timeout: the seconds that it has to answer. timezone: in which days are told.
    closed: when nobody can comment, from a moment until before another, or for ever (None): what
        was written then is not shown. In seconds since 1970 (UTC).
    erased: the ids of comments that the service may still have, but nobody shall see.
    """

    service: str
    endpoint: str
    thread: str
    title: str
    host: str = ""
    timeout: float = 10.0
    timezone: str = "UTC"
    closed: tuple[tuple[int, int | None], ...] = ()
    erased: tuple[str, ...] = ()


class MenuItem(View, frozen=True, kw_only=True):
    """A place in the site's navigation; `current` where the reader is in it."""

    text: str
    href: str
    current: bool = False
    lang: str = ""  # of the title of a page, where that is not the one of the words around it


class Site(View, frozen=True, kw_only=True):
    """The furniture of every page.

    lang: of its words. texts: of what editors wrote in the language of the site, where there are no
        words in that, else "".
    """

    name: str
    tagline: str
    lang: str
    home: str
    theme: dict[str, str]  # the links to the theme's files by their names in theme/static
    menu: tuple[MenuItem, ...]
    footer: tuple[Link, ...]
    feeds: Link  # the page that lists all of them
    licence: Link | None
    logo: str = ""  # the address of the picture that stands for the name; "" for none
    paper: tuple[str, ...] = ()  # the colour of the page where it is light, and where it is dark
    texts: str = ""


class Langs(View, frozen=True, kw_only=True):
    """The language of a text, and where its page has to say so (WCAG 3.1.2).

    labels: of the whole of it with its labels, where these are not in that of the page, else "".
    alone: of title and text, where the site has no words in their language, else "".
    """

    text: str
    labels: str = ""
    alone: str = ""


class Property(View, frozen=True, kw_only=True):
    """Something that other sites show of a link to a page, by its Open Graph name."""

    name: str
    content: str


class Alternate(View, frozen=True, kw_only=True):
    """The address, absolute, at which a page stands in a language."""

    lang: str
    href: str


class SocialImage(View, frozen=True, kw_only=True):
    """The picture that other sites show of a page; its address is absolute."""

    address: str
    width: int
    height: int
    alt: str


class Head(View, frozen=True, kw_only=True):
    """What the head of a page says of it."""

    title: str  # plain text, without the site's name
    description: str
    canonical: str  # absolute address; where a republished post first stood; "" while there is none
    address: str = ""  # the page's own, absolute, or ""
    noindex: bool = False
    properties: tuple[Property, ...] = ()
    languages: tuple[Alternate, ...] = ()  # with its own; none where it stands in one alone
    linked_data: Html = Html("")  # JSON-LD, or ""
    social_image: SocialImage | None = None  # which `properties` name
    feeds: tuple[Link, ...] = ()  # of the page, the one that is most its own first
    trail: tuple[Link, ...] = ()  # the way to the page from the front page, itself left out


class Day(View, frozen=True, kw_only=True):
    """A day in words and for machines; `iso` is "" where the day is not known."""

    text: str
    iso: str = ""


class Picture(View, frozen=True, kw_only=True):
    """An image with its alternative ("" where it is decorative), credit and caption."""

    src: str
    alt: str
    credit: str = ""
    caption: str = ""
    width: int = 0  # in pixels, with the height; 0 where nobody knows
    height: int = 0
    sources: tuple[Source, ...] = ()  # its sizes in better formats, the best first
    lang: str = ""  # of alternative and caption, where that is not the one of the words around it
    in_text: str = IN_TEXT  # how wide it is where it is as wide as a text: `sizes` of HTML


class Author(View, frozen=True, kw_only=True):
    """One author as on the day; no `href` for a guest, or where the author is not known."""

    name: str
    href: str = ""
    role: str = ""
    organisations: tuple[Link, ...] = ()
    portrait: Picture | None = None
    known: bool = True
    is_organisation: bool = False


class Card(View, frozen=True, kw_only=True):
    """A post in a list."""

    title: Html
    href: str
    kind: Link
    authors: tuple[Author, ...]
    added: Day
    summary: str
    image: Picture | None
    original_publisher: str  # of a digest or republished post, else ""
    comments: str  # "3 comments", or ""
    mark: str  # "Draft" or "Not yet published" in a preview, else ""
    lang: str = ""  # of its title and summary, where that is not the site's


class Pagination(View, frozen=True, kw_only=True):
    """Where in a list the reader is; pages are counted from the oldest, the front has no number."""

    position: str  # "Page 2, counted from the oldest", or "" on the front page
    newer: Link | None
    older: Link | None


class Listing(View, frozen=True, kw_only=True):
    """Some posts of a list, with the way to the others."""

    cards: tuple[Card, ...]
    pagination: Pagination
    total: int | None  # None on a numbered page, which stays as it is when a post is added
    count: str  # the total in words, "24 posts", or ""


class Upkeep(View, frozen=True, kw_only=True):
    """The foot of a page: when its meaning last changed, who looks after it, how to change it.

    overdue: what its top says where `review_by` has passed, else "".
    """

    last_updated: Day
    page_author: Link
    overdue: str = ""
    suggest: Link | None = None  # where the page's file can be changed
