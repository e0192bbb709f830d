"""What was said at the comment service, in builds: where it is found, and when it is seen."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from plugins.inputs import look
from plugins.model.problem import Severity
from plugins.publication import open_publication
from plugins.serving.resident import beside
from tests.building import Place
from tests.loading import post
from tests.running import ROOT
from tests.talking import keep, said, thread

PAGE = "posts/soup/index.html"
FILES = {"posts/soup.md": post(title="Soup"), "posts/bread.md": post(title="Bread")}


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("TODAY", raising=False)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path, FILES)
    found.build()
    return found


@pytest.mark.slow
def test_the_next_build_shows_what_was_said_meanwhile(place: Place) -> None:
    before = place.page(PAGE)
    folder = place.folder / ".comments"
    keep(folder, thread(said("1", text="<p>Marmalade.</p>"), of="/sub/posts/soup/"))
    assert "Marmalade" not in before
    assert place.build().status == 0
    assert "Marmalade" in place.page(PAGE)
    assert 'posts/soup/#comments">1 comment' in place.page("posts/index.html")
    place.assert_as_clean()
    shutil.rmtree(folder)
    place.build()
    assert place.page(PAGE) == before


@pytest.mark.slow
def test_without_news_nothing_is_written(place: Place) -> None:
    file = keep(place.folder / ".comments", thread(said("1"), of="/sub/posts/soup/"))
    place.build()
    shown = place.output.readlink()
    assert place.build().status == 0
    os.utime(file)
    assert place.build().status == 0
    assert place.output.readlink() == shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("publishing", "severity"), [(False, Severity.WARNING), (True, Severity.ERROR)]
)
def test_readers_never_see_a_site_on_which_a_voice_is_lost(
    place: Place, *, publishing: bool, severity: Severity
) -> None:
    file = keep(place.folder / ".comments", thread(said("1"), of="/sub/posts/soup/"))
    file.write_bytes(file.read_bytes()[:-9])
    settings, output = place.folder / "settings.py", place.folder / "public"
    library, problems = open_publication(
        settings, place.content, output, publishing=publishing
    ).load()
    (wrong,) = (one for one in problems if one.path.startswith(".comments/"))
    assert (wrong.severity, wrong.path) == (severity, f".comments/{file.name}")
    assert [*library.said] == []
    reading, _ = open_publication(settings, place.content, output, publishing=publishing).read(
        without_comments=True
    )
    assert [one.severity for one in reading.unread] == [Severity.WARNING]


@pytest.mark.slow
def test_the_snapshot_is_no_part_of_the_content(place: Place) -> None:
    done = place.build(COMMENTS_SNAPSHOT="content/extra/said")
    assert done.status == 2
    assert "COMMENTS_SNAPSHOT: " in done.text
    assert "content/extra/said is in the content, and what is there is published." in done.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("output/said", "output/said is in what a build makes"),
        (".output.trees/said", ".output.trees/said is in what a build makes"),
        ("linked", "linked holds "),
        ("/srv/comments", "a folder of the repository, such as"),
        ("a" * 300, "a folder of the repository, such as"),
    ],
)
def test_the_snapshot_is_no_part_of_what_is_made(place: Place, folder: str, told: str) -> None:
    (place.folder / "linked").symlink_to(".")
    done = place.build(COMMENTS_SNAPSHOT=folder)
    assert done.status == 2
    assert "COMMENTS_SNAPSHOT: " in done.text
    assert told in done.text


@pytest.mark.parametrize(
    ("setting", "folder"), [("", ".comments"), ('COMMENTS_SNAPSHOT = "kept/said/"', "kept/said")]
)
def test_what_a_build_hangs_on_holds_the_stamps_of_the_snapshot(
    setting: str, folder: str, tmp_path: Path
) -> None:
    settings, content = tmp_path / "settings.py", tmp_path / "content"
    content.mkdir()
    settings.write_text(f"{setting}\n", encoding="utf-8")

    def digest() -> bytes:
        found = look(settings, content, tmp_path / "output", {})
        assert found
        return found.digest

    none, snapshot = digest(), tmp_path / folder
    snapshot.mkdir(parents=True)
    assert digest() == none
    keep(snapshot, thread(said("1")))
    one = digest()
    keep(snapshot, thread(said("2")))
    assert len({none, one, digest()}) == 3
    assert str(snapshot) in beside(settings)


@pytest.mark.slow
def test_forms_come_to_know_of_what_was_erased(place: Place) -> None:
    isso: dict[str, Any] = {"COMMENTS_SERVICE": "isso", "COMMENTS_ISSO": "https://t.example"}

    def build() -> None:
        done = place.build(COMMENTS_STATE="open", **isso)
        assert done.status == 0, done.text

    build()
    assert 'data-erased=""' in place.page(PAGE)
    (place.content / "forgotten-comments.txt").write_text("isso 7 2026-11-20\n")
    build()
    assert 'data-erased="7"' in place.page(PAGE)
