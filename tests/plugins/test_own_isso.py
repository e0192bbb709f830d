"""Isso itself, as tests and `make comments` start it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.own_isso import NotStarted, OwnIsso, running
from tests.isso import PASSWORD, SITE, Isso, running_isso

SOUP = "/posts/soup/"


@pytest.fixture
def isso(tmp_path: Path) -> Iterator[Isso]:
    with running_isso(tmp_path) as isso:
        yield isso


@pytest.mark.slow
def test_a_comment_is_held_approved_answered_and_deleted(isso: Isso) -> None:
    first = isso.say(SOUP, "Lovely *soup*.", author="Ann <b>")
    assert isso.thread(SOUP) == []
    isso.approve(first)
    assert isso.counts([SOUP, "/posts/none/"]) == [1, 0]
    (one,) = isso.thread(SOUP)
    assert one["text"].strip() == "<p>Lovely <em>soup</em>.</p>"
    assert one["author"] == "Ann &lt;b&gt;"
    answer = isso.say(SOUP, "Indeed.", reply_to=first)
    isso.approve(answer)
    isso.delete(first)
    (gap,) = isso.thread(SOUP)
    assert (gap["mode"], gap["author"], gap["text"].strip()) == (4, None, "<p></p>")
    assert [one["id"] for one in gap["replies"]] == [answer]


@pytest.mark.slow
def test_it_keeps_its_store_and_ends(tmp_path: Path, port: int) -> None:
    with running_isso(tmp_path, moderated=False, port=port) as isso:
        isso.say(SOUP, "Lovely.")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 30)
    with running_isso(tmp_path) as isso:
        assert isso.counts([SOUP]) == [1]


def test_the_settings_with_the_password_are_for_nobody_else(tmp_path: Path) -> None:
    settings = tmp_path / "isso.cfg"
    settings.touch(mode=0o644)  # as an earlier version left it
    with running_isso(tmp_path):
        assert settings.stat().st_mode & 0o77 == 0


def test_an_isso_that_does_not_start_is_told(tmp_path: Path) -> None:
    (tmp_path / "comments.db").write_text("no store at all, but some text of a hundred letters" * 9)
    isso = OwnIsso(folder=tmp_path, sites=(SITE,), password=PASSWORD)
    with pytest.raises(NotStarted, match="file is not a database"), running(isso):
        pass


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        isso = OwnIsso(
            folder=tmp_path, sites=(SITE,), password=PASSWORD, port=other.getsockname()[1]
        )
        with pytest.raises(NotStarted, match="cannot have port"), running(isso):
            pass
