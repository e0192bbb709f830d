"""Erasing a comment at the service: the real Isso, and what only seems to be one."""

from __future__ import annotations

import datetime
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from plugins.commands.forget import main
from plugins.model.comments.forgotten import FILE
from plugins.model.comments.thread import read_thread
from tests.commands.forget.forgetting import (
    NOWHERE,
    WHEN,
    everything,
    forget,
    listed,
    said,
    snapshot,
    use_isso,
)
from tests.commands.talking import ARCHIVE, places
from tests.isso import PASSWORD, Isso, running_isso
from tests.plugins.snapshot.services import FakeIsso, drips, served


class Comments(NamedTuple):
    """Three comments at the real Isso that the settings name, of which one answers the first."""

    isso: Isso
    first: int
    answer: int
    alone: int


@contextmanager
def comments_at_isso(content: Path, folder: Path) -> Iterator[Comments]:
    with running_isso(folder, moderated=False) as isso:
        first = isso.say("/posts/bread/", "Words", author="Karl")
        answer = isso.say("/posts/bread/", "An answer", reply_to=first)
        alone = isso.say("/posts/bread/", "Alone", author="Karl")
        use_isso(content, isso.address)
        yield Comments(isso, first, answer, alone)


@pytest.fixture
def comments(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Comments]:
    """These, and whoever erases one knows the password."""
    monkeypatch.setenv("ISSO_PASSWORD", PASSWORD)
    with comments_at_isso(content, tmp_path / "isso") as comments:
        yield comments


@pytest.mark.slow
def test_a_comment_goes_out_of_the_snapshot_and_the_real_isso(
    content: Path, comments: Comments, capsys: pytest.CaptureFixture[str]
) -> None:
    isso, first, answer, alone = comments
    file = snapshot(content, said(first), said(answer, reply_to=str(first)), said(alone))
    assert forget(content, f"isso-{first}", "--reason", "He asked.") == 0
    assert forget(content, f"bread#isso-{alone}") == 0
    (shown,) = isso.thread("/posts/bread/")
    assert (shown["text"], shown["author"], shown["mode"]) == ("<p></p>", None, 4)
    assert [one["id"] for one in shown["replies"]] == [answer]
    capsys.readouterr()
    assert forget(content, f"isso-{first}") == 0
    assert forget(content, f"isso-{alone}") == 0
    assert capsys.readouterr().out.count("it was gone there before") == 2
    gone, kept, other = read_thread(file.read_bytes()).comments
    assert (gone.name, gone.text, gone.removed and gone.removed.reason) == ("", "", "He asked.")
    assert (kept.name, kept.reply_to, other.text) == ("Karl", str(first), "")
    assert listed(content) == f"isso {first} {WHEN}\nisso {alone} {WHEN}\n"


@pytest.mark.slow
def test_a_number_that_was_given_again_is_another_comment(
    content: Path, comments: Comments, capsys: pytest.CaptureFixture[str]
) -> None:
    isso, _, _, alone = comments
    (content / FILE).write_text(f"isso {alone} 2020-01-01\n", "utf-8")
    assert forget(content, f"isso-{alone}") == 3
    assert "it is another comment" in capsys.readouterr().err
    assert len(isso.thread("/posts/bread/")) == 2


@pytest.mark.slow
def test_the_comment_that_has_an_erased_number_today_can_be_erased_too(
    content: Path, comments: Comments
) -> None:
    isso, _, _, alone = comments
    first = f"isso {alone} 2020-01-01T00:00:00Z\n"
    (content / FILE).write_text(first, "utf-8")
    file = snapshot(content, said(alone))
    assert forget(content, f"isso-{alone}") == 0
    assert len(isso.thread("/posts/bread/")) == 1
    assert "Karl" not in file.read_text("utf-8")
    assert listed(content) == f"{first}isso {alone} {WHEN}\n"


@pytest.mark.slow
def test_a_comment_that_was_moved_here_goes_everywhere(content: Path, comments: Comments) -> None:
    isso, first, _, _ = comments
    file = snapshot(content, said(first))
    text = ARCHIVE.replace("c17-2", f"isso-{first}").replace("10 March 2012", "2026-07-01")
    (content / "comments/bread.yml").write_text(text, "utf-8")
    assert forget(content, f"comment.isso-{first}") == 0
    assert isso.thread("/posts/bread/")[0]["text"] == "<p></p>"
    assert "Karl" not in file.read_text("utf-8")
    assert "Karl" not in (content / "comments/bread.yml").read_text("utf-8")
    assert listed(content) == f"isso {first} {WHEN}\narchive bread/isso-{first} {WHEN}\n"


@pytest.mark.slow
def test_while_isso_cannot_be_reached_the_rest_is_done_and_this_is_left(
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("plugins.commands.forget._now", lambda: datetime.datetime.now(datetime.UTC))
    with comments_at_isso(content, tmp_path / "isso") as (isso, first, _, _):
        file = snapshot(content, said(first))
        assert forget(content, f"isso-{first}") == 3
        assert "ISSO_PASSWORD" in capsys.readouterr().err
        assert "Karl" not in file.read_text("utf-8")
        monkeypatch.setenv("ISSO_PASSWORD", "wrong")
        assert forget(content, f"isso-{first}") == 3
        assert "did not take the password" in capsys.readouterr().err
        assert "Karl" in json.dumps(isso.thread("/posts/bread/"))
        monkeypatch.setenv("ISSO_PASSWORD", PASSWORD)
        assert forget(content, f"isso-{first}") == 0
        assert "Karl" not in json.dumps(isso.thread("/posts/bread/")[0])
    assert "sqlite3" in capsys.readouterr().out
    assert forget(content, f"isso-{first}") == 3
    told = capsys.readouterr()
    assert "does not answer" in told.err
    assert "sqlite3" not in told.out


class _Wicked(http.server.BaseHTTPRequestHandler):
    """A server that is not Isso; what it answers is set."""

    status, body = 200, b""

    def do_GET(self) -> None:
        self.send_response(type(self).status)
        self.send_header("Location", "https://elsewhere.example/")
        self.end_headers()
        self.wfile.write(type(self).body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (500, b"", "has a fault (status 500)"),
        (302, b"", "is not Isso (status 302)"),
        (200, b"<html>", "is not Isso (status 200)"),
        (200, b"[" * 100_000, "is not Isso (status 200)"),
    ],
)
def test_what_is_not_isso_is_given_no_password(
    content: Path,
    status: int,
    body: bytes,
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ISSO_PASSWORD", PASSWORD)
    kind = type("Kind", (_Wicked,), {"status": status, "body": body})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        use_isso(content, f"http://127.0.0.1:{server.server_port}")
        assert forget(content, "isso-12") == 3
        server.shutdown()
        thread.join()
    assert words in capsys.readouterr().err


@pytest.mark.slow
def test_one_that_drips_is_not_waited_for(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(FakeIsso()) as fake:
        fake.instead[""] = drips
        use_isso(content, fake.address, 1)
        assert forget(content, "isso-12") == 3
    assert "takes longer than 1 s to answer" in capsys.readouterr().err


def test_the_service_of_today_may_have_what_nothing_here_knows(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use_isso(content)
    assert forget(content, "isso-40") == 3
    assert listed(content) == f"isso 40 {WHEN}\n"
    assert f"Isso at {NOWHERE}: " in capsys.readouterr().err


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_that_the_service_will_be_left_out_is_said_before_anything_is_erased(
    content: Path,
    password: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ISSO_PASSWORD", password)
    use_isso(content)
    snapshot(content, said(3))
    before = everything(content)
    assert main([*places(content), "--comment", "isso-3"]) == 2
    told = capsys.readouterr().err
    left_out = f"ISSO_PASSWORD is not set, so Isso at {NOWHERE} will be left out"
    assert told.startswith(left_out) == (not password)
    assert everything(content) == before


def test_what_a_service_without_a_way_in_has_is_deleted_by_hand(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (content.parent / "settings.py").open("a", encoding="utf-8") as settings:
        settings.write("COMMENTS_SERVICE = 'giscus'\nCOMMENTS_GISCUS = {'repo': 'a/b', ")
        settings.write("'repo_id': 'R_1', 'category': 'C', 'category_id': 'C_1'}\n")
    file = snapshot(content, said(3))
    file.write_bytes(file.read_bytes().replace(b'"isso"', b'"giscus"').replace(b'"3"', b'"DC_x"'))
    assert forget(content, "comment.giscus-DC_x") == 3
    assert "Delete it by hand" in capsys.readouterr().err
    assert "Karl" not in file.read_text("utf-8")
    assert listed(content) == f"giscus DC_x {WHEN}\n"


@pytest.mark.parametrize(("typed", "number"), [("isso-03", "3"), ("isso-040", "40")])
def test_a_number_is_listed_as_isso_counts(content: Path, typed: str, number: str) -> None:
    use_isso(content)
    file = snapshot(content, said(3))
    assert forget(content, typed) == 3
    assert listed(content) == f"isso {number} {WHEN}\n"
    assert (b"Karl" in file.read_bytes()) == (number != "3")
