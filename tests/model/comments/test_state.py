"""A discussion's state, id and address."""

from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.comments.identity import own_feed_id
from plugins.model.comments.state import Span, comment_address, state_of
from plugins.model.post import Post
from tests.loading import loaded, post, settings

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
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


@given(
    first=st.dates(),
    length=st.none() | st.integers(0, 400),
    zone=st.sampled_from(["UTC", "Europe/London", "America/New_York", "America/Sao_Paulo"]),
    at=st.datetimes(datetime.datetime(2, 1, 1), datetime.datetime(9998, 1, 1)),
    near=st.booleans(),
)
def test_the_moments_of_a_span_are_those_of_its_days(
    first: datetime.date, length: int | None, zone: str, at: datetime.datetime, *, near: bool
) -> None:
    there = ZoneInfo(zone)
    longest = (datetime.date.max - first).days
    last = None if length is None else first + datetime.timedelta(min(length, longest))
    span = Span(first, last)
    begin, end = span.moments(there)
    moment = int(at.replace(tzinfo=datetime.UTC).timestamp())
    lowest = int(datetime.datetime(2, 1, 1, tzinfo=datetime.UTC).timestamp())
    edges = [begin - 1, begin, *([] if end is None else [end - 1, end])] if near else [moment]
    for one in (edge for edge in edges if edge > lowest):
        day = (EPOCH + datetime.timedelta(seconds=one)).astimezone(there).date()
        assert span.holds(day) == (begin <= one and (end is None or one < end)), one


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


def test_a_preview_hands_over_the_full_address_at_which_it_can_be_read(tmp_path: Path) -> None:
    """As letters do: a path alone leads nowhere from another place."""
    found = comment_address("https://t.example/?u={url}", one(tmp_path), ID, settings(url=""))
    assert found == "https://t.example/?u=http%3A%2F%2Flocalhost%3A8000%2Fposts%2Fa%2F"


def test_a_thread_of_its_own_goes_before_the_id_of_the_post(tmp_path: Path) -> None:
    found = one(tmp_path, comments="{id: thread-7}", id="urn:old:1")
    assert (
        comment_address("https://t.example/{id}", found, ID, settings())
        == "https://t.example/thread-7"
    )
