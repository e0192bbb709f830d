"""Read the files of content, each alone: a function of its bytes, to be cached and shared out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from plugins.model.checks.easy_words import long_words
from plugins.model.comments.forgotten import Forgotten
from plugins.model.comments.thread import Thread
from plugins.model.digest import digest, digest_of_bytes
from plugins.model.encoding import MOST_BYTES, MOST_OF_COMMENTS
from plugins.model.entry import NO_BODY, Entry, graded
from plugins.model.field import Fields, Spot, read_fields, text_keys
from plugins.model.file_name import kind_of
from plugins.model.files import Files
from plugins.model.guide import EXAMPLE_NAMES, Filled, fill_in
from plugins.model.picture import Look, PictureFile, look_at_nothing
from plugins.model.problem import Problem, of_file
from plugins.model.published.ledger import Ledger, as_of
from plugins.model.published.old_address import OldAddress
from plugins.model.repository.history import History
from plugins.model.schema import FIELDS_OF
from plugins.model.settings import Settings
from plugins.model.source import Source, split, split_yaml
from plugins.model.spelling import LONGEST_SLUG, fits_an_address, slugify
from plugins.model.text.body import render
from plugins.model.text.rendered import Body
from plugins.model.wording.tables import wording

_LEADING_DATE = re.compile(r"\d{4}-\d\d-\d\d[-_]?(?=.)")


class Reading(msgspec.Struct, frozen=True):
    """All files of a content folder, each read alone; what they say of each other is not known.

    unread: what is wrong with what is no text, and with files that could not be read at all.
    history: what git knows of their dates.
    ledger: what was published; ledger_problems: why nobody can say.
    old: what is said of old addresses.
    pictures: what is known of them, by path; look: how they were looked at.
    snapshot: what was said at comment services.
    forgotten: the comments that were erased.
    """

    content: Path
    settings: Settings
    files: Files
    entries: tuple[Entry[Any], ...]
    unread: tuple[Problem, ...]
    history: History
    ledger: Ledger
    old: dict[str, OldAddress]
    ledger_problems: tuple[Problem, ...]
    pictures: dict[str, PictureFile] = {}
    look: Look = look_at_nothing
    snapshot: tuple[Thread, ...] = ()
    forgotten: Forgotten = {}

    @property
    def ledger_then(self) -> Ledger:
        """The ledger as of the day of the build; whoever publishes sees all of it."""
        return self.ledger if self.settings.publishing else as_of(self.ledger, self.settings.today)


def most_bytes(path: str) -> int:
    """How many bytes a text may have, by its path in the content."""
    return MOST_OF_COMMENTS if kind_of(path) == "comments" else MOST_BYTES


def read_entry(path: str, data: bytes, settings: Settings, root: str) -> Entry[Any]:
    """Read a file whose folder says what kind of content it is.

    path: seen from the content folder, "posts/2014/a.md".
    root: how problems name the content folder ("content").
    """
    kind = kind_of(path)
    fields_kind = FIELDS_OF[kind]
    is_data = path.endswith(".yml")
    place, texts = f"{root}/{path}", text_keys(fields_kind)
    source = (
        split_yaml(place, data, texts, most_bytes(path)) if is_data else split(place, data, texts)
    )
    problems = list(source.problems)
    has_no_front_matter = bool(problems) and not source.places  # which has been told: not its keys
    spot = Spot(source, [] if has_no_front_matter else problems)
    fields = read_fields(fields_kind, source.values, spot, settings.extra_keys)
    spot = Spot(source, problems)
    slug = _slug(path, fields, spot)
    lang: str = getattr(fields, "lang", "")
    body = NO_BODY if is_data else _body(path, source, slug, settings, lang)
    problems += body.problems
    problems += long_words(source) if kind == "easy-read" else ()
    return Entry(
        path=path,
        kind=kind,
        slug=slug,
        fields=fields,
        body=body,
        source=source.origin,
        problems=tuple(graded(fields, problems)),
        digest=digest_of(path, data),
        face=_face_of(path, slug, fields, body),
    )


def _face_of(path: str, slug: str, fields: Fields, body: Body) -> bytes:
    """The digest of what lists, links and checks can see of a file: not its text, nor its lines."""
    led_to = [(one.target, one.is_image) for one in body.references]
    seen = (body.headings, led_to, body.first_paragraph, body.minutes)
    return digest([path, slug, fields, *seen])


def digest_of(path: str, data: bytes) -> bytes:
    """The digest of a file: with its path, since that is part of what an entry says."""
    return digest_of_bytes(f"{path}\0".encode(errors="surrogateescape") + data)


def _slug(path: str, fields: Fields, spot: Spot) -> str:
    """The last part of the address: as typed, else from the file's name without its date."""
    typed: str = getattr(fields, "slug", "")
    slug = typed or slugify(_LEADING_DATE.sub("", _stem(path)))
    if not slug:
        spot.error(
            "The file's name holds no letter and no digit, so the page would have no address.",
            "Give the file a name in words, or add a line: slug: a-word-or-two",
        )
    if not typed and slug in EXAMPLE_NAMES:
        spot.error(
            "The file still has the name of the example, and the address is made from it.",
            "Give the file a name of its own, such as two-chairs.md.",
        )
    if not fits_an_address(slug):
        (spot.at("slug") if typed else spot).error(
            f"The last part of the address would have {len(slug)} letters;"
            f" {LONGEST_SLUG} are the most, and fewer of those beyond a to z.",
            "Write a shorter one." if typed else "Give the file a shorter name.",
        )
    return slug.encode()[:LONGEST_SLUG].decode(errors="ignore")  # a draft's error only warns


def _stem(path: str) -> str:
    """The name of a file without its ending; to ask PurePosixPath takes ten times as long."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def _body(path: str, source: Source, slug: str, settings: Settings, lang: str) -> Body:
    filled = fill_in(source.body, settings) if path.startswith("pages/") else None
    body = render(
        filled.text if filled else source.body,
        path=source.path,
        folder=path.rpartition("/")[0],
        first_line=source.body_line,
        id_prefix=slug,
        site_url=settings.url,
        frame_hosts=settings.iframe_hosts,
        words=wording(lang, settings.lang),
    )
    return _as_typed(body, filled, source) if filled else body


def _as_typed(body: Body, filled: Filled, source: Source) -> Body:
    """The body of a page with its lines as in the file, and the requests that nothing answers."""
    above = source.body_line - 1
    lines = [line + above for line in filled.lines]
    unknown = [
        Problem(
            source.path, found.line + above, "text", found.message, found.remedy, found.severity
        )
        for found in filled.unknown
    ]
    problems = (replace(one, line=lines[one.line - above - 1]) for one in body.problems)
    references = (replace(one, line=lines[one.line - above - 1]) for one in body.references)
    return replace(body, problems=(*problems, *unknown), references=tuple(references))


def unreadable(path: str, root: str, reason: str) -> Problem:
    """A file that the machine would not give us."""
    return of_file(f"{root}/{path}", f"The file cannot be read: {reason}.")
