"""Old addresses lead on: to where a page is now, with a link for whom no browser takes there."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.address import page_for
from tests.loading import loaded, post, rendered, said

PAGE = "---\ntitle: About\naliases: /old/about.html\n---\nWords.\n"


@pytest.mark.parametrize(
    ("old", "page"),
    [
        ("/café/", "/café/"),
        ("/node/17/", "/node/17/"),
        ("/old/about.html", "/old/about.html"),
        ("/index.php?id=42", ""),
        ("/index.php", ""),
        ("/?p=12", ""),
    ],
)
def test_a_page_stands_only_where_a_host_of_files_can_show_one(old: str, page: str) -> None:
    assert page_for(old) == page


def test_each_old_address_leads_to_where_the_page_is_now(tmp_path: Path) -> None:
    aliases = "aliases:\n  - /node/17\n  - /index.php?id=42\n"
    files = {"posts/a.md": post(extra=aliases), "pages/about.md": PAGE}
    library = loaded(tmp_path, files, url="https://a.example/sub")
    pages = rendered(library)
    assert said(library) == []
    moved = pages["/node/17/"]
    assert '<meta http-equiv="refresh" content="0; url=/sub/posts/a/">' in moved
    assert '<a href="/sub/posts/a/">A post</a>' in moved
    assert '<link rel="canonical" href="https://a.example/sub/posts/a/">' in moved
    assert 'href="/sub/about/">About</a>' in pages["/old/about.html"]
    assert not [path for path in pages if "index.php" in path]


def test_what_readers_do_not_see_has_no_old_address(tmp_path: Path) -> None:
    files = {"posts/a.md": post(extra="aliases: /old\n", status="draft")}
    assert "/old/" not in rendered(loaded(tmp_path, files))
