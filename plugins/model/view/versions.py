"""The same text in other forms and languages, and what readers are told of each."""

from __future__ import annotations

import datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from plugins.model.day import written
from plugins.model.language import language_name
from plugins.model.page import Page
from plugins.model.post import Post
from plugins.model.reference import beside
from plugins.model.schema import EasyReadFields
from plugins.model.schema.nested import FORMATS, VersionFields
from plugins.model.size import size_in_words
from plugins.model.spelling import join_words
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Link, View

_SPOKEN_OF = {"audio": "audio", "bsl": "BSL video"}  # what has a transcript, in a sentence


class Version(View, frozen=True, kw_only=True):
    """A text in another form: Easy Read, audio, British Sign Language, large print.

    details: its format, length, size, language and day, or where it is: "MP3, 6 minutes, 3.1 MB".
    older: a sentence where the text has changed since it was made, else "".
    lang: the language of what it leads to, where that is not the page's.
    """

    label: str
    href: str
    details: str
    older: str
    transcript: Link | None
    checked_by: str  # names in a row, or ""
    lang: str


class Translation(View, frozen=True, kw_only=True):
    """The same post in another language; its title is in that language, the name in English."""

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
    fields = easy.fields
    last = fields.last_updated
    return Version(
        label="Easy Read",
        href=maker.to("easy-read", easy.slug),
        details=written(last.date) if last else "",
        older=older_text(fields.made_from.date if fields.made_from else None, changed),
        transcript=None,
        checked_by=join_words(fields.checked_by),
        lang=fields.lang,
    )


def _version(maker: Maker, post: Post, fields: VersionFields) -> Version:
    made_from = fields.made_from.date if fields.made_from else None
    older = older_text(made_from, post.last_updated)
    label = FORMATS.get(fields.format, "Another form")
    details = (
        *_file_details(maker, post, fields, label),
        language_name(fields.lang) if fields.lang else "",
        written(made_from) if made_from and not older else "",
    )
    return Version(
        label=label,
        href=fields.href or maker.facts.lead(beside(post.entry.folder, fields.file)) or "",
        details=", ".join(filter(None, details)),
        older=older,
        transcript=_transcript(maker, post, fields),
        checked_by=join_words(fields.checked_by),
        lang=fields.lang,
    )


def _file_details(
    maker: Maker, post: Post, fields: VersionFields, label: str
) -> tuple[str, str, str]:
    """The format, the length and the size of a file of ours; of one elsewhere, where it is."""
    if fields.href:
        return fields.length, f"at {urlsplit(fields.href).hostname}", ""
    kind = PurePosixPath(fields.file).suffix.lstrip(".").upper()
    size = maker.facts.size(beside(post.entry.folder, fields.file))
    return (
        kind if kind != label else "",
        fields.length,
        size_in_words(size) if size else "",
    )


def _transcript(maker: Maker, post: Post, fields: VersionFields) -> Link | None:
    href = maker.facts.lead(beside(post.entry.folder, fields.transcript))
    if not fields.transcript or not href:
        return None
    of = _SPOKEN_OF.get(fields.format, "recording")
    return Link(text=f"Transcript of the {of}", href=href)


def older_text(made_from: datetime.date | None, changed: datetime.date | None) -> str:
    """What is said of a version when the text has changed since it was made."""
    if made_from is None or changed is None or made_from >= changed:
        return ""
    return f"This version was made from an older text, of {written(made_from)}."


def translations_of(maker: Maker, post: Post) -> tuple[Translation, ...]:
    """The other languages of a post: those made from it, and the one it was made from."""
    default = maker.settings.lang
    return tuple(
        Translation(
            title=other.title,
            href=maker.post_link(other).href,
            lang=other.fields.lang or default,
            language=language_name(other.fields.lang or default),
        )
        for other in maker.facts.translations(post)
    )
