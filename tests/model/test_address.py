"""Addresses, the files that answer to them, and how they stand in a link."""

from __future__ import annotations

import pytest

from plugins.model.address import PATTERNS, address, encode, file_of, index, page_of_list


@pytest.mark.parametrize(
    ("path", "file"),
    [("/", "index.html"), ("/posts/a/", "posts/a/index.html"), ("/feed.xml", "feed.xml")],
)
def test_the_file_of_an_address(path: str, file: str) -> None:
    assert file_of(path) == file


def test_addresses_are_for_ever() -> None:
    assert {kind: address(kind, "x") for kind in PATTERNS} == {
        "posts": "/posts/x/",
        "pages": "/x/",
        "people": "/people/x/",
        "organisations": "/organisations/x/",
        "series": "/series/x/",
        "topics": "/topics/x/",
        "kinds": "/kinds/x/",
        "years": "/years/x/",
        "easy-read": "/easy-read/x/",
    }
    assert index("people") == "/people/"
    assert page_of_list("/posts/", 3) == "/posts/page/3/"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/posts/山田/", "/posts/%E5%B1%B1%E7%94%B0/"),
        ("/media/a b%c?.jpg", "/media/a%20b%25c%3F.jpg"),
        ("/posts/a/#what's new", "/posts/a/#what's%20new"),
        ('/a"<>/', "/a%22%3C%3E/"),
    ],
)
def test_what_a_link_may_not_hold_is_encoded(path: str, link: str) -> None:
    assert encode(path) == link
