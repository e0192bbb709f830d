"""An entry of a feed: what all formats say of it, worked out once."""

from __future__ import annotations

import datetime

import msgspec


class Author(msgspec.Struct, frozen=True):
    """Who wrote it, with the organisation of the day in brackets; their page, or "".

    known: False where only words stand for a name that was lost, as Atom needs one.
    """

    name: str
    href: str = ""
    known: bool = True


class Enclosure(msgspec.Struct, frozen=True):
    """A file that goes with it: the address, the MIME type, and its bytes, in digits."""

    href: str
    type: str
    length: str


class Source(msgspec.Struct, frozen=True):
    """Where a text comes from."""

    title: str
    href: str


class Replies(msgspec.Struct, frozen=True):
    """Where comments on it stand (RFC 4685): on its page, and in a feed, if there is one.

    said: how many, in digits; "" where another service holds them.
    """

    href: str
    rss: str = ""
    atom: str = ""
    said: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One entry; all texts are plain but for `content`, all addresses full ones.

    id: for ever the same. lang: of its text.
    content: HTML. image: the address of the picture at its top, or "".
    enclosures: audio first, then films, then the picture.
    source: of a digest, or of what was first published elsewhere.
    answers: the id and the page of what it is a comment on.
    licence: its name and address, either of which may be "".
    """

    id: str
    title: str
    href: str
    summary: str
    content: str
    published: datetime.datetime
    updated: datetime.datetime
    lang: str
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    source: Source | None = None
    replies: Replies | None = None
    answers: tuple[str, str] | None = None
    licence: tuple[str, str] = ("", "")
