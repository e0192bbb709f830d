"""giscus, by answers of GitHub's API as it documents them. The real one is not asked."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from plugins.model.comments.thread import Gap, read_thread
from plugins.snapshot.asking import Asker
from plugins.snapshot.giscus import Giscus
from plugins.snapshot.taking import Rules, Taken, take
from tests.plugins.snapshot.services import FakeIsso, says, send, served

SETTINGS = {"repo": "owner/name", "repo_id": "R1", "category": "Talk", "category_id": "C1"}
SOUP = "/posts/soup/"


def remark(number: int, **more: Any) -> dict[str, Any]:
    given = {
        "databaseId": number,
        "author": {"login": f"person-{number}"},
        "createdAt": f"2026-03-0{number}T10:00:00Z",
        "bodyHTML": f"<p>Words of {number}.<script>x</script></p>",
        "isMinimized": False,
        "deletedAt": None,
    }
    return {**given, **more}


def page(*nodes: object, after: str = "") -> dict[str, Any]:
    return {"pageInfo": {"hasNextPage": bool(after), "endCursor": after or None}, "nodes": nodes}


def comment(number: int, replies: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return remark(number, id=f"DC{number}", replies=replies or page(), **more)


class FakeGitHub(FakeIsso):
    """Knows two discussions, one on each page; of the first, more comments and replies."""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.asked.append(handler.headers["Authorization"])
        if other := self.instead.get(""):
            other(handler)
        else:
            found = {"data": {"of": {"list": self._list(body["query"], body["variables"])}}}
            send(handler, json.dumps(found).encode())

    def _list(self, query: str, given: dict[str, Any]) -> dict[str, Any]:
        if "discussions(" in query:
            assert (given["owner"], given["name"], given["category"]) == ("owner", "name", "C1")
            if given["after"]:
                return page({"id": "D2", "title": "something else", "comments": page()})
            first = page(comment(1, page(remark(2), after="r")), after="c")
            return page({"id": "D1", "title": "posts/soup", "comments": first}, after="d")
        if "replies(first: 100" in query:
            assert (given["id"], given["after"]) == ("DC1", "r")
            return page(remark(3, isMinimized=True))
        assert (given["id"], given["after"]) == ("D1", "c")
        return page(comment(4, deletedAt="2026-03-09T00:00:00Z"), comment(5, author=None))


@pytest.fixture
def github() -> Iterator[FakeIsso]:
    with served(FakeGitHub()) as fake:
        yield fake


def taken(github: FakeIsso, folder: Path) -> Taken:
    headers = {"Authorization": "bearer token"}
    with Asker(f"{github.address}/graphql", 1, headers) as asker:
        return take(Giscus(asker, SETTINGS), [SOUP, "/posts/pie/"], folder, Rules({}, 1))


def test_all_pages_of_a_discussion_are_kept(github: FakeIsso, tmp_path: Path) -> None:
    assert taken(github, tmp_path) == Taken(asked=1, written=(SOUP,))
    thread = read_thread((tmp_path / "soup.giscus.json").read_bytes())
    assert (thread.thread, thread.service) == (SOUP, "giscus")
    assert [(one.id, one.reply_to) for one in thread.comments] == [
        *[("1", ""), ("2", "1"), ("3", "1"), ("4", ""), ("5", "")]
    ]
    first, _, hidden, gone, ghost = thread.comments
    assert (first.name, first.text) == ("person-1", "<p>Words of 1.</p>")
    assert (hidden.removed, hidden.text) == (Gap(), "")
    assert gone.removed == Gap(date=datetime.date(2026, 3, 9))
    assert (ghost.name, ghost.removed) == ("", None)
    assert set(github.asked) == {"bearer token"}
    assert taken(github, tmp_path).written == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"data": {"of": null}}', "refuses (it knows nothing of that name)"),
        (b'{"data": null, "errors": [{"message": "Bad category"}]}', "refuses (Bad category)"),
        (b'{"data": {"of": {"list": {"nodes": []}}}}', "does not answer as GitHub does"),
        (b"[]", "does not answer as GitHub does"),
    ],
)
def test_a_refusal_leaves_all_as_it_was(
    body: bytes, words: str, github: FakeIsso, tmp_path: Path
) -> None:
    taken(github, tmp_path)
    before = (tmp_path / "soup.giscus.json").read_bytes()
    github.instead[""] = says(body)
    assert words in taken(github, tmp_path).dead
    assert (tmp_path / "soup.giscus.json").read_bytes() == before


def test_pages_without_end_end(
    github: FakeIsso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plugins.snapshot.giscus._MOST_PAGES", 5)
    endless = {"data": {"of": {"list": page(after="again")}}}
    github.instead[""] = says(json.dumps(endless).encode())
    assert "comes to no end" in taken(github, tmp_path).dead
