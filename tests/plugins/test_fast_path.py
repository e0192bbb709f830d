"""The fast path: what it takes, that its site is that of a clean build, and what it leaves."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from plugins.fast_path import FastPath
from plugins.model.cache.kept import Kept
from plugins.output_tree import OutputTree, kept_beside
from plugins.settings_file import own_settings
from tests.building import build_here
from tests.running import ROOT, VALID, command, environment, files_of

pytestmark = pytest.mark.slow

POST = "posts/2012/the-gate.md"
FED = "posts/2019/y-giat.md"  # in Welsh, and in the feeds of another language
PAGE = "pages/rules.md"
SIGN = b"Quite unlike the rest."


class Done(NamedTuple):
    """How a build ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


class Publication(NamedTuple):
    """A copy of the valid site, and its output."""

    content: Path
    settings: Path
    output: Path

    def fast_path(self) -> FastPath:
        return FastPath(self.settings, self.content, self.output, own_settings())

    def add(self, path: str, text: str) -> None:
        file = self.content / path
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        file = self.content / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def clean(self, folder: Path) -> Done:
        """Build in this process, which has everything loaded."""
        said, told = io.StringIO(), io.StringIO()
        status = build_here(self.settings, self.content, folder, said, told, quickly=True)
        return Done(status, said.getvalue(), told.getvalue())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Publication, Path]:
    """A publication that was built once, and a copy of its folder."""
    folder = tmp_path_factory.mktemp("built") / "place"
    shutil.copytree(VALID / "content", folder / "content")
    shutil.copy(VALID / "settings.py", folder)
    for file in (folder / "content").rglob("*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    found = Publication(folder / "content", folder / "settings.py", folder / "output")
    with pytest.MonkeyPatch.context() as patch:
        set_the_scene(patch)
        assert found.clean(found.output).returncode == 0
    copy = shutil.copytree(folder, folder.with_name("copy"), symlinks=True)
    return found, copy


@pytest.fixture
def publication(built: tuple[Publication, Path], monkeypatch: pytest.MonkeyPatch) -> Publication:
    """A publication that was built a while ago."""
    set_the_scene(monkeypatch)
    found, copy = built
    shutil.rmtree(found.output.parent)
    shutil.copytree(copy, found.output.parent, symlinks=True)
    for _ in range(2):  # stamps of what was copied a moment ago tell nothing yet
        assert found.clean(found.output).returncode == 0
    assert found.fast_path().build()
    return found


@pytest.fixture
def whole(publication: Publication) -> Publication:
    """One whose trees share their files, which a copy does not."""
    shutil.rmtree(kept_beside(publication.output))
    publication.output.unlink()
    for _ in range(2):
        assert publication.clean(publication.output).returncode == 0
    return publication


def set_the_scene(patch: pytest.MonkeyPatch) -> None:
    patch.chdir(ROOT)
    for name in ("TODAY", "SOURCE_DATE_EPOCH"):
        patch.delenv(name, raising=False)


def moments(site: Path) -> dict[str, tuple[int, int]]:
    """Which file each one is, and when it was written."""
    found = {path: path.stat() for path in site.resolve().rglob("*") if path.is_file()}
    return {
        path.name + str(path.parent): (is_.st_ino, is_.st_mtime_ns) for path, is_ in found.items()
    }


def test_without_news_no_file_is_written_and_no_pelican_is_loaded(
    publication: Publication,
) -> None:
    before, link = moments(publication.output), publication.output.readlink()
    arguments = command("build", publication.content, publication.settings)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments[1:], "--output", str(publication.output)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for heavy in ("pelican", "jinja2", "markdown", "docutils", "yaml", "feedgen", "lxml", "rich"):
        assert f" {heavy}\n" not in done.stderr
    assert (moments(publication.output), publication.output.readlink()) == (before, link)


def test_what_is_said_is_the_same(publication: Publication, tmp_path: Path) -> None:
    fast = publication.clean(publication.output)
    clean = publication.clean(tmp_path / "other")

    def words(text: str) -> str:
        return text.rpartition(" into ")[0] + text.rpartition(" s; ")[2]

    assert words(fast.stdout) == words(clean.stdout)
    assert fast.stderr == clean.stderr


@pytest.mark.parametrize(("path", "in_feeds"), [(POST, True), (FED, True), (PAGE, False)])
def test_a_new_text_is_put_into_its_page_and_its_feeds_alone(
    path: str,
    in_feeds: bool,
    whole: Publication,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publication = whole
    for words in (
        '\nQuite unlike the rest. "Words" & <b>more</b>, with *emphasis* and Welsh: tŷ.\n',
        "\nSo.\n",
    ):
        before = moments(publication.output)
        publication.add(path, words)
        assert publication.fast_path().build()
        publication.clean(tmp_path / "clean")
        assert files_of(publication.output) == files_of(tmp_path / "clean")
        after = moments(publication.output)
        inodes = {one for one, _ in before.values()}
        written = len([one for one, _ in after.values() if one not in inodes])
        names = [name for name, data in files_of(publication.output).items() if SIGN in data]
        assert written == len(names)
        assert {"feed.xml", "feeds/all.json"}.issubset(names) == in_feeds
    assert "Built " in capsys.readouterr().out


def test_a_file_that_was_only_touched_changes_nothing(publication: Publication) -> None:
    before = moments(publication.output)
    os.utime(publication.content / POST)
    assert publication.fast_path().build()
    assert moments(publication.output) == before


def test_a_draft_has_no_page_to_be_renewed(publication: Publication) -> None:
    before = moments(publication.output)
    publication.add("posts/2020/a-draft.md", "\nMore words that nobody reads.\n")
    assert publication.fast_path().build()
    assert moments(publication.output) == before


def _another_day(found: Publication) -> None:
    text = found.settings.read_text(encoding="utf-8")
    found.settings.write_text(text.replace("2026-11-21", "2026-11-22"), encoding="utf-8")


NEWS: dict[str, Callable[[Publication], object]] = {
    "a title": lambda found: found.replace(POST, "Title: The gate", "Title: Our gate"),
    "a first paragraph": lambda found: found.replace(POST, "The gate sticks.", "It sticks."),
    "a heading": lambda found: found.add(POST, "\n## A new heading\n"),
    "a link": lambda found: found.add(POST, "\nSee [the posts](/posts/).\n"),
    "a problem": lambda found: found.add(POST, "\n![](../../media/gate.svg)\n"),
    "a record": lambda found: found.add("people/ada-quell.md", "\nMore of her.\n"),
    "an Easy Read text": lambda found: found.add("easy-read/the-gate.md", "\nMore.\n"),
    "comments": lambda found: found.add("comments/the-gate.yml", "\n"),
    "a picture": lambda found: found.add("media/gate.svg", "<!-- new -->"),
    "a new file": lambda found: (found.content / "media/new.svg").write_text("<svg/>"),
    "a file gone": lambda found: (found.content / "extra/robots.txt").unlink(),
    "the ledger": lambda found: (found.content / "published.json").write_text("[\n]\n"),
    "a link of the disk": lambda found: (found.content / "media/a.svg").symlink_to("gate.svg"),
    "another day": _another_day,
    "a setting": lambda found: found.settings.write_text(
        found.settings.read_text(encoding="utf-8") + '\nSITENAME = "Another"\n'
    ),
    "a setting of this run": lambda found: found.settings.write_text(
        found.settings.read_text(encoding="utf-8") + "\nimport random\nX = random.random()\n"
    ),
    "another site": lambda found: found.output.unlink(),
}


@pytest.mark.parametrize("news", NEWS)
def test_what_reaches_further_is_left_to_the_other_way(
    news: str, publication: Publication, tmp_path: Path
) -> None:
    NEWS[news](publication)
    assert not publication.fast_path().build()
    done = publication.clean(publication.output)
    clean = publication.clean(tmp_path / "clean")
    assert (done.returncode, done.stderr) == (clean.returncode, clean.stderr)
    if clean.returncode == 0:
        assert files_of(publication.output) == files_of(tmp_path / "clean")


def test_a_copy_that_is_none_any_more_is_not_told_of(publication: Publication) -> None:
    words = "\n" + "Sixty words that are the same in both of these two posts here. " * 4 + "\n"
    for name in ("one", "two"):
        text = (
            f"---\ntitle: Twice\ndate: 2001-01-0{len(name)}\nauthor: Ada Quell\nsummary: A copy.\n"
        )
        text += (
            f"last_updated: 2013-02-01\npage_author: Web team\nslug: {name}\n---\nFirst words.\n"
        )
        (publication.content / f"posts/2012/{name}.md").write_text(text + words, encoding="utf-8")
    for _ in range(2):
        assert "has the title and the text of" in publication.clean(publication.output).stderr
    publication.add("posts/2012/one.md", "\nAnd words of its own.\n")
    assert publication.clean(publication.output).stderr == ""


def test_what_is_taken_back_goes_the_same_way(publication: Publication) -> None:
    before = files_of(publication.output)
    text = (publication.content / POST).read_bytes()
    publication.add(POST, "\nWords that will go again.\n")
    assert publication.fast_path().build()
    (publication.content / POST).write_bytes(text)
    assert publication.fast_path().build()
    assert files_of(publication.output) == before


def test_a_page_that_somebody_deleted_comes_back(publication: Publication) -> None:
    before = files_of(publication.output)
    (publication.output / "posts/the-gate/index.html").unlink()
    assert not publication.fast_path().build()
    publication.clean(publication.output)
    assert files_of(publication.output) == before


def test_what_could_not_be_kept_is_not_remembered(
    publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (publication.content / POST).read_bytes()

    def refuse(*_: object) -> None:
        raise OSError("no room")

    publication.replace(POST, "Title: The gate", "Title: Our gate")
    with monkeypatch.context() as patched:
        patched.setattr(Kept, "save", refuse)
        assert "The next build will take longer" in publication.clean(publication.output).stderr
    (publication.content / POST).write_bytes(text)
    publication.clean(publication.output)
    publication.clean(tmp_path / "clean")
    assert files_of(publication.output) == files_of(tmp_path / "clean")


def test_without_room_for_a_second_tree_the_site_is_shown_all_the_same(
    publication: Publication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patched:
        patched.setattr(OutputTree, "_link", refuse)
        said = publication.clean(tmp_path / "new").stderr
    assert said.startswith("warning: The next build will take longer: The disk is full")
    assert files_of(tmp_path / "new") == files_of(publication.output)
    publication.replace(POST, "Title: The gate", "Title: Our gate")
    for output in (tmp_path / "new", tmp_path / "clean"):
        publication.clean(output)
    assert files_of(tmp_path / "new") == files_of(tmp_path / "clean")


def test_a_copied_text_is_told_of_though_only_a_text_changed(publication: Publication) -> None:
    words = "\n" + "Sixty words that are the same in both of these two posts here. " * 4 + "\n"
    for name in ("one", "two"):
        text = f"---\ntitle: Twice\ndate: 2013-01-0{len(name)}\nauthor: Ada Quell\n"
        text += f"last_updated: 2013-02-01\npage_author: Web team\nsummary: A copy.\nslug: {name}\n"
        (publication.content / f"posts/2012/{name}.md").write_text(
            f"{text}---\nThe same first words.\n{words if name == 'one' else ''}", encoding="utf-8"
        )
    assert "copied" not in publication.clean(publication.output).stderr
    publication.clean(publication.output)
    publication.add("posts/2012/two.md", words)
    assert not publication.fast_path().build()
    assert "has the title and the text of" in publication.clean(publication.output).stderr
