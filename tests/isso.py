"""The real Isso, on a free port, with its store in a folder: as readers and moderators use it.

with running_isso(tmp_path, site="http://127.0.0.1:8000") as isso:
    held = isso.say("/posts/soup/", "Lovely.", author="Ann")
    isso.approve(held)
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from plugins.own_isso import STORE, OwnIsso, running
from tests.ports import kept_port

SITE = "http://127.0.0.1:8000"
PASSWORD = "for-tests-alone"  # noqa: S105 - guards nothing
_LONG = 30  # seconds


class Isso(NamedTuple):
    """An Isso that runs. address: for readers. store: its SQLite file."""

    address: str
    store: Path
    site: str
    password: str = PASSWORD

    def say(self, thread: str, text: str, *, author: str = "", reply_to: int = 0) -> int:
        """Write a comment as the form does; its id. Without moderation it is shown at once."""
        words: dict[str, Any] = {"text": text, "author": author or None, "title": "A post"}
        words["parent"] = reply_to or None
        status, _, body = self.ask("POST", f"/new?uri={quote(thread, safe='')}", words)
        assert status in {201, 202}, body
        return int(json.loads(body)["id"])

    def approve(self, comment: int) -> None:
        self._moderate("activate", comment)

    def delete(self, comment: int) -> None:
        """As a moderator: it is gone, or, where it was answered, an empty place."""
        self._moderate("delete", comment)

    def thread(self, thread: str) -> list[dict[str, Any]]:
        """What it gives readers of a thread, replies inside what they answer."""
        body = self.ask("GET", f"/?uri={quote(thread, safe='')}")[2]
        found: list[dict[str, Any]] = json.loads(body)["replies"]
        return found

    def counts(self, threads: Sequence[str]) -> list[int]:
        found: list[int] = json.loads(self.ask("POST", "/count", list(threads))[2])
        return found

    def key(self, comment: int, mode: int = 2) -> str:
        """What stands in a comment's address for moderators; mode: 1 shown, 2 held, 4 deleted."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        login = urlencode({"password": self.password}).encode()
        _, headers, _ = self._ask("POST", "/login/", login, form)
        cookie = {"Cookie": headers["Set-Cookie"].partition(";")[0]}
        page = self._ask("GET", f"/admin/?mode={mode}&order_by=id", b"", cookie)[2].decode()
        keys = dict(re.findall(r"delete_com\((\d+), '([^']+)'", page))
        return str(keys[str(comment)])

    def ask(
        self, method: str, target: str, words: object = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Ask it as a page of the site does; words: sent as JSON."""
        body = b"" if words is None else json.dumps(words).encode()
        return self._ask(method, target, body, {"Content-Type": "application/json"})

    def _moderate(self, action: str, comment: int) -> None:
        modes = (2, 1)
        for mode in modes:
            try:
                key = self.key(comment, mode)
            except KeyError:
                continue
            status, _, body = self._ask("POST", f"/id/{comment}/{action}/{key}", b"", {})
            assert status == 200, body
            return
        raise AssertionError(f"Isso has no comment {comment}")

    def _ask(
        self, method: str, target: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=_LONG)
        try:
            connection.request(method, target, body, {"Origin": self.site, **headers})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


@contextmanager
def running_isso(
    folder: Path, *, site: str = SITE, moderated: bool = True, guarded: bool = False, port: int = 0
) -> Iterator[Isso]:
    """Isso with its store in a folder, which it finds again there when it is started again.

    site: the address of the pages with the form (its browser asks from there). port: 0 for any.
    """
    folder.mkdir(exist_ok=True)
    with kept_port() as kept:
        own = OwnIsso(
            folder=folder,
            sites=(site,),
            password=PASSWORD,
            port=port or kept,
            moderated=moderated,
            guarded=guarded,
        )
        with running(own) as address:
            yield Isso(address, folder / STORE, site)
