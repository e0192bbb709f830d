"""The kinds of value that a field may hold, and how each is read from what an editor typed."""

from __future__ import annotations

import re
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from plugins.model.day import NotADay, read_day
from plugins.model.encoding import INVISIBLE
from plugins.model.field import UNKNOWN, Fields, Kind, Spot, is_absent, read_fields, shown
from plugins.model.place import Value
from plugins.model.spelling import did_you_mean, fold, join_words, near, slugify

F = TypeVar("F", bound=Fields)

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PATH = re.compile(r"/(?![/\\])[^\s\\#]*")
_BLANKS = re.compile(r"[ \t\r\n]+")
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


def read_text(value: Value, spot: Spot) -> str | None:
    """One piece of text, its line breaks and runs of blanks made one blank.

    Nothing invisible is in it: `encoding` reads that as blanks, `yaml_value` refuses to make it.
    """
    if not isinstance(value, str):
        found = "a list was" if isinstance(value, list) else "several keys were"
        spot.error(
            f"This must be one piece of text, and {found} found.",
            "Write it on one line, after the key.",
        )
        return None
    return _BLANKS.sub(" ", value).strip()


def read_long_text(value: Value, spot: Spot) -> str | None:
    """Text of several paragraphs, its line breaks kept."""
    found = read_text(value, spot)
    return value.strip() if found and isinstance(value, str) else found


def _read_day(value: Value, spot: Spot) -> Any:
    text = read_text(value, spot)
    if text is None:
        return None
    try:
        return read_day(text)
    except NotADay as wrong:
        spot.error(wrong.message, wrong.remedy)
        return None


def _read_yes_no(value: Value, spot: Spot) -> bool | None:
    text = read_text(value, spot)
    if text is None:
        return None
    answer = _YES_NO.get(text.lower())
    if answer is None:
        spot.error(f'This must be "yes" or "no", and "{text}" was found.')
    return answer


def _read_number(value: Value, spot: Spot) -> int | None:
    text = read_text(value, spot)
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text):
        spot.error(f'This must be a whole number, and "{text}" was found.')
        return None
    return int(text)


def _read_language(value: Value, spot: Spot) -> str | None:
    """A language tag (BCP 47)."""
    text = read_text(value, spot)
    if text is not None and not LANGUAGE_TAG.fullmatch(text):
        spot.error(
            f'"{text}" is not the code of a language.',
            'Write a code such as "en" for English or "cy" for Welsh.',
        )
        return None
    return text


def _read_slug(value: Value, spot: Spot) -> str | None:
    text = read_text(value, spot)
    if text is not None and slugify(text) != text:
        spot.error(
            f'"{text}" cannot be part of an address: only small letters, digits and hyphens can.',
            f"Write: {slugify(text)}" if slugify(text) else "Write a word or two.",
        )
        return None
    return text


def _read_address(value: Value, spot: Spot) -> str | None:
    text = read_text(value, spot)
    if text is None:
        return None
    if not is_web_address(text):
        spot.error(
            f'"{text}" is not a web address: it must begin with https:// or http://.',
            f"Write: https://{text}" if re.match(r"[\w-]+\.[\w.-]+(/|$)", text) else "",
        )
        return None
    return text


def _read_old_address(value: Value, spot: Spot) -> str | None:
    typed = read_text(value, spot)
    if typed is None or _is_path(typed):
        return typed
    path = f"/{typed.partition('://')[2].partition('/')[2] if is_web_address(typed) else typed}"
    spot.error(
        f'"{typed}" is not the path of an old address on this site.',
        f"Write only the path: {path}"
        if _is_path(path) and ":" not in path
        else "Write it as in /blog/our-first-year/.",
    )
    return None


def _is_path(text: str) -> bool:
    """Whether browsers may ask for a text as it stands: a path, a query after it (RFC 3986)."""
    names = re.split("[/?]", unquote(text))
    is_plain = _PATH.fullmatch(text) and not INVISIBLE.search(unquote(text))
    return bool(is_plain) and not {".", ".."} & set(names)


def is_web_address(text: str) -> bool:
    """Whether the text is an absolute http or https address with a host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in text


# A scheme, then what an IRI may hold (RFC 3987, 2.2), and one fragment at most.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20#]+(?:#[^\s<>\"{}|\\^`#]*)?")


def _read_feed_id(value: Value, spot: Spot) -> str | None:
    text = read_text(value, spot)
    if text is None or _IRI.fullmatch(text):
        return text
    spot.error(
        f'"{text}" cannot be an id in feeds: it must begin with a scheme, such as "tag:" or'
        ' "https:", and hold no blank, quotation mark or bracket, and one # at most (RFC 4287).',
        "Write the id that it had in the feed of the other site; or take the line out.",
    )
    return None


def _or_unknown(kind: Kind) -> Kind:
    """A value that an older site may have lost."""

    def read(value: Value, spot: Spot) -> Any:
        is_lost = isinstance(value, str) and value.strip().lower() == UNKNOWN
        return UNKNOWN if is_lost else kind.read(value, spot)

    return Kind(f"{kind.says}, or `unknown`", read, kind.one_text)


def text_of(says: str) -> Kind:
    """One piece of text with a meaning of its own, said in the editors' guide."""
    return Kind(says, read_text)


TEXT = text_of("text")
LONG_TEXT = Kind("text", read_long_text, one_text=False)
DAY = Kind("a day", _read_day)
DAY_SO_FAR = Kind("a day, today or before", _read_day)  # held once today is known
DAY_OR_UNKNOWN = _or_unknown(DAY)
DAY_SO_FAR_OR_UNKNOWN = _or_unknown(DAY_SO_FAR)
YES_NO = Kind("`yes` or `no`", _read_yes_no)
NUMBER = Kind("a whole number", _read_number)
LANGUAGE = Kind("the code of a language", _read_language)
SLUG = Kind("small letters, digits and hyphens", _read_slug)
ADDRESS = Kind("a web address", _read_address)
FEED_ID = Kind("an id in feeds", _read_feed_id)
ADDRESS_OR_UNKNOWN = _or_unknown(ADDRESS)
OLD_ADDRESS = Kind("a path on this site that begins with `/`", _read_old_address)


def choice(*words: str) -> Kind:
    """One word of a few; any other is an error that asks which was meant."""
    listed = join_words((f"`{word}`" for word in words), "or")

    def read(value: Value, spot: Spot) -> str | None:
        text = read_text(value, spot)
        if text is None:
            return None
        word = fold(text).replace(" ", "-")
        if word in words:
            return word
        shown = join_words((f'"{word}"' for word in words), "or")
        spot.error(
            f'This must be {shown}, and "{text}" was found.',
            did_you_mean(near(text, words, likeness=0.6)),
        )
        return None

    return Kind(listed, read)


def list_of(kind: Kind) -> Kind:
    """A list of values of one kind; one value alone is a list of one."""

    def read(value: Value, spot: Spot) -> tuple[Any, ...] | None:
        items = value if isinstance(value, list) else [value]
        spots = [spot.at(place) if isinstance(value, list) else spot for place in range(len(items))]
        found = [
            kind.read(item, here)
            for item, here in zip(items, spots, strict=True)
            if not is_absent(item)
        ]
        return tuple(item for item in found if item is not None)

    return Kind(f"{kind.says}, or a list of these", read, one_text=False, fields=kind.fields)


def record(fields: type[F], short: str = "", says: str = "") -> Kind:
    """Several keys under one; `short` names the one that a text alone stands for."""

    def read(value: Value, spot: Spot) -> F | None:
        if isinstance(value, str) and short:
            return read_fields(fields, {short: value}, spot.standing_for(short))
        if not isinstance(value, dict):
            found = f'"{value}"' if isinstance(value, str) else "A list"
            spot.error(
                f"{found} was found, where keys must stand: {listed}.",
                "Write each on a line of its own below this one, two blanks further in.",
            )
            return None
        return read_fields(fields, value, spot)

    listed = join_words(map(shown, fields.__struct_fields__))
    keys = join_words(f"`{shown(name)}`" for name in fields.__struct_fields__)
    return Kind(says or f"the keys {keys}", read, one_text=False, fields=fields)
