"""What is reached from the pages that readers see, so that nothing of the others gets out."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from plugins.model.checks.named_file import files_named
from plugins.model.collection import Collections
from plugins.model.credit import Registries
from plugins.model.entry import Entry
from plugins.model.files import Asset
from plugins.model.page import Page
from plugins.model.reference import SITE, SOURCE, Target, beside
from plugins.model.registry import Registry


def forget_names_unseen(
    records: Registries, lists: Collections, pages: Iterable[Page[Any]]
) -> None:
    """Take away the names without a record that only what readers do not see refers to.

    lists: the posts that readers see. pages: the pages and Easy Read texts that they see.
    """
    people = list(records.people.entries.values())
    deputies = (person.fields.deputy for person in people)
    employers = (one.organisation for person in people for one in person.fields.affiliations)
    broader = (topic.fields.broader for topic in records.topics.entries.values())
    keepers = (page.page_author.slug for page in pages)
    records.people.keep_only(
        {*lists.people, *lists.kept, *keepers, *_slugs(deputies, records.people)}
    )
    records.organisations.keep_only(
        {*lists.organisations, *_slugs(employers, records.organisations)}
    )
    records.series.keep_only(lists.series)
    records.topics.keep_only({*lists.topics, *_slugs(broader, records.topics)})


def _slugs(names: Iterable[str], registry: Registry[Any]) -> Iterator[str]:
    """The slugs of what some names mean."""
    yield from (found.slug for name in names if (found := registry.find(name)))


def files_unseen(
    assets: Iterable[Asset],
    entries: Iterable[Entry[Any]],
    shown: Collection[str],
    targets: Mapping[str, Target],
) -> dict[str, str]:
    """The pictures and downloads to hold back, by path, with the reason.

    A download that nothing names stays, since other sites may lead to it; a picture beside a
    post, which is there for that post alone, does not.

    shown: the files of the posts that lists show; of a withdrawn one, only the address is.
    """
    used: set[str] = set()
    hidden: set[str] = set()
    for entry in entries:
        targeted = [one.target for one in entry.body.references]
        targeted += [beside(entry.folder, named.typed) for named in files_named(entry)]
        if targeted:
            target = targets.get(entry.path)
            is_seen = entry.path in shown if entry.kind == "posts" else target and target.shown
            (used if is_seen else hidden).update(targeted)
    used, hidden = {*map(_path_of, used)}, {*map(_path_of, hidden)}
    found: dict[str, str] = {}
    for asset in assets:
        path = unicodedata.normalize("NFC", asset.path)
        if path in hidden and path not in used:
            found[asset.path] = "only a post that is not shown uses it"
        elif path.startswith("posts/") and path not in used:
            found[asset.path] = "no post uses it"
    return found


def _path_of(target: str) -> str:
    """The path of what is led to or shown, seen from the content folder or the site's root."""
    path = target.partition("#")[0].partition("?")[0]
    path = path.removeprefix(SOURCE).removeprefix(SITE).lstrip("/")
    return unicodedata.normalize("NFC", path)
