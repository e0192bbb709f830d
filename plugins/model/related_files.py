"""What each file says of records and of git, beside what the others of its kind say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from plugins.model.checks.relation import check_names_on_record
from plugins.model.comments.archive import without_forgotten
from plugins.model.credit import Registries
from plugins.model.entry import Entry
from plugins.model.page import F, Page, relate_page
from plugins.model.post import Post, newest_first, relate_post
from plugins.model.problem import Problem
from plugins.model.reading import Reading
from plugins.model.registry import Registry
from plugins.model.repository.history import History
from plugins.model.schema import DiscussionFields, EasyReadFields, PageFields
from plugins.model.settings import Settings


class Related(NamedTuple):
    """What each file says of records and of git, the files apart by kind, and what is wrong."""

    of: Mapping[str, list[Entry[Any]]]
    records: Registries
    posts: list[Post]
    pages: list[Page[PageFields]]
    easy_reads: list[Page[EasyReadFields]]
    problems: list[Problem]

    @property
    def texts(self) -> list[Entry[Any]]:
        """The files of all that has a page of its own."""
        return [*self.of["posts"], *self.of["pages"], *self.of["easy-read"]]

    @property
    def rules(self) -> Entry[DiscussionFields] | None:
        """What is said wherever readers may comment."""
        return next(iter(self.of["discussion"]), None)


def relate_each(reading: Reading, entries: list[Entry[Any]]) -> Related:
    """What is said in each file, related to the records that it names."""
    settings = reading.settings
    of: dict[str, list[Entry[Any]]] = defaultdict(list)
    for entry in entries:
        of[entry.kind].append(entry)
    zone, forgotten = settings.timezone, reading.forgotten
    of["comments"] = [without_forgotten(one, forgotten, zone) for one in of["comments"]]
    records = _records(of, reading.content.name, settings)
    # Where names without a record are allowed, the first that names one decides how it is spelt.
    easy_reads, of_easy_reads = _pages(of["easy-read"], records, settings)
    pages, of_pages = _pages(of["pages"], records, settings)
    of_records = check_names_on_record(records)
    posts, of_posts = _posts(of["posts"], records, reading.history, settings)
    problems = [*of_easy_reads, *of_pages, *of_records, *of_posts]
    return Related(of, records, posts, pages, easy_reads, problems)


def _records(of: dict[str, list[Entry[Any]]], root: str, settings: Settings) -> Registries:
    allow = settings.unregistered_names == "allow"
    kinds = Registries.__struct_fields__
    return Registries(*(Registry(kind, of[kind], allow=allow, root=root) for kind in kinds))


def _pages(
    entries: list[Entry[F]], records: Registries, settings: Settings
) -> tuple[list[Page[F]], list[Problem]]:
    """Pages or Easy Read texts, and what is wrong with the names in them."""
    related = [relate_page(entry, records, settings) for entry in entries]
    wrong = [problem for _, problems in related for problem in problems]
    return [page for page, _ in related], wrong


def _posts(
    entries: list[Entry[Any]], records: Registries, history: History, settings: Settings
) -> tuple[list[Post], list[Problem]]:
    """The posts from the newest, and what is wrong with the names in them."""
    related = [
        relate_post(entry, records, settings, history.updated.get(entry.path)) for entry in entries
    ]
    wrong = [problem for _, problems in related for problem in problems]
    return newest_first([post for post, _ in related]), wrong
