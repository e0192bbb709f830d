"""The server of `make serve`: the files of a site, and the news for the pages that are open.

Beside the site it has addresses of its own: the stylesheet of what it adds to each page; `state`,
which says what became of a page; and `events`, a stream that says when to ask for that
(html.spec.whatwg.org, "Server-sent events").
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from plugins.serving.answer import Answer, answer_to, content_type, state_of
from plugins.serving.live import Live
from plugins.serving.page import OWN, dressed, first_page
from plugins.serving.panel import note, panel

HEARTBEAT = 15  # seconds; without news, writing now and then tells whether anybody is left
STYLE = Path(__file__).with_name("panel.css")


def serving(live: Live, host: str, port: int) -> ThreadingHTTPServer:
    """A server of what is shown, which may change at any time.

    Raises OSError if the address cannot be had.
    """
    return ThreadingHTTPServer((host, port), partial(SiteHandler, live))


class SiteHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with what is shown at this moment."""

    protocol_version = "HTTP/1.1"  # so that a browser may ask again over one connection
    timeout = 60  # seconds that an idle connection is kept

    def __init__(self, live: Live, *args: Any) -> None:
        self.live = live
        super().__init__(*args)

    def do_GET(self) -> None:
        """Send a page or a file, or the news for as long as somebody listens."""
        path, _, query = self.path.partition("?")
        with suppress(OSError):  # a reader may leave before all has come
            if not path.startswith(OWN):
                self._send(self._site_answer())
            elif path == f"{OWN}events":
                self._send_events()
            elif path == f"{OWN}state":
                self._send(self._state_of(parse_qs(query).get("page", ["/"])[0]))
            else:
                self._send(_own_file(path.removeprefix(OWN)))

    do_HEAD = do_GET  # noqa: N815 - http.server names it

    def _site_answer(self) -> Answer:
        found = self._found(self.path)
        if found.status == HTTPStatus.NOT_FOUND:
            print(f"Not found: {self.path}", flush=True)
        if not found.is_page:
            return found
        return found._replace(body=dressed(found.body, self._state(found), *self._words(found)))

    def _found(self, request: str) -> Answer:
        found = answer_to(self.live.output, self.live.overlay, request)
        if found.status == HTTPStatus.SERVICE_UNAVAILABLE:
            return found._replace(body=first_page(is_building=self.live.outcome is None))
        return found

    def _state(self, found: Answer) -> str:
        return state_of(self.live.output, self.live.overlay, found)

    def _words(self, found: Answer) -> tuple[str, str]:
        """What stands at the top and at the foot of a page."""
        if self.live.outcome is None:
            return "", ""
        has_site = found.status != HTTPStatus.SERVICE_UNAVAILABLE
        return panel(self.live.outcome, has_site=has_site), note(self.live.outcome)

    def _state_of(self, page: str) -> Answer:
        found = self._found(page)
        top, foot = self._words(found)
        said = {"state": self._state(found), "top": top, "foot": foot}
        return Answer(HTTPStatus.OK, "application/json", json.dumps(said).encode())

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-cache")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _send_events(self) -> None:
        """Send a number whenever something changed, until the reader leaves."""
        self.close_connection = True
        seen = self.live.number
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        words = b"retry: 1000\n\n"
        while self.command != "HEAD":
            self.wfile.write(words)
            number = self.live.wait(seen, HEARTBEAT)
            words = b":\n\n" if number == seen else b"data: %d\n\n" % number
            seen = number

    def log_message(self, *_: Any) -> None:
        """Say nothing of requests: what the terminal shows is for editors."""


def _own_file(name: str) -> Answer:
    """The server's own stylesheet, read anew each time."""
    if name != STYLE.name:
        return Answer(HTTPStatus.NOT_FOUND, body=b"There is nothing at this address.\n")
    return Answer(HTTPStatus.OK, content_type(STYLE), STYLE.read_bytes())
