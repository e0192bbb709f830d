"""How old addresses of the feed, and those of a comment service, are read from the settings."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.model.setting_readers import read_old_feeds, read_service


@pytest.mark.parametrize(
    "path",
    ["/feed/", "/rss.xml", "/feed", "/blog/feed/", "/index.rdf", "/14/atom.xml", "/a.b/x/"],
)
def test_an_old_address_of_a_feed(path: str) -> None:
    assert read_old_feeds([path, path]) == (path,)


@pytest.mark.parametrize(
    "value",
    [
        "/feed/",
        ["feed"],
        ["https://old.example/feed/"],
        ["/feed/?format=rss"],
        ["/../feed.xml"],
        ["/feed.php"],
        ["/index.html"],
        ["/"],
        ["//feed/"],
        [7],
        {"/feed/"},
    ],
    ids=str,
)
def test_what_is_none_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="a list of"):
        read_old_feeds(value)


@pytest.mark.parametrize(
    "address",
    [
        "https://talk.example.org",
        "https://example.org/isso/",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://localhost:8080",
        "",
    ],
)
def test_the_address_of_a_service(address: str) -> None:
    assert read_service(address) == address.rstrip("/")


@pytest.mark.parametrize(
    "value",
    [
        "talk.example.org",
        "https://talk.example.org; script-src *",
        "https://talk.example.org'",
        'https://talk.example.org"',
        "https://*.example.org",
        "https://Talk.example.org",
        "https://me:secret@talk.example.org",
        "https://talk.example.org:80a",
        "https://talk.example.org/$host",
        "https://talk.example.org/?a",
        "ftp://talk.example.org",
    ],
)
def test_an_address_that_servers_would_misread_is_refused(value: str) -> None:
    """It stands in the policy that their files hold."""
    with pytest.raises(ValueError, match="an address"):
        read_service(value)
