"""The theme's files in the built site: one stylesheet, a hash in every name, all there."""

from __future__ import annotations

import re

from tests.site.built import BASE, Site

HASHED = re.compile(r"theme/(?:[\w-]+/)*[\w-]+\.[0-9a-f]{10}\.\w+")


def test_pages_name_only_files_with_a_hash_and_all_of_these_are_there(site: Site) -> None:
    for page in site.pages:
        named = [
            one.removeprefix(f"{BASE}/")
            for one in page.references()
            if one.startswith(f"{BASE}/theme/")
        ]
        kinds = [one.rpartition(".")[2] for one in named if not one.endswith(".js")]
        assert sorted(kinds) == ["css", "png", "svg", "webmanifest", "woff2"], page.path
        assert [one for one in named if not HASHED.fullmatch(one)] == []
        assert set(named) <= site.files


def test_all_files_of_the_theme_have_a_hash_and_the_parts_of_the_sheet_are_gone(
    site: Site,
) -> None:
    files = {file for file in site.files if file.startswith("theme/")}
    assert [file for file in files if not HASHED.fullmatch(file)] == []
    (sheet,) = (file for file in files if file.endswith(".css"))
    assert "@import" not in site.text(sheet)


def test_feeds_name_no_file_of_the_theme(site: Site) -> None:
    feeds = [file for file in site.files if file.endswith(".xml")]
    assert [file for file in feeds if "/theme/" in site.text(file)] == []
    assert feeds
