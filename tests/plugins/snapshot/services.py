"""Comment services that lie, dawdle and break, and one that behaves: each at an address."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Comment = dict[str, Any]
Answer = Callable[[BaseHTTPRequestHandler], None]
SOON = 1_700_000_000.5
DAWDLES = 30  # seconds that an answer takes here


def comment(id_: int, text: Any = "<p>Words.</p>", **more: Any) -> Comment:
    """A comment as Isso gives it."""
    given: Comment = {"id": id_, "parent": None, "text": text, "author": f"Person {id_}", "mode": 1}
    rest = {"created": SOON + id_, "modified": None, "hash": "ab", "website": "https://me.example"}
    return {**given, **rest, "replies": [], "hidden_replies": 0, "total_replies": 0, **more}


def thread_of_isso(*comments: Comment, **more: Any) -> bytes:
    given: Comment = {"id": None, "total_replies": len(comments), "hidden_replies": 0, "config": {}}
    return json.dumps({**given, "replies": comments, **more}).encode()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    given = {"Content_Type": "application/json", "Content_Length": str(len(body)), **headers}
    for name, value in given.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    with suppress(ConnectionError):
        handler.wfile.write(body)


class FakeIsso:
    """Answers as Isso does, of the threads that it is given; each answer can be another."""

    def __init__(self) -> None:
        self.threads: dict[str, list[Comment]] = {}
        self.instead: dict[str, Answer] = {}  # by thread, or "/count"; "" for all
        self.asked: list[str] = []
        self.address = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        place = urlsplit(handler.path)
        thread = parse_qs(place.query).get("uri", [""])[0]
        name = thread or place.path
        self.asked.append(name)
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        if other := self.instead.get(name) or self.instead.get(""):
            other(handler)
        elif place.path == "/count":
            counts = [len(self.threads.get(one, [])) for one in json.loads(body)]
            send(handler, json.dumps(counts).encode())
        else:
            send(handler, thread_of_isso(*self.threads.get(thread, [])))


@contextmanager
def served(fake: FakeIsso) -> Iterator[FakeIsso]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            fake.answer(self)

        do_POST = do_GET  # noqa: N815 - likewise

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        fake.address = f"http://127.0.0.1:{server.server_port}"
        yield fake
        server.shutdown()


def says(body: bytes, status: int = 200, **headers: str) -> Answer:
    return lambda handler: send(handler, body, status, **headers)


def sleeps(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(DAWDLES)


def drips(handler: BaseHTTPRequestHandler) -> None:
    """A byte of an answer now and then, for ever: its head first."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
    with suppress(ConnectionError):
        for letter in head + "[" * 10 * DAWDLES:
            handler.wfile.write(letter.encode())
            time.sleep(0.1)


def drips_body(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    with suppress(ConnectionError):
        for _ in range(10 * DAWDLES):
            handler.wfile.write(b" ")
            time.sleep(0.1)


def never_ends(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    with suppress(ConnectionError):
        while True:
            handler.wfile.write(b" " * 2**20)


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def speaks_otherwise(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n" * 20)
    handler.close_connection = True
