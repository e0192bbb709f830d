"""A server on this machine that sends a published site with the very headers that it ships."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from plugins.serving.answer import answer_to
from tests.site.built import BASE

AS_IT_STANDS = "?as-it-stands"  # so asked for, a page that leads on at once does not
_REFRESH = re.compile(rb'<meta http-equiv="refresh"[^>]*>')
Headers = list[tuple[re.Pattern[str], str, str]]


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a site for as long as the block lasts; gives the address of its home, without "/".

    It may be built when that is known: it is looked at when somebody asks for something.
    """
    handler = partial(_Handler, site, cache(partial(read_headers, site)))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


def read_headers(site: Path) -> Headers:
    """What `_headers` says: a pattern of paths, the name of a header, and its value."""
    found: Headers = []
    path = re.compile("")
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            path = re.compile(re.escape(line).replace(r"\*", ".*"))
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            found.append((path, name, value))
    return found


def headers_for(path: str, headers: Headers) -> list[tuple[str, str]]:
    """What is sent for a path; a name after ! takes away what was said before of it."""
    sent: list[tuple[str, str]] = []
    for where, name, value in headers:
        if not where.fullmatch(path):
            continue
        if name.startswith("! "):
            sent = [one for one in sent if one[0] != name.removeprefix("! ")]
        else:
            sent.append((name, value))
    return sent


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def __init__(self, site: Path, headers: Callable[[], Headers], *args: Any) -> None:
        self.site = site
        self.site_headers = headers
        super().__init__(*args)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        answer = answer_to(self.site, {}, path.removeprefix(BASE))
        body = _REFRESH.sub(b"", answer.body) if AS_IT_STANDS in self.path else answer.body
        named = headers_for(path, self.site_headers())
        with suppress(OSError):  # a browser may leave before all has come
            self.send_response(answer.status)
            self.send_header("Content-Length", str(len(body)))
            if "Content-Type" not in dict(named):
                self.send_header("Content-Type", answer.content_type)
            if answer.location:
                self.send_header("Location", BASE + answer.location)
            for name, value in named:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing of requests."""
