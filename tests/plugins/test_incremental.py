"""What a build makes, what it lets stand, and what it says of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from plugins import incremental
from plugins.comments import give_comments
from plugins.feeds.files import feed_files
from plugins.incremental import Increment
from plugins.model.cache.output import KeptOutput, pack_output, unpack_output
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import all_sheets
from plugins.output_tree import Change, OutputTree
from plugins.rendering import Theme, environment
from tests.loading import loaded, post
from tests.running import files_of

pytestmark = pytest.mark.slow

POSTS = {
    "posts/2014/a.md": post(title="First", topics="[soup]"),
    "posts/2014/b.md": post(title="Second", date="2014-03-01"),
    "topics/soup.md": "---\ntitle: Soup\n---\n",
    "pages/about.md": "---\ntitle: About\nmenu: 1\n---\n",
}
FEEDS_OF_A = [
    "feed.xml",
    *("feeds/all.atom.xml", "feeds/all.json"),
    *("feeds/kinds/blog.atom.xml", "feeds/kinds/blog.xml"),
    *("feeds/people/ann-example.atom.xml", "feeds/people/ann-example.xml"),
    *("feeds/topics/soup.atom.xml", "feeds/topics/soup.xml"),
]
ALWAYS_MADE = {"index.html", "404.html"}  # what is made anew at each build, to be compared


class Site:
    """An output built of a few files, again and again; `last` is the last build."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.kept: KeptOutput | None = None
        self.last: Increment

    def build(
        self, files: Mapping[str, str], also: Callable[[Increment], None] | None = None, **more: Any
    ) -> list[str]:
        """Build; returns what was written."""
        library = loaded(self.folder, files, **more)
        maker = Maker(library)
        give_comments(maker.given)
        files_of_theme = ("css/site.css", "icon.svg", "js/theme.js", "js/feeds.js")
        maker.given.theme = {name: f"/theme/{name}" for name in files_of_theme}
        with OutputTree(self.output, emptied=False) as tree:
            before = self.kept
            if before is None or not tree.level(
                Change(before.before, before.written, before.removed), before.traces
            ):
                before = None
                tree.clear()
            self.last = Increment(tree, maker, self.theme(), before)
            self.last.make_pages(all_sheets(maker))
            self.last.make_together(feed_files(maker))
            if also:
                also(self.last)
            self.kept = unpack_output(pack_output(self.last.finish()))
            assert self.kept is not None
            tree.switch(self.kept.state)
        return sorted(self.last.written)

    def theme(self) -> Theme:
        folders = [str(self.folder / "templates")]
        return environment({"THEME": "theme", "THEME_TEMPLATES_OVERRIDES": folders})


@pytest.fixture
def site(tmp_path: Path) -> Site:
    found = Site(tmp_path)
    found.build(POSTS)
    return found


def test_at_first_all_is_made(site: Site) -> None:
    assert set(site.last.written) == site.last.names == set(files_of(site.output))
    assert set(site.last.reasons.values()) == {"the whole site is made anew"}


def test_where_nothing_changed_nothing_is_written(site: Site) -> None:
    before = site.kept
    assert before is not None
    assert site.build(POSTS) == []
    assert site.kept is not None
    assert site.kept.state == before.state
    assert site.last.reasons == {}


def test_only_what_depends_on_anything_is_made_to_be_compared(site: Site) -> None:
    site.build(POSTS)
    made = {name for name in site.last.names if name not in site.last._standing}
    assert made >= ALWAYS_MADE
    assert {"posts/a/index.html", "people/ann-example/index.html", "feed.xml"}.isdisjoint(made)


@pytest.mark.parametrize(
    ("path", "text", "written"),
    [
        (
            "posts/2014/a.md",
            post("Some words.\n\nMore words.\n", title="First", topics="[soup]"),
            [*FEEDS_OF_A, "posts/a/index.html"],
        ),
        (
            "pages/about.md",
            "---\ntitle: About\nmenu: 1\n---\nWords.\n",
            ["about/index.html"],
        ),
        (
            "topics/soup.md",
            "---\ntitle: Broth\n---\n",
            [
                *sorted([*FEEDS_OF_A, "feeds/index.html"]),
                *("posts/a/index.html", "search/index.html"),
                *("topics/index.html", "topics/soup/index.html"),
            ],
        ),
    ],
)
def test_only_what_shows_a_change_is_written(
    site: Site, path: str, text: str, written: list[str]
) -> None:
    assert site.build(POSTS | {path: text}) == written
    assert site.build(POSTS) == written


def test_what_every_page_shows_makes_them_all(site: Site) -> None:
    menu = {"pages/about.md": "---\ntitle: About us\nmenu: 1\n---\n"}
    written = site.build(POSTS | menu)
    assert set(written) == {name for name in site.last.names if name.endswith(".html")}
    assert "changed: what every page shows" in site.last.reasons["posts/a/index.html"]


def test_in_another_language_the_site_is_as_if_made_anew(site: Site, tmp_path: Path) -> None:
    (tmp_path / "clean").mkdir()
    clean = Site(tmp_path / "clean")
    for lang in ("cy", "fr", "en"):
        site.build(POSTS, lang=lang)
        clean.kept = None
        clean.build(POSTS, lang=lang)
        assert files_of(site.output) == files_of(clean.output)
    assert b"Added on" in files_of(site.output)["posts/a/index.html"]


def test_a_post_in_another_language_says_so_where_it_stands(site: Site) -> None:
    welsh = {"posts/2014/a.md": post(title="First", topics="[soup]", lang="cy")}
    assert "posts/a/index.html" in site.build(POSTS | welsh)
    files = files_of(site.output)
    assert b"Ychwanegwyd ar" in files["posts/a/index.html"]
    assert b'<a lang="cy" href' in files["topics/soup/index.html"]


def test_a_page_that_goes_is_taken_away(site: Site) -> None:
    files = {path: text for path, text in POSTS.items() if path != "posts/2014/b.md"}
    (site.folder / "content/posts/2014/b.md").unlink()
    site.build(files)
    assert "posts/b/index.html" not in files_of(site.output)
    assert site.last.reasons["posts/b/index.html"] == "it is taken away"
    assert site.kept is not None
    assert site.kept.removed == ["posts/b/index.html"]
    assert b"Second" not in files_of(site.output)["feed.xml"]
    assert site.kept.traces.keys() == site.last.names


def test_a_template_makes_its_own_pages_alone(site: Site) -> None:
    (site.folder / "templates").mkdir()
    (site.folder / "templates/topic.html").write_text("{{ view.title }}")
    assert site.build(POSTS) == ["topics/soup/index.html"]
    assert site.last.reasons == {"topics/soup/index.html": "changed: the theme"}


# Other files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["posts/a/index.html", "feed.xml", "robots.txt", "a.txt"])
def test_no_two_files_are_made_at_one_name(site: Site, name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()

    def also(increment: Increment) -> None:
        increment.write("robots.txt", b"")
        increment.copy([(file, "a.txt")])
        ways: list[Callable[[], None]] = [
            lambda: increment.write(name, b""),
            lambda: increment.copy([(file, name)]),
            lambda: increment.make_file(name, lambda: b""),
        ]
        for way in ways:
            with pytest.raises(FileExistsError):
                way()

    for _ in range(2):
        site.build(POSTS, also)


def test_a_file_is_written_when_its_bytes_are_new(site: Site) -> None:
    def write(data: bytes) -> list[str]:
        return site.build(POSTS, lambda increment: increment.write("a.txt", data))

    assert [write(b"1"), write(b"1"), write(b"2")] == [["a.txt"], [], ["a.txt"]]
    assert site.last.reasons == {"a.txt": "changed: what it holds"}
    assert site.build(POSTS) == []
    assert "a.txt" not in files_of(site.output)


def test_a_copy_is_read_again_only_if_it_may_be_another(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.svg"
    file.write_bytes(b"1")
    read: list[Path] = []
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        read.append(path)
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)

    def copy() -> tuple[list[str], int]:
        time.sleep(0.05)  # longer than a clock of a file system may stand still
        read.clear()
        return site.build(POSTS, lambda one: one.copy([(file, "a.svg")])), read.count(file)

    assert copy() == (["a.svg"], 1)
    assert copy() == ([], 0)
    file.touch()
    assert copy() == ([], 1)
    before = file.stat()
    file.write_bytes(b"2")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert copy() == (["a.svg"], 1)
    assert files_of(site.output)["a.svg"] == b"2"


def test_a_copy_that_cannot_be_read_is_told(site: Site, tmp_path: Path) -> None:
    def copy(increment: Increment) -> None:
        with pytest.raises(FileNotFoundError):
            increment.copy([(tmp_path / "nothing", "a.svg")])

    site.build(POSTS, copy)


def test_copies_by_several_processes_are_those_of_one(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incremental, "COPYING_PAYS_FROM", 2)
    files = [
        (tmp_path / f"{number}.svg", f"media/{number % 3}/{number}.svg") for number in range(9)
    ]
    for file, name in files:
        file.write_text(name)

    def copy(increment: Increment) -> None:
        increment.copy(files)
        with pytest.raises(FileNotFoundError):
            increment.copy((tmp_path / name, name) for name in ("0.svg", "none", "1.svg", "2.svg"))

    written = site.build(POSTS, copy)
    copied = {name: data for name, data in files_of(site.output).items() if name[:6] == "media/"}
    assert copied == {name: name.encode() for _, name in files}
    assert copied.keys() <= {*written}
    assert {site.last.reasons[name] for name in copied} == {incremental.IS_NEW}


def test_a_name_may_change_its_capital_letters(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that takes both for one, such as a Mac's."""
    site.build(POSTS, lambda increment: increment.write("media/A.SVG", b"1"))
    remove = OutputTree.remove

    def remove_both(tree: OutputTree, name: str) -> None:
        remove(tree, name)
        for other in (tree.path / name).parent.glob("*"):
            if other.name.casefold() == Path(name).name.casefold():
                other.unlink()

    monkeypatch.setattr(OutputTree, "remove", remove_both)
    site.build(POSTS, lambda increment: increment.write("media/a.svg", b"1"))
    assert files_of(site.output)["media/a.svg"] == b"1"
    assert "media/A.SVG" not in files_of(site.output)
    site.build(POSTS, lambda increment: increment.write("media/a.svg", b"1"))
    assert files_of(site.output)["media/a.svg"] == b"1"
