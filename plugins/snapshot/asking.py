"""Asks a web service, and is never kept waiting, flooded, or led elsewhere by it.

It is the standard library's client with one limit more: all of an answer, its head too, must be
there in time, however little of it comes at once. (A time-out of a socket begins anew with each
byte, and with each address of a name.) Only the look-up of a name is left to the system, which
gives up by its own clock.
"""

from __future__ import annotations

import http.client
import io
import json
import socket
import ssl
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

_MOST_BYTES = (
    16 * 1024 * 1024
)  # of one answer: some forty thousand comments. Eight may come at once
_PIECE = 64 * 1024
_GONE = (ConnectionError, http.client.BadStatusLine)  # what a kept connection ends with


class NoAnswer(Exception):  # noqa: N818 - it is named for what happened
    """The service is not there, or too slow; says so, to follow "The comment service"."""


class WrongAnswer(Exception):  # noqa: N818 - likewise
    """It answers with something else than was asked for; says what, to follow the same words."""


class Answer(NamedTuple):
    """What a service says, whatever its status. reason: what it calls that."""

    status: int
    reason: str
    headers: http.client.HTTPMessage
    body: bytes


class _Question(NamedTuple):
    method: str
    target: str
    body: bytes | None
    headers: dict[str, str]


class Asker:
    """Asks one service, from any thread, until its `with` block ends.

    address: what all that is asked for stands under, without a closing slash.
    seconds: in which each answer must be there, whole. headers: go with each question.
    """

    def __init__(self, address: str, seconds: float, headers: Mapping[str, str] = {}) -> None:
        parts = urlsplit(address)
        self._is_secure = parts.scheme == "https"
        self._host, self._path = parts.netloc.rpartition("@")[2], parts.path.rstrip("/")
        self._seconds = seconds
        self._headers = {"Accept": "application/json", "User-Agent": "Practice-Press", **headers}
        self._context = ssl.create_default_context() if self._is_secure else None
        self._idle: deque[_Connection] = deque()  # kept for the next question, of any thread

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._idle:
            self._idle.pop().close()

    def ask(self, method: str, target: str, words: object = None) -> bytes:
        """The body of an answer that is JSON; words: sent so. Raises NoAnswer, WrongAnswer."""
        body = None if words is None else json.dumps(words).encode()
        headers = {"Content-Type": "application/json"} if body else {}
        answer = self.send(method, target, body, headers)
        if 300 <= answer.status < 400:
            to = answer.headers.get("Location", "elsewhere")
            raise WrongAnswer(f"leads on to {to[:200]!r}, and that was not asked for")
        if answer.status != http.client.OK:
            raise WrongAnswer(f"answers with an error ({answer.status} {answer.reason})"[:200])
        if "html" in answer.headers.get("Content-Type", ""):
            raise WrongAnswer("answers with a web page, as if something else stood at its address")
        return answer.body

    def send(
        self, method: str, target: str, body: bytes | None = None, headers: Mapping[str, str] = {}
    ) -> Answer:
        """Any whole answer; nobody follows where it leads. Raises NoAnswer, WrongAnswer."""
        question = _Question(method, self._path + target, body, {**self._headers, **headers})
        ends = time.monotonic() + self._seconds
        try:
            return self._send(question, ends)
        except TimeoutError:
            raise NoAnswer(f"takes longer than {self._seconds:g} s to answer") from None
        except ssl.SSLError as wrong:
            raise NoAnswer(f"cannot be reached safely ({wrong.reason or wrong})") from None
        except (OSError, UnicodeError) as wrong:
            raise NoAnswer(f"does not answer ({getattr(wrong, 'strerror', 0) or wrong})") from None
        except http.client.HTTPException as wrong:
            raise WrongAnswer(f"does not speak HTTP ({wrong or type(wrong).__name__})") from None

    def _send(self, question: _Question, ends: float) -> Answer:
        with suppress(*_GONE):
            if kept := self._kept():
                return self._send_by(kept, question, ends)
        return self._send_by(self._new(), question, ends)

    def _send_by(self, connection: _Connection, question: _Question, ends: float) -> Answer:
        try:
            connection.ends = ends
            connection.request(*question)
            with connection.getresponse() as answer:
                data = _read(answer)
        except BaseException:
            connection.close()
            raise
        if connection.sock:
            self._idle.append(connection)
        return Answer(answer.status, answer.reason, answer.headers, data)

    def _kept(self) -> _Connection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _new(self) -> _Connection:
        return _Secure(self._host, self._context) if self._context else _Connection(self._host)


def _read(answer: http.client.HTTPResponse) -> bytes:
    """The whole body of an answer."""
    pieces = []
    size = 0
    while piece := answer.read(_PIECE):
        size += len(piece)
        if size > _MOST_BYTES:
            raise WrongAnswer(f"answers with more than {_MOST_BYTES // 1024**2} MiB")
        pieces.append(piece)
    return b"".join(pieces)


class _Connection(http.client.HTTPConnection):
    """A connection of which each step must be done by one moment."""

    ends = 0.0  # on the monotonic clock

    def connect(self) -> None:
        self.sock = _connected(self.host, self.port, self.ends)

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        self.sock.settimeout(self._left())
        super().send(data)

    def response_class(self, sock: socket.socket, *more: Any, **named: Any) -> Any:  # type: ignore[override]
        answer = http.client.HTTPResponse(sock, *more, **named)
        answer.fp.close()
        answer.fp = io.BufferedReader(_Timed(sock, self.ends))
        return answer

    def _left(self) -> float:
        return _left(self.ends)


class _Secure(_Connection, http.client.HTTPSConnection):
    def __init__(self, host: str, context: ssl.SSLContext) -> None:
        http.client.HTTPSConnection.__init__(self, host, context=context)
        self._tls = context

    def connect(self) -> None:
        super().connect()
        self.sock.settimeout(self._left())  # here it is that of all the steps of TLS together
        self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)


def _connected(host: str, port: int, ends: float) -> socket.socket:
    """A connection to the first address of a host that answers; each has its share of the time."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    wrong = OSError("its name has no address")
    for number, (family, kind, protocol, _, address) in enumerate(found):
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(_left(ends) / (len(found) - number))
            sock.connect(address)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            sock.close()
            wrong = error
        else:
            return sock
    raise wrong


class _Timed(io.RawIOBase):
    """What comes through a socket until a moment, and TimeoutError after it."""

    def __init__(self, sock: socket.socket, ends: float) -> None:
        self._sock, self._ends = sock, ends
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(_left(self._ends))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _left(ends: float) -> float:
    """The seconds until a moment; raises TimeoutError once it has passed."""
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
