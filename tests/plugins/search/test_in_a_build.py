"""The index in a build: it follows every text that readers see, and no other."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from plugins.building import build
from plugins.publication import open_publication
from plugins.search import index
from tests.plugins.search.indexed import meta_in, texts_in
from tests.running import ROOT, VALID

pytestmark = pytest.mark.slow
_Fault = Callable[[pytest.MonkeyPatch], None]


def _not_installed(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "pagefind_bin", None)


def _fails(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(index, "find_program", lambda: Path("/bin/false"))


def _is_no_program(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(index, "find_program", lambda: ROOT / "README.md")


class Site(NamedTuple):
    content: Path
    output: Path

    def build(self, **more: Any) -> str:
        """Build with an index; gives what was said of it."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            build(VALID / "settings.py", self.content, self.output, **{"search": True} | more)
        return err.getvalue()

    def indexed(self) -> dict[str, str]:
        return texts_in(self.output / "pagefind")

    def stamps(self, pattern: str = "**/*") -> dict[str, tuple[int, int]]:
        files = (file for file in self.output.resolve().glob(pattern) if file.is_file())
        return {
            file.relative_to(self.output.resolve()).as_posix(): (
                file.stat().st_ino,
                file.stat().st_mtime_ns,
            )
            for file in files
        }

    def add(self, path: str, text: str) -> None:
        file = self.content / path
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TODAY", "2026-11-21")
    content = shutil.copytree(VALID / "content", tmp_path / "content")
    return Site(content, tmp_path / "site" / "output")


@pytest.mark.parametrize("wrong", [_not_installed, _fails, _is_no_program])
def test_without_pagefind_there_is_a_site_and_one_line(
    site: Site, monkeypatch: pytest.MonkeyPatch, wrong: _Fault
) -> None:
    wrong(monkeypatch)
    said = site.build().splitlines()
    assert len(said) == 1
    assert said[0].startswith("warning: The site has no search: Pagefind")
    assert (site.output / "posts/the-gate/index.html").is_file()
    assert not (site.output / "pagefind").exists()


@pytest.mark.parametrize("wrong", [_not_installed, _fails])
def test_a_build_after_pagefind_failed_tries_again(site: Site, wrong: _Fault) -> None:
    with pytest.MonkeyPatch.context() as patch:
        wrong(patch)
        first, second = site.build(), site.build()
        assert "The site has no search" in first
        assert second == first
    assert site.build() == ""
    assert "/posts/the-gate/" in site.indexed()


def test_where_pagefind_is_not_there_the_page_says_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    assert "<form" in (site.output / "search/index.html").read_text("utf-8")
    _not_installed(monkeypatch)
    site.build()
    html = (site.output / "search/index.html").read_text("utf-8")
    assert "The search does not work at the moment." in html
    assert "<form" not in html
    assert not (site.output / "pagefind").exists()


def test_a_build_without_a_change_writes_nothing(site: Site) -> None:
    site.build()
    before = site.stamps()
    assert any(path.startswith("pagefind/fragment/") for path in before)
    site.build()
    assert site.stamps() == before
    open_publication(VALID / "settings.py", site.content, site.output, search=True).run()
    assert site.stamps() == before


def test_what_is_no_text_leaves_the_index_as_it_is(site: Site) -> None:
    site.build()
    before = site.stamps("pagefind/**/*")
    menu = site.content / "pages/about.md"
    menu.write_text(menu.read_text("utf-8").replace("menu: 1", "menu: 9"), "utf-8")
    site.build()
    assert site.stamps("pagefind/**/*") == before


@pytest.mark.parametrize("path", ["posts/2012/the-gate.md", "pages/rules.md"])
def test_a_new_word_is_found_after_the_next_build(site: Site, path: str) -> None:
    site.build()
    site.add(path, "\nMarmalade.\n")
    site.build()
    assert [url for url, text in site.indexed().items() if "Marmalade" in text] == [
        "/posts/the-gate/" if path.startswith("posts") else "/rules/"
    ]


def test_a_result_says_how_many_comments_there_are(site: Site) -> None:
    site.build()
    meta = meta_in(site.output / "pagefind")
    assert meta["/posts/the-gate/"]["comments"] == "3 comments"
    assert "comments" not in meta["/posts/the-kitchen/"]


def test_nothing_that_readers_do_not_see_is_in_the_index(site: Site) -> None:
    """Also where drafts are shown: they are not to be found."""
    site.build(drafts=True)
    assert (site.output / "posts/a-draft/index.html").is_file()
    found = site.indexed()
    hidden = ("/posts/a-draft/", "/posts/withdrawn/", "/posts/from-the-future/", "/a-draft-page/")
    assert not found.keys() & set(hidden)
    told = " ".join([*found.values(), (site.output / "search/names.json").read_text("utf-8")])
    for words in ("drafted words", "withdrawn words", "coming words", "draft nobody", "future"):
        assert words not in told


def test_a_post_that_is_withdrawn_leaves_the_index(site: Site) -> None:
    site.build()
    assert "/posts/the-gate/" in site.indexed()
    post = site.content / "posts/2012/the-gate.md"
    went = "status: {status: withdrawn, on: 2026-11-20, reason: It went.}\n---\n"
    _, front, text = post.read_text("utf-8").split("---\n", 2)
    post.write_text(f"---\n{front}{went}{text}", "utf-8")
    site.build()
    assert "/posts/the-gate/" not in site.indexed()
    assert "sticks" not in " ".join(site.indexed().values())


def test_a_build_that_wants_no_index_has_none(site: Site) -> None:
    site.build()
    site.build(search=False)
    assert not (site.output / "pagefind").exists()
    assert "This preview has no search." in (site.output / "search/index.html").read_text("utf-8")


def test_only_the_words_of_the_page_itself_are_found(site: Site) -> None:
    """No menu, no foot, no comments, no other post beside it."""
    site.build()
    gate = site.indexed()["/posts/the-gate/"]
    for words in (
        "Skip to",
        "Last Updated",
        "Lantern Row & Friends",
        "Suggest a change",
        "Comment",
    ):
        assert words not in gate


def test_names_and_topics_are_suggested(site: Site) -> None:
    site.build()
    words = json.loads((site.output / "search/names.json").read_text("utf-8"))
    assert {"Listening", "Quell", "kitchen"} <= set(words)
    assert len({word.casefold() for word in words}) == len(words)
