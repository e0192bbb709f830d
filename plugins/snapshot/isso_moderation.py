"""Delete a comment at Isso as its page for moderators does (Isso 0.14, isso/views/comments.py)."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from plugins.snapshot.asking import Answer, Asker, NoAnswer, WrongAnswer

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SESSION = "admin-session"
_SEEN = re.compile(r"<time>([0-9]{2}:[0-9]{2} / [0-9]{2}-[0-9]{2}-[0-9]{4})</time>")
_MINUTE = "%H:%M / %d-%m-%Y %z"


class NotDeleted(Exception):  # noqa: N818 - it says what happened
    """The comment may still be there; says why, and what to do."""


class Moderator(NamedTuple):
    """Whoever moderates an Isso.

    address: that of Isso for readers. asker: asks there. password: "" where it is not known.
    """

    address: str
    asker: Asker
    password: str

    def delete(self, comment: int, erased: datetime.datetime | None = None) -> bool:
        """Delete a comment; False where it was gone before. Raises NotDeleted.

        erased: the moment at which it was erased, where that was done before: Isso gives a number
            again once its newest comment is deleted, and a later comment is another one.
        One that was answered stays as an empty place, which readers do not see as a comment.
        """
        if self._is_gone(comment):
            return False
        cookie = {"Cookie": self._login()}
        key, written = self._seen(comment, cookie)
        if not key:
            return False
        if erased and written and written > erased:
            raise NotDeleted(
                f"Number {comment} was written at {written:%Y-%m-%d %H:%M} by the clock there,"
                f" after this was erased ({erased:%Y-%m-%d %H:%M} UTC), so it is another comment,"
                " and was left alone. If it is the same, delete it there by hand."
            )
        self._ask("POST", f"/id/{comment}/delete/{quote(key, safe='')}", b"", cookie)
        if self._seen(comment, cookie)[0]:
            raise NotDeleted(f"Isso at {self.address} still shows the comment to its moderators.")
        return True

    def _is_gone(self, comment: int) -> bool:
        """Whether Isso has no such comment, which it says without a password."""
        about = self._ask("GET", "/config")
        try:
            is_isso = about.status == 200 and "config" in json.loads(about.body)
        except (ValueError, TypeError, RecursionError):
            is_isso = False
        if not is_isso:
            raise NotDeleted(
                f"What answers at {self.address} is not Isso (status {about.status})."
                " Look at COMMENTS_ISSO in the settings."
            )
        return self._ask("GET", f"/id/{comment}").status == 404

    def _login(self) -> str:
        """The cookie of a moderator."""
        if not self.password:
            raise NotDeleted(
                "Its password for moderators is needed, from the environment:"
                " read -rs ISSO_PASSWORD; export ISSO_PASSWORD; then run this again."
            )
        parts = urlsplit(self.address)
        if parts.scheme != "https" and parts.hostname not in _HERE:
            raise NotDeleted(f"{self.address} is not https, so no password is sent there.")
        login = urlencode({"password": self.password}).encode()
        answer = self._ask("POST", "/login/", login, _FORM)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            pair = cookie.partition(";")[0].strip()
            if pair.startswith(f"{_SESSION}="):
                return pair
        if b'id="disabled"' in answer.body:
            raise NotDeleted(
                "Its page for moderators is switched off: set `enabled = true` under [admin] in the"
                " settings of Isso."
            )
        raise NotDeleted("It did not take the password for moderators in ISSO_PASSWORD.")

    def _seen(self, comment: int, cookie: dict[str, str]) -> tuple[str, datetime.datetime | None]:
        """The key by which moderators delete a comment, and when it was written; "" for none.

        The page tells the minute by the clock of its machine, which our unit for systemd sets to
        UTC. A comment that was deleted and answered is an empty place, and has no such address.
        """
        wanted = quote(f"{self.address}/#isso-{comment}", safe="")
        page = self._ask("GET", f"/admin/?comment_search_url={wanted}", headers=cookie)
        text = page.body.decode("utf-8", "replace")
        if page.status != 200 or 'id="isso-root"' not in text:
            raise NotDeleted(f"Its page for moderators cannot be read (status {page.status}).")
        found = re.search(rf"javascript:delete_com\({comment}, '([^'\s]+)'", text)
        return (found[1] if found else ""), _minute(text)

    def _ask(
        self, method: str, target: str, body: bytes | None = None, headers: Mapping[str, str] = {}
    ) -> Answer:
        """What it answers; a redirection is followed by nobody. Raises NotDeleted."""
        try:
            answer = self.asker.send(method, target, body, headers)
        except (NoAnswer, WrongAnswer) as wrong:
            raise NotDeleted(f"Isso at {self.address} {wrong}.") from None
        if answer.status >= 500:
            raise NotDeleted(f"Isso at {self.address} has a fault (status {answer.status}).")
        return answer


def _minute(page: str) -> datetime.datetime | None:
    """The minute in which a comment was written, as the page of it alone tells it."""
    told = _SEEN.search(page)
    try:
        return datetime.datetime.strptime(f"{told[1]} Z", _MINUTE) if told else None
    except ValueError:
        return None
