"""Asks GitHub for the discussions of one category, which giscus shows under posts.

Source: docs.github.com, "Using the GraphQL API for Discussions". giscus finds the discussion of a
post by its title, which is the thread's name.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from msgspec import field

from plugins.model.comments.thread import Gap, Said, Thread
from plugins.model.text.comment_text import plain_name
from plugins.snapshot.answers import check_whole, clean_text, moment
from plugins.snapshot.asking import Asker, WrongAnswer

NAME = "giscus"
API = "https://api.github.com/graphql"
_MOST_PAGES = 1000  # of one list; one that is longer goes in a circle
_REMARK = "databaseId author { login } createdAt bodyHTML isMinimized deletedAt"
_PAGE = "pageInfo { hasNextPage endCursor }"
_REPLIES = f"{_PAGE} nodes {{ {_REMARK} }}"
_COMMENTS = f"{_PAGE} nodes {{ id {_REMARK} replies(first: 50) {{ {_REPLIES} }} }}"
_OLDEST_FIRST = "orderBy: { field: CREATED_AT, direction: ASC }"
_DISCUSSIONS = f"""query($owner: String!, $name: String!, $category: ID!, $after: String) {{
  of: repository(owner: $owner, name: $name) {{
    list: discussions(first: 20, after: $after, categoryId: $category, {_OLDEST_FIRST}) {{
      {_PAGE} nodes {{ id title comments(first: 50) {{ {_COMMENTS} }} }}
    }}
  }}
}}"""
_MORE_COMMENTS = f"""query($id: ID!, $after: String) {{
  of: node(id: $id) {{
    ... on Discussion {{ list: comments(first: 50, after: $after) {{ {_COMMENTS} }} }}
  }}
}}"""
_MORE_REPLIES = f"""query($id: ID!, $after: String) {{
  of: node(id: $id) {{
    ... on DiscussionComment {{ list: replies(first: 100, after: $after) {{ {_REPLIES} }} }}
  }}
}}"""
T = TypeVar("T")


class _Place(msgspec.Struct, frozen=True, rename="camel"):
    has_next_page: bool
    end_cursor: str | None = None


class _List(msgspec.Struct, Generic[T], frozen=True):
    place: _Place = field(name="pageInfo")
    nodes: tuple[T, ...]


class _Author(msgspec.Struct, frozen=True):
    login: str


class _Reply(msgspec.Struct, frozen=True, kw_only=True):
    number: Annotated[int, msgspec.Meta(ge=1)] = field(name="databaseId")
    created: datetime.datetime = field(name="createdAt")
    body: str = field(name="bodyHTML")
    author: _Author | None = None  # None for somebody who has left GitHub
    is_hidden: bool = field(name="isMinimized")
    deleted: datetime.datetime | None = field(name="deletedAt", default=None)


class _Comment(_Reply, frozen=True, kw_only=True):
    id: str
    replies: _List[_Reply]


class _Discussion(msgspec.Struct, frozen=True):
    id: str
    title: str
    comments: _List[_Comment]


class _Holder(msgspec.Struct, Generic[T], frozen=True):
    list: _List[T]


class _Data(msgspec.Struct, Generic[T], frozen=True):
    of: _Holder[T] | None


class _Error(msgspec.Struct, frozen=True):
    message: str


class _Answer(msgspec.Struct, Generic[T], frozen=True):
    data: _Data[T] | None = None
    errors: tuple[_Error, ...] = ()


class Giscus:
    """Threads of giscus. asker: of GitHub's API, with a token. settings: COMMENTS_GISCUS."""

    name = NAME

    def __init__(self, asker: Asker, settings: Mapping[str, str]) -> None:
        self._asker, self._settings = asker, settings
        self._found: dict[str, _Discussion] = {}

    def spoken_in(self, threads: Sequence[str]) -> Collection[str]:
        """Those of the threads that have a discussion. Raises NoAnswer, WrongAnswer."""
        owner, _, name = self._settings["repo"].partition("/")
        given = {"owner": owner, "name": name, "category": self._settings["category_id"]}
        for one in self._nodes(_DISCUSSIONS, given, _Discussion):
            self._found.setdefault(_plain(one.title), one)
        return [name for name in threads if _plain(name) in self._found]

    def thread(self, thread: str) -> Thread:
        """All that is said in a discussion. Raises NoAnswer, WrongAnswer, BadThread."""
        found = self._found.get(_plain(thread))
        comments = check_whole(list(self._said(found)) if found else [])
        return Thread(thread=thread, service=NAME, comments=comments)

    def _said(self, found: _Discussion) -> Iterator[Said]:
        for one in self._all(found.id, found.comments, _MORE_COMMENTS, _Comment):
            yield _said(one)
            for reply in self._all(one.id, one.replies, _MORE_REPLIES, _Reply):
                yield _said(reply, str(one.number))

    def _all(self, id_: str, first: _List[T], query: str, kind: type[T]) -> Iterator[T]:
        """A list of which the first page is known."""
        yield from first.nodes
        if first.place.has_next_page:
            yield from self._nodes(query, {"id": id_}, kind, first.place.end_cursor)

    def _nodes(
        self, query: str, given: Mapping[str, str], kind: type[T], after: str | None = None
    ) -> Iterator[T]:
        """What a list holds, page after page."""
        for _ in range(_MOST_PAGES):
            found = self._ask(query, {**given, "after": after}, kind)
            yield from found.nodes
            if not found.place.has_next_page:
                return
            after = found.place.end_cursor
        raise WrongAnswer("gives page after page and comes to no end")

    def _ask(self, query: str, given: Mapping[str, Any], kind: type[T]) -> _List[T]:
        data = self._asker.ask("POST", "", {"query": query, "variables": given})
        try:
            answer = msgspec.json.decode(data, type=_Answer[kind])  # type: ignore[valid-type]
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
            raise WrongAnswer(f"does not answer as GitHub does ({wrong})") from None
        if answer.errors or not (answer.data and answer.data.of):
            why = answer.errors[0].message if answer.errors else "it knows nothing of that name"
            raise WrongAnswer(f"refuses ({why[:200]})")
        found: _List[T] = answer.data.of.list
        return found


def _plain(title: str) -> str:
    """A title or a thread's name, whether giscus was given its slashes or not."""
    return title.strip().strip("/")


def _said(one: _Reply, reply_to: str = "") -> Said:
    id_, at = str(one.number), moment(one.created)
    if one.is_hidden or one.deleted:
        removed = Gap(date=one.deleted.date() if one.deleted else None)
        return Said(id=id_, at=at, reply_to=reply_to, removed=removed)
    name = plain_name(one.author.login if one.author else "")
    return Said(id=id_, name=name, at=at, text=clean_text(one.body), reply_to=reply_to)
