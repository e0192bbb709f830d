"""A discussion's state, id and address."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.comment import comment_address, own_feed_id, state_of
from plugins.model.post import Post
from tests.loading import loaded, post, settings

ID = "tag:example.org,2026:a"


def one(folder: Path, **keys: str) -> Post:
    return loaded(folder, {"posts/a.md": post(**keys)}).by_slug["a"]


@pytest.mark.parametrize(
    ("typed", "default", "state"),
    [
        ("", "open", "open"),
        ("", "off", "off"),
        ("closed", "open", "closed"),
        ("{until: 2026-11-21}", "open", "open"),
        ("{until: 2026-11-20}", "open", "closed"),
        ("{until: 2026-11-20}", "off", "off"),
        ("{state: open, until: 2030-01-01}", "off", "open"),
        ("{id: x}", "closed", "closed"),
    ],
)
def test_the_state(typed: str, default: str, state: str, tmp_path: Path) -> None:
    found = one(tmp_path, comments=typed)
    assert state_of(found, settings(comments_state=default)) == state


def test_the_id_lasts(tmp_path: Path) -> None:
    assert own_feed_id(one(tmp_path), settings()) == "tag:example.org,2026:a"
    assert own_feed_id(one(tmp_path, id="urn:old:1"), settings()) == "urn:old:1"
    without = settings(feed_id_authority="")
    assert own_feed_id(one(tmp_path), without) == "https://example.org/posts/a/"


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("https://t.example/{slug}", "https://t.example/a"),
        ("https://t.example{path}", "https://t.example/sub/posts/a/"),
        ("https://t.example/?p={path}", "https://t.example/?p=%2Fsub%2Fposts%2Fa%2F"),
        (
            "https://t.example/?u={url}&t={title}",
            "https://t.example/?u=https%3A%2F%2Fexample.org%2Fsub%2Fposts%2Fa%2F"
            "&t=Why%3F%20%26%20%23%20%7Bid%7D",
        ),
        ("https://t.example/{id}", "https://t.example/tag%3Aexample.org%2C2026%3Aa"),
        (
            "mailto:a@t.example?subject={title}",
            "mailto:a@t.example?subject=Why%3F%20%26%20%23%20%7Bid%7D",
        ),
    ],
)
def test_the_address_is_encoded(template: str, address: str, tmp_path: Path) -> None:
    found = one(tmp_path, title="'Why? & # {id}'")
    assert comment_address(template, found, ID, settings(url="https://example.org/sub")) == address


def test_a_thread_of_its_own_goes_before_the_id_of_the_post(tmp_path: Path) -> None:
    found = one(tmp_path, comments="{id: thread-7}", id="urn:old:1")
    assert (
        comment_address("https://t.example/{id}", found, ID, settings())
        == "https://t.example/thread-7"
    )
