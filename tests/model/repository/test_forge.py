"""The forge's own pages open with the right file, whatever its name holds."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.repository.forge import (
    FORGES,
    LONGEST,
    edit_address,
    forge_at,
    in_repository,
    new_file_address,
)
from plugins.model.settings import Settings

HUB = "https://github.com/wayside/site"
PATH = "content/posts/2026/two-chairs.md"
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def settings(url: str = HUB, **more: Any) -> Settings:
    return Settings(repository_url=url, **more)


@pytest.mark.parametrize(
    ("url", "forge"),
    [
        ("https://github.com/a/b", "github"),
        ("https://www.github.com/a/b", "github"),
        ("https://gitlab.com/a/b", "gitlab"),
        ("https://gitlab.example.org/a/b", "gitlab"),
        ("https://codeberg.org/a/b", "forgejo"),
        ("https://mygitlab.example/a/b", ""),
        ("https://github.example.org/a/b", "github"),
        ("https://forgejo.example.org/a/b", "forgejo"),
        ("https://example.org/github/b", ""),
        ("", ""),
    ],
)
def test_a_host_tells_its_forge(url: str, forge: str) -> None:
    assert forge_at(url) == forge


@pytest.mark.parametrize(
    ("url", "edit", "new"),
    [
        (
            "https://github.com/a/b",
            "/edit/main/content/x.md",
            "/new/main?filename=content/x.md&value=T%26%0A",
        ),
        (
            "https://gitlab.com/a/b",
            "/-/edit/main/content/x.md",
            "/-/new/main?file_name=content/x.md",
        ),
        (
            "https://codeberg.org/a/b",
            "/_edit/main/content/x.md",
            "/_new/main/?filename=content/x.md&value=T%26%0A",
        ),
    ],
)
def test_each_forge_has_its_addresses(url: str, edit: str, new: str) -> None:
    assert edit_address(settings(url), "content/x.md") == url + edit
    assert new_file_address(settings(url), "content/x.md", "T&\n") == url + new


def test_what_the_settings_say_goes_before_the_host() -> None:
    said = settings("https://gitlab.example/a/b", forge="forgejo", repository_branch="next/one")
    assert edit_address(said, "a.md") == "https://gitlab.example/a/b/_edit/next/one/a.md"


@pytest.mark.parametrize(
    ("folder", "path"),
    [("content", "content/posts/a.md"), ("a/b", "a/b/posts/a.md"), ("", "posts/a.md")],
)
def test_a_file_is_named_as_it_stands_in_the_repository(folder: str, path: str) -> None:
    assert in_repository(settings(repository_content=folder), "posts/a.md") == path


def test_an_editor_begins_at_the_line() -> None:
    assert edit_address(settings(), PATH, 12) == f"{HUB}/edit/main/{PATH}#L12"
    assert "#" not in edit_address(settings(), PATH)


@pytest.mark.parametrize("url", ["", "https://forge.example/a/b"])
def test_without_a_repository_or_its_kind_there_is_no_address(url: str) -> None:
    assert edit_address(settings(url), PATH, 3) == ""
    assert new_file_address(settings(url), PATH, "text") == ""


def test_a_text_that_would_make_the_address_too_long_is_left_to_be_copied() -> None:
    bare = new_file_address(settings(), PATH, "")
    room = LONGEST - len(f"{bare}&value=")
    assert len(new_file_address(settings(), PATH, "x" * room)) == LONGEST
    assert new_file_address(settings(), PATH, "x" * (room + 1)) == bare


@given(path=PATHS, branch=NAMES)
def test_every_path_comes_through_whole(path: str, branch: str) -> None:
    for forge in FORGES:
        address = edit_address(settings(forge=forge, repository_branch=branch), path, 7)
        parts = urlsplit(address)
        assert address.isascii()
        assert " " not in address
        assert unquote(parts.path).endswith(f"/{branch}/{path}")
        assert (parts.query, parts.fragment) == ("", "L7")


@given(path=PATHS, text=TEXTS)
def test_every_text_comes_through_whole(path: str, text: str) -> None:
    for forge in FORGES:
        said = settings(forge=forge)
        address = new_file_address(said, path, text)
        asked = parse_qs(urlsplit(address).query, keep_blank_values=True)
        name = "file_name" if forge == "gitlab" else "filename"
        assert asked.pop(name) == [path]
        if address == new_file_address(said, path, ""):
            assert asked == {}
            assert forge == "gitlab" or not text or len(address) + 12 * len(text) > LONGEST
        else:
            assert asked == {"value": [text]}
        assert not set(address) & set("()<>\"' \n")  # it stands in Markdown
