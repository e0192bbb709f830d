"""The settings of the publication: read, checked, and given their defaults.

They stand in pelicanconf.py, each with a comment; publishconf.py holds what differs in production.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfoNotFoundError

import msgspec

from plugins.model.address import PREVIEW
from plugins.model.problem import Problem, Severity
from plugins.model.repository.forge import FORGES, forge_at
from plugins.model.setting_readers import (
    one_of,
    read_address,
    read_attributes,
    read_authority,
    read_branch,
    read_comments_url,
    read_flag,
    read_folder,
    read_hosts,
    read_keys,
    read_language,
    read_length,
    read_licence,
    read_logo,
    read_most,
    read_name,
    read_old_feeds,
    read_repository,
    read_text,
    read_texts,
)
from plugins.model.spelling import KEY_LIKENESS, did_you_mean, join_words, near
from plugins.model.today import today
from plugins.model.wording.tables import has_wording


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the model and the views need to know of the publication.

    file: where they stand, for the problems.
    logo: the picture that stands for the name, seen from the content folder; "" for none.
    url: its address without a closing slash, "" while there is none.
    base: the path that all addresses begin with, "" or "/sub-path".
    today: the day of this build; the site shows nothing that is dated later.
    drafts: whether drafts and posts of the future are shown, marked.
    publishing: whether this is the site that readers see.
    search: whether a preview has a search index too.
    feed_aliases: old addresses of the feed of all posts, which a copy of it stands at.
    feed_most_new: how many posts subscribers may be told of by one publication, or told again.
    social_cards: whether a picture is drawn that other sites show of each post.
    repository_url: where the repository stands on its forge, "" for none.
    repository_content: the content folder, seen from the repository's root; on the machine that
        builds it may have another name, which no page should show.
    forge: the kind of that forge; "" where its host tells it.
    view_extras: which attributes that plugins of others set on a post or page its view shows.
    """

    file: str = "pelicanconf.py"
    name: str = "Practice Press"
    tagline: str = ""
    logo: str = ""
    url: str = ""
    lang: str = "en"
    today: datetime.date = datetime.date(2000, 1, 1)
    drafts: bool = False
    publishing: bool = False
    search: bool = False
    social_cards: bool = True
    default_page_author: str = ""
    page_author_roles: tuple[str, ...] = ()
    unregistered_names: str = "warn"
    extra_keys: frozenset[str] = frozenset()
    last_updated_from_git: bool = False
    list_length: int = 20
    feed_length: int = 20
    feed_aliases: tuple[str, ...] = ()
    feed_most_new: int = 20
    feed_id_authority: str = ""
    comments_url: str = ""
    comments_state: str = "open"
    licence: tuple[str, str] = ("", "")
    iframe_hosts: frozenset[str] = frozenset()
    repository_url: str = ""
    repository_branch: str = "main"
    repository_content: str = "content"
    forge: str = ""
    view_extras: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The path under which the site stands, without a closing slash."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def full_address(self) -> str:
        """What full addresses begin with where there must be one: a preview has none."""
        return self.url or PREVIEW

    @property
    def of_the_year(self) -> Settings:
        """The same on every day of the year: what is kept for other days may depend on no more."""
        return msgspec.structs.replace(self, today=self.today.replace(month=1, day=1))


class Setting(msgspec.Struct, frozen=True):
    """One setting: the field it fills, and how its value is read.

    read: gives the value for the field, or raises ValueError saying what must hold.
    """

    field: str
    read: Callable[[Any], Any]


SETTINGS: dict[str, Setting] = {
    "SITENAME": Setting("name", read_name),
    "SITESUBTITLE": Setting("tagline", read_text),
    "LOGO": Setting("logo", read_logo),
    "SITEURL": Setting("url", read_address),
    "DEFAULT_LANG": Setting("lang", read_language),
    "DRAFTS": Setting("drafts", read_flag),
    "PUBLISHING": Setting("publishing", read_flag),
    "SEARCH": Setting("search", read_flag),
    "SOCIAL_CARDS": Setting("social_cards", read_flag),
    "DEFAULT_PAGE_AUTHOR": Setting("default_page_author", read_text),
    "PAGE_AUTHOR_ROLES": Setting("page_author_roles", read_texts),
    "UNREGISTERED_NAMES": Setting("unregistered_names", one_of("warn", "allow")),
    "FRONT_MATTER_EXTRA_KEYS": Setting("extra_keys", read_keys),
    "LAST_UPDATED_FROM_GIT": Setting("last_updated_from_git", read_flag),
    "LIST_LENGTH": Setting("list_length", read_length),
    "FEED_LENGTH": Setting("feed_length", read_length),
    "FEED_ALIASES": Setting("feed_aliases", read_old_feeds),
    "FEED_MOST_NEW": Setting("feed_most_new", read_most),
    "FEED_ID_AUTHORITY": Setting("feed_id_authority", read_authority),
    "COMMENTS_URL": Setting("comments_url", read_comments_url),
    "COMMENTS_STATE": Setting("comments_state", one_of("open", "closed", "off")),
    "LICENCE": Setting("licence", read_licence),
    "IFRAME_HOSTS": Setting("iframe_hosts", read_hosts),
    "REPOSITORY_URL": Setting("repository_url", read_repository),
    "REPOSITORY_BRANCH": Setting("repository_branch", read_branch),
    "REPOSITORY_CONTENT": Setting("repository_content", read_folder),
    "VIEW_EXTRAS": Setting("view_extras", read_attributes),
    "FORGE": Setting("forge", one_of(*FORGES, "")),
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
    if not has_wording(settings.lang):
        yield Problem(
            path,
            0,
            "DEFAULT_LANG",
            f'The site has no words of its own in "{settings.lang}",'
            " so its labels and its days stand in English.",
            'Write "en" or "cy", or have this language added: docs/languages.md says how.',
            Severity.WARNING,
        )
    if settings.repository_url:
        yield from _problems_of_forge(settings, path)


def _problems_of_forge(settings: Settings, path: str) -> Iterator[Problem]:
    """Hold that the kind of forge is known and fits its address: links would lead nowhere."""
    url, typed = settings.repository_url, settings.forge
    told = forge_at(url)
    if not typed and not told:
        names = join_words((f'"{name}"' for name in FORGES), "or")
        message = (
            f"{url} does not tell what kind of forge it is on,"
            " so no page can lead to its file there."
        )
        yield Problem(path, 0, "FORGE", message, f"Write FORGE = {names}.")
    if typed and told and typed != told:
        message = f'"{typed}" stands here, but {url} is on "{told}".'
        yield Problem(path, 0, "FORGE", message, f'Write FORGE = "{told}", or FORGE = "".')
