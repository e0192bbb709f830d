"""The same text in other forms and languages, and what readers are told of each."""

from __future__ import annotations

import datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.reference import beside
from plugins.model.schema import EasyReadFields
from plugins.model.schema.nested import VersionFields
from plugins.model.size import size_in_words
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Link, View
from plugins.model.wording.table import Wording


class Version(View, frozen=True, kw_only=True):
    """A text in another form: Easy Read, audio, British Sign Language, large print.

    details: its format, length, size, language and day, or where it is: "MP3, 6 minutes, 3.1 MB".
    older: a sentence where the text has changed since it was made, else "".
    lang: the language of what it leads to, where that is told of it, else "".
    """

    label: str
    href: str
    details: str
    older: str
    transcript: Link | None
    checked_by: str  # names in a row, or ""
    lang: str


class Translation(View, frozen=True, kw_only=True):
    """The same post in another language, which its title is in; the page's has a name for it."""

    title: str
    href: str
    lang: str
    language: str


def versions_of(maker: Maker, post: Post) -> tuple[Version, ...]:
    """The other forms of a post, its Easy Read text first."""
    easy = maker.facts.easy_read(post.entry.path)
    versions = [easy_read_version(maker, easy, post.last_updated)] if easy else []
    versions += [_version(maker, post, one) for one in post.fields.versions]
    return tuple(one for one in versions if one.href)


def easy_read_version(
    maker: Maker, easy: Page[EasyReadFields], changed: datetime.date | None
) -> Version:
    """The Easy Read text of a post or page; changed: the day on which that last changed."""
    fields, words = easy.fields, maker.words
    last = fields.last_updated
    return Version(
        label=words.easy_read,
        href=maker.to("easy-read", easy.slug),
        details=words.day(last.date) if last else "",
        older=older_text(words, fields.made_from.date if fields.made_from else None, changed),
        transcript=None,
        checked_by=words.in_a_row(fields.checked_by),
        lang=fields.lang,
    )


def _version(maker: Maker, post: Post, fields: VersionFields) -> Version:
    words = maker.words
    made_from = fields.made_from.date if fields.made_from else None
    older = older_text(words, made_from, post.last_updated)
    label = words.formats.get(fields.format, words.other_format)
    details = (
        *_file_details(maker, post, fields, label),
        words.language(fields.lang) if fields.lang else "",
        words.day(made_from) if made_from and not older else "",
    )
    return Version(
        label=label,
        href=fields.href or maker.facts.lead(beside(post.entry.folder, fields.file)) or "",
        details=", ".join(filter(None, details)),
        older=older,
        transcript=_transcript(maker, post, fields),
        checked_by=words.in_a_row(fields.checked_by),
        lang=fields.lang,
    )


def _file_details(
    maker: Maker, post: Post, fields: VersionFields, label: str
) -> tuple[str, str, str]:
    """The format, the length and the size of a file of ours; of one elsewhere, where it is."""
    if fields.href:
        host = urlsplit(fields.href).hostname
        return fields.length, maker.words.elsewhere.format(host=host), ""
    kind = PurePosixPath(fields.file).suffix.lstrip(".").upper()
    size = maker.facts.size(beside(post.entry.folder, fields.file))
    return (
        kind if kind != label else "",
        fields.length,
        size_in_words(size) if size else "",
    )


def _transcript(maker: Maker, post: Post, fields: VersionFields) -> Link | None:
    if not fields.transcript:
        return None
    href = maker.facts.lead(beside(post.entry.folder, fields.transcript))
    if not href:
        return None
    texts = maker.words.transcripts
    return Link(text=texts.get(fields.format, texts[""]), href=href)


def older_text(
    words: Wording, made_from: datetime.date | None, changed: datetime.date | None
) -> str:
    """What is said of a version when the text has changed since it was made."""
    if made_from is None or changed is None or made_from >= changed:
        return ""
    return words.older.format(day=words.day(made_from))


def translations_of(maker: Maker, post: Post) -> tuple[Translation, ...]:
    """The other languages of a post: those made from it, and the one it was made from."""
    default = maker.settings.lang
    return tuple(
        Translation(
            title=other.title,
            href=maker.post_link(other).href,
            lang=other.fields.lang or default,
            language=maker.words.language(other.fields.lang or default),
        )
        for other in maker.facts.translations(post)
    )
