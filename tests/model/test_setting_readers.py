"""How old addresses of the feed are read from the settings."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.model.setting_readers import read_old_feeds


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
