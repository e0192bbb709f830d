"""How long a service is waited for that cannot be reached, or is slow to shake hands."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest

from plugins.snapshot.asking import Asker, NoAnswer, WrongAnswer
from tests.plugins.snapshot.services import DAWDLES, FakeIsso, says, served

pytestmark = pytest.mark.slow


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """It has a port, and takes no connection: as many wait there as may."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            with suppress(BlockingIOError):
                waiting.connect(server.getsockname())
        yield server


def found_at(monkeypatch: pytest.MonkeyPatch, *places: Any) -> None:
    """Let every name have these addresses."""
    kind = socket.AF_INET, socket.SOCK_STREAM, 0, ""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(*kind, one) for one in places])


def test_of_several_addresses_each_has_its_share_of_the_time(
    silent: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = silent.getsockname()
    with served(FakeIsso()) as fake:
        host, _, port = fake.address.removeprefix("http://").partition(":")
        fake.instead[""] = says(b"here")
        found_at(monkeypatch, nowhere, nowhere, (host, int(port)))
        with Asker("http://talk.example", 6) as asker:
            assert asker.ask("GET", "/") == b"here"
        found_at(monkeypatch, *[nowhere] * 9)
        began = time.monotonic()
        with Asker("http://talk.example", 1) as asker, pytest.raises(NoAnswer, match="than 1 s"):
            asker.ask("GET", "/")
        assert time.monotonic() - began < DAWDLES / 3


def test_a_name_without_an_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found_at(monkeypatch)
    with Asker("http://talk.example", 1) as asker, pytest.raises(NoAnswer, match="no address"):
        asker.ask("GET", "/")


def test_hands_are_not_shaken_for_ever() -> None:
    """The head of a record of TLS comes at once, and the record by a byte now and then."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            with server.accept()[0] as sock, suppress(OSError):
                sock.sendall(b"\x16\x03\x03\x20\x00")
                for _ in range(10 * DAWDLES):
                    sock.sendall(b"\x02")
                    time.sleep(0.1)

        threading.Thread(target=drip, daemon=True).start()
        began = time.monotonic()
        address = f"https://localhost:{server.getsockname()[1]}"
        with Asker(address, 1) as asker, pytest.raises(NoAnswer, match="than 1 s"):
            asker.ask("GET", "/")
        assert time.monotonic() - began < DAWDLES / 3


def test_an_answer_of_more_than_16_mib_is_left() -> None:
    with served(FakeIsso()) as fake:
        fake.instead[""] = says(b" " * (16 * 2**20 + 1))
        with Asker(fake.address, 30) as asker, pytest.raises(WrongAnswer, match="than 16 MiB"):
            asker.ask("GET", "/")
