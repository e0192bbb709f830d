"""The settings as they are written: what each is, how it is read, and what must hold of all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import msgspec

from plugins.model.problem import Problem, Severity
from plugins.model.repository.forge import FORGES, forge_at
from plugins.model.setting_readers import (
    one_of,
    read_address,
    read_attributes,
    read_authority,
    read_branch,
    read_branch_or_none,
    read_comments_url,
    read_flag,
    read_folder,
    read_giscus,
    read_hosts,
    read_keys,
    read_language,
    read_length,
    read_licence,
    read_logo,
    read_mailbox,
    read_most,
    read_name,
    read_old_feeds,
    read_path,
    read_repository,
    read_seconds,
    read_service,
    read_text,
    read_texts,
)
from plugins.model.settings import Settings
from plugins.model.snapshot_folder import read_snapshot_folder
from plugins.model.spelling import KEY_LIKENESS, did_you_mean, join_words, near
from plugins.model.today import today
from plugins.model.wording.tables import has_wording


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
    "COMMENTS_SERVICE": Setting("comments_service", one_of("link", "mail", "isso", "giscus", "")),
    "COMMENTS_URL": Setting("comments_url", read_comments_url),
    "COMMENTS_MAIL": Setting("comments_mail", read_mailbox),
    "COMMENTS_ISSO": Setting("comments_isso", read_service),
    "COMMENTS_GISCUS": Setting("comments_giscus", read_giscus),
    "COMMENTS_PATH": Setting("comments_path", read_path),
    "COMMENTS_SNAPSHOT": Setting("comments_snapshot", read_snapshot_folder),
    "COMMENTS_TIMEOUT": Setting("comments_timeout", read_seconds),
    "COMMENTS_BRANCH": Setting("comments_branch", read_branch_or_none),
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
    else:
        fields["timezone"] = values.get("TIMEZONE") or "UTC"
    for name in set(values) - set(SETTINGS) - set(known) - {"TODAY", "TIMEZONE"}:
        meant = near(name, SETTINGS, KEY_LIKENESS)
        if meant:
            tell(name, "This is not a setting that is known here.", did_you_mean(meant))
    fields["comments_service"] = fields.get("comments_service") or _service_told_by(fields)
    settings = Settings(**fields)
    wrong_already = {problem.field for problem in problems}
    problems += [
        one for one in _problems_of_whole(settings, path) if one.field not in wrong_already
    ]
    return settings, problems


def _service_told_by(fields: Mapping[str, Any]) -> str:
    """The comment service where none is named: that of which it is said where it is."""
    where = {"isso": "isso", "giscus": "giscus", "url": "link", "mail": "mail"}
    named = (of for name, of in where.items() if fields.get(f"comments_{name}"))
    return next(named, "link")


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
    if settings.comments_branch == settings.repository_branch:
        message = f'"{settings.comments_branch}" is the branch that is published.'
        remedy = 'Name another, which holds comments alone, such as "comments".'
        yield Problem(path, 0, "COMMENTS_BRANCH", message, remedy)
    if settings.comments_state == "open":
        yield from _problems_of_comments(settings, path)
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


# The setting without which each service cannot be reached, and what to write there.
_NEEDED = {
    "link": ("COMMENTS_URL", '"https://.../{slug}"'),
    "mail": ("COMMENTS_MAIL", '"editor@example.org"'),
    "isso": ("COMMENTS_ISSO", '"https://talk.example.org"'),
    "giscus": ("COMMENTS_GISCUS", '{"repo": ..., "repo_id": ..., "category": ..., ...}'),
}


def _problems_of_comments(settings: Settings, path: str) -> Iterator[Problem]:
    """Hold that the comment service can be reached, with JavaScript and without."""
    service = settings.comments_service
    name, example = _NEEDED[service]
    if not getattr(settings, SETTINGS[name].field):
        message = f'It is not said where the comment service "{service}" is: no post leads there.'
        remedy = f'Write {name} = {example}, or COMMENTS_STATE = "off" if that is meant.'
        severity = Severity.WARNING if service == "link" else Severity.ERROR
        yield Problem(path, 0, name, message, remedy, severity)
    if settings.url.startswith("https:") and settings.comments_isso.startswith("http:"):
        message = "Browsers do not let a page with https ask an address without."
        remedy = "Let Isso be reached by https, and write its address so."
        yield Problem(path, 0, "COMMENTS_ISSO", message, remedy, Severity.WARNING)
    if service == "isso" and not settings.comments_mail:
        message = "Isso has no page of its own, so readers without JavaScript cannot comment."
        remedy = 'Write COMMENTS_MAIL = "editor@example.org", which is offered to them.'
        yield Problem(path, 0, "COMMENTS_MAIL", message, remedy, Severity.WARNING)


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
