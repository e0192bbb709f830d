"""The settings of the publication: read, checked, and given their defaults.

They stand in pelicanconf.py, each with a comment; publishconf.py holds what differs in production.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from plugins.model.place import fold_key
from plugins.model.problem import Problem, Severity
from plugins.model.spelling import KEY_LIKENESS, did_you_mean, join_words, near
from plugins.model.values import LANGUAGE_TAG, is_web_address

_PLACE = re.compile(r"\{(\w+)\}")
COMMENT_PLACES = frozenset({"id", "url", "path", "slug", "title"})


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the model and the views need to know of the publication.

    file: where they stand, for the problems.
    url: its address without a closing slash, "" while there is none.
    base: the path that all addresses begin with, "" or "/sub-path".
    today: the day of this build; the site shows nothing that is dated later.
    drafts: whether drafts and posts of the future are shown, marked.
    publishing: whether this is the site that readers see.
    """

    file: str = "pelicanconf.py"
    name: str = "Practice Press"
    tagline: str = ""
    url: str = ""
    lang: str = "en"
    today: datetime.date = datetime.date(2000, 1, 1)
    drafts: bool = False
    publishing: bool = False
    default_page_author: str = ""
    page_author_roles: tuple[str, ...] = ()
    unregistered_names: str = "warn"
    extra_keys: frozenset[str] = frozenset()
    last_updated_from_git: bool = False
    list_length: int = 20
    feed_length: int = 20
    feed_id_authority: str = ""
    comments_url: str = ""
    comments_state: str = "open"
    licence: tuple[str, str] = ("", "")
    iframe_hosts: frozenset[str] = frozenset()

    @property
    def base(self) -> str:
        """The path under which the site stands, without a closing slash."""
        return urlsplit(self.url).path.rstrip("/")


class Setting(msgspec.Struct, frozen=True):
    """One setting: the field it fills, and how its value is read.

    read: gives the value for the field, or raises ValueError saying what must hold.
    """

    field: str
    read: Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text in quotes")
    return value.strip()


def _name(value: Any) -> str:
    if not _text(value):
        raise ValueError("the name of the publication")
    return _text(value)


def _language(value: Any) -> str:
    if not LANGUAGE_TAG.fullmatch(_text(value)):
        raise ValueError('the code of a language, such as "en"')
    return _text(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("True or False")
    return value


def _length(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise ValueError("a whole number from 1 to 1000")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    is_list = isinstance(value, list | tuple)  # no set: the order of one differs between runs
    if not is_list or not all(isinstance(item, str) for item in value):
        raise ValueError("a list of texts")
    return tuple(value)


def _keys(value: Any) -> frozenset[str]:
    return frozenset(map(fold_key, _texts(value)))


def _hosts(value: Any) -> frozenset[str]:
    hosts = frozenset(host.lower() for host in _texts(value))
    if not all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host) for host in hosts):
        raise ValueError('a list of hosts alone, such as ["www.example.org"]')
    return hosts


def _address(value: Any) -> str:
    address = _text(value).rstrip("/")
    if address and not is_web_address(address):
        raise ValueError("an address that begins with https://")
    if urlsplit(address).query or urlsplit(address).fragment:
        raise ValueError("an address without ? and #")
    return address


def _one_of(*words: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in words:
            raise ValueError(join_words((f'"{word}"' for word in words), "or"))
        return str(value)

    return read


def _licence(value: Any) -> tuple[str, str]:
    name, url = (*_texts(value), "", "")[:2]
    if url and not is_web_address(url):
        raise ValueError('a name and an address, such as ["CC BY 4.0", "https://..."]')
    return name, url


def _authority(value: Any) -> str:
    """The owner of a tag URI: a host and the day from which it was theirs (RFC 4151, 2.1)."""
    if value and not re.fullmatch(r"[a-z0-9.-]+,\d{4}(-\d\d){0,2}", _text(value)):
        raise ValueError('a host and a year, such as "example.org,2026"')
    return _text(value)


def _comments_url(value: Any) -> str:
    template = _text(value)
    places = set(_PLACE.findall(template))
    if not places <= COMMENT_PLACES or set("{}") & set(_PLACE.sub("", template)):
        raise ValueError("an address with no { } but {id} {url} {path} {slug} {title}")
    if template and not re.fullmatch(r"(https?://[^/\s{]+|mailto:[^\s@]+@)\S*", template):
        raise ValueError("an address without blanks that begins with https:// or mailto:name@")
    return template


SETTINGS: dict[str, Setting] = {
    "SITENAME": Setting("name", _name),
    "SITESUBTITLE": Setting("tagline", _text),
    "SITEURL": Setting("url", _address),
    "DEFAULT_LANG": Setting("lang", _language),
    "DRAFTS": Setting("drafts", _flag),
    "PUBLISHING": Setting("publishing", _flag),
    "DEFAULT_PAGE_AUTHOR": Setting("default_page_author", _text),
    "PAGE_AUTHOR_ROLES": Setting("page_author_roles", _texts),
    "UNREGISTERED_NAMES": Setting("unregistered_names", _one_of("warn", "allow")),
    "FRONT_MATTER_EXTRA_KEYS": Setting("extra_keys", _keys),
    "LAST_UPDATED_FROM_GIT": Setting("last_updated_from_git", _flag),
    "LIST_LENGTH": Setting("list_length", _length),
    "FEED_LENGTH": Setting("feed_length", _length),
    "FEED_ID_AUTHORITY": Setting("feed_id_authority", _authority),
    "COMMENTS_URL": Setting("comments_url", _comments_url),
    "COMMENTS_STATE": Setting("comments_state", _one_of("open", "closed", "off")),
    "LICENCE": Setting("licence", _licence),
    "IFRAME_HOSTS": Setting("iframe_hosts", _hosts),
}


def read_settings(
    values: Mapping[str, Any], path: str, known: Collection[str] = ()
) -> tuple[Settings, list[Problem]]:
    """The settings and what is wrong with them.

    values: all names in capitals that the settings file sets.
    path: the file, for the problems.
    known: names that mean something to others (Pelican's own).
    """
    problems: list[Problem] = []

    def tell(name: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        problems.append(Problem(path, 0, name, message, remedy, severity))

    fields: dict[str, Any] = {"file": path}
    for name, setting in SETTINGS.items():
        if name in values:
            try:
                fields[setting.field] = setting.read(values[name])
            except ValueError as wrong:
                tell(name, f"This must be {wrong}, and {values[name]!r} was found.", "Correct it.")
    try:
        fields["today"] = today(values)
    except ZoneInfoNotFoundError:
        found = values.get("TIMEZONE")
        tell(
            "TIMEZONE", f"This must be a zone, such as Europe/London; found {found!r}.", "Mend it."
        )
    except ValueError as wrong:
        tell("TODAY", str(wrong), "Correct it, or leave it out.")
    for name in set(values) - set(SETTINGS) - set(known) - {"TODAY", "TIMEZONE"}:
        meant = near(name, SETTINGS, KEY_LIKENESS)
        if meant:
            tell(name, "This is not a setting that is known here.", did_you_mean(meant))
    settings = Settings(**fields)
    wrong_already = {problem.field for problem in problems}
    problems += [
        one for one in _problems_of_whole(settings, path) if one.field not in wrong_already
    ]
    return settings, problems


def _problems_of_whole(settings: Settings, path: str) -> Iterator[Problem]:
    """What production needs, said once and mildly of a preview that does without."""
    severity = Severity.ERROR if settings.publishing else Severity.WARNING
    if settings.publishing and not settings.url:
        message = "A published site needs its address."
        yield Problem(path, 0, "SITEURL", message, 'Write SITEURL = "https://..."')
    if not settings.feed_id_authority:
        yield Problem(
            path,
            0,
            "FEED_ID_AUTHORITY",
            "Without it the ids in the feeds follow the site's address and change with it.",
            'Write FEED_ID_AUTHORITY = "example.org,2026", once and for ever.',
            severity,
        )
    if not settings.default_page_author:
        yield Problem(
            path,
            0,
            "DEFAULT_PAGE_AUTHOR",
            "Every page says who looks after it, and a page may leave it to this setting.",
            'Write DEFAULT_PAGE_AUTHOR = "Web team", or the name of a person.',
            severity,
        )
    if not settings.comments_url and settings.comments_state == "open":
        yield Problem(
            path,
            0,
            "COMMENTS_URL",
            "No comment service is set, so no post has a link to add a comment.",
            'Write COMMENTS_URL = "https://.../{slug}" or "mailto:...",'
            ' or COMMENTS_STATE = "off" if that is meant.',
            Severity.WARNING,
        )


def _zone(values: Mapping[str, Any]) -> ZoneInfo:
    """The time zone of the publication; raises ZoneInfoNotFoundError for what is none."""
    try:
        return ZoneInfo(str(values.get("TIMEZONE", "UTC")))
    except (ValueError, OSError) as wrong:  # "../x", or the folder of a continent
        raise ZoneInfoNotFoundError from wrong


def today(values: Mapping[str, Any]) -> datetime.date:
    """The day of this build: TODAY, else SOURCE_DATE_EPOCH, else the day in TIMEZONE.

    Raises ValueError, in an editor's words, and ZoneInfoNotFoundError.
    SOURCE_DATE_EPOCH: reproducible-builds.org.
    """
    zone = _zone(values)
    given = os.environ.get("TODAY") or values.get("TODAY")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return datetime.date.fromisoformat(str(given))
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), tz=zone).date()
    except (ValueError, OverflowError, OSError) as wrong:
        found = given or epoch
        raise ValueError(f"The day must be written as 2026-11-21; found {found!r}.") from wrong
    return datetime.datetime.now(tz=zone).date()
