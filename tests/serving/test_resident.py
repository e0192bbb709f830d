"""The process that builds, with the real publication: each build is that of `make build`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.model.problem import report
from plugins.process import CANNOT_RUN
from plugins.serving.builder import Builder
from plugins.serving.outcome import CRASHED, GOOD, Outcome
from tests.running import ROOT, VALID, build, environment, files_of

pytestmark = pytest.mark.slow
POST = "posts/2012/the-gate.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(VALID / "content", tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return Path(shutil.copy(VALID / "settings.py", tmp_path / "own_settings.py"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def builder(
    content: Path, settings: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Builder]:
    for name in ("TODAY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    places = ["--content", content, "--settings", settings, "--output", output, "--drafts"]
    command = [sys.executable, "-m", "plugins.serving.resident", *map(str, places)]
    with Builder(command) as builder:
        yield builder


def built(builder: Builder) -> Outcome:
    return builder.build(lambda _: None)


def by_make_build(content: Path, settings: Path, output: Path) -> dict[str, bytes]:
    done = build(content, settings, output.with_name("clean"), "--preview", "--drafts")
    assert done.returncode == 0, done.stderr
    return files_of(output.with_name("clean"))


def test_after_many_builds_and_mistakes_the_site_is_that_of_make_build(
    capfd: pytest.CaptureFixture[str], builder: Builder, content: Path, settings: Path, output: Path
) -> None:
    builder.replace()  # capfd hears only what begins in the test
    post = content / POST
    text = post.read_text("utf-8")
    assert built(builder).status == GOOD
    said = capfd.readouterr()
    first = files_of(output)
    assert first == by_make_build(content, settings, output)
    post.write_text(text.replace("Date: 10 February 2012", "Date: 03/04/2012"), "utf-8")
    wrong = built(builder)
    assert wrong.status == 1
    assert report(wrong.problems) in capfd.readouterr().err
    assert any(one.path.endswith(POST) and one.field == "date" for one in wrong.problems)
    assert files_of(output) == first
    post.write_text(text.replace("Title: The gate", "Title: The new gate"), "utf-8")
    assert built(builder).status == GOOD
    again = capfd.readouterr()
    assert again.err == said.err  # Pelican, too, says the same each time
    assert "Held back (2):" in said.out
    assert [*map(_first_word, again.out.splitlines())] == ["Built"]  # and no more that was said
    assert files_of(output) != first
    assert files_of(output) == by_make_build(content, settings, output)


def _first_word(line: str) -> str:
    return line.partition(" ")[0]


def test_what_is_held_back_is_said_when_it_is_something_else(
    capfd: pytest.CaptureFixture[str], builder: Builder, content: Path
) -> None:
    builder.replace()  # capfd hears only what begins in the test
    for kept in (2, 3, 3, 2):
        note = content / "media/note.txt.bak"
        note.write_text("A note") if kept == 3 else note.unlink(missing_ok=True)
        assert built(builder).status == GOOD
    assert re.findall(r"Held back \((\d)\)", capfd.readouterr().out) == ["2", "3", "2"]


def test_what_a_build_hangs_on_beside_the_content_is_told(
    builder: Builder, settings: Path, tmp_path: Path
) -> None:
    snapshot = str(settings.parent / ".comments")
    assert built(builder).beside == (str(ROOT / "theme"), snapshot)
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}\nTHEME_TEMPLATES_OVERRIDES = [{str(tmp_path)!r}]\n", "utf-8")
    assert built(builder).beside == (str(ROOT / "theme"), str(tmp_path), snapshot)
    settings.write_text("THEME = = 1", "utf-8")
    assert built(builder).beside == ()


def test_settings_are_those_of_the_moment(builder: Builder, settings: Path, output: Path) -> None:
    text = settings.read_text("utf-8")
    assert built(builder).status == GOOD
    settings.write_text(f'{text}\nSITENAME = "Another name"\n', "utf-8")
    assert built(builder).status == GOOD
    assert b"Another name" in (output / "index.html").read_bytes()
    settings.write_text(f"{text}\nLIST_LENGTH = -1\n", "utf-8")
    wrong = built(builder)
    assert wrong.status == CANNOT_RUN
    assert [one.field for one in wrong.problems] == ["LIST_LENGTH"]
    settings.write_text(f"{text}\nLIST_LENGTH = = 1\n", "utf-8")
    wrong = built(builder)
    assert (wrong.status, "cannot be read: LIST_LENGTH = = 1" in wrong.said) == (CANNOT_RUN, True)
    settings.write_text(f"{text}\nraise SystemExit\n", "utf-8")
    assert built(builder).status == 1
    settings.write_text(text, "utf-8")
    assert built(builder).status == GOOD


def test_a_fault_of_the_theme_can_be_put_right(
    builder: Builder, settings: Path, output: Path, tmp_path: Path
) -> None:
    text = settings.read_text("utf-8")
    templates = tmp_path / "templates"
    templates.mkdir()
    settings.write_text(f"{text}\nTHEME_TEMPLATES_OVERRIDES = [{str(templates)!r}]\n", "utf-8")
    (templates / "missing.html").write_text("{{ view.nothing }}")
    wrong = built(builder)
    assert (wrong.status, "The theme has a fault" in wrong.said) == (CANNOT_RUN, True)
    (templates / "missing.html").write_text("<p>Gone")
    assert built(builder).status == GOOD
    assert (output / "404.html").read_text() == "<p>Gone"


def test_what_nobody_foresaw_is_told_in_words_and_seen_in_the_terminal(
    capfd: pytest.CaptureFixture[str], builder: Builder, settings: Path
) -> None:
    builder.replace()  # capfd hears only what begins in the test
    text = settings.read_text("utf-8")
    settings.write_text(f"{text}\nPLUGINS = 7\n", "utf-8")
    wrong = built(builder)
    assert wrong.status == CRASHED
    assert "TypeError" in wrong.said
    assert "Traceback" not in wrong.said
    assert "Traceback" in capfd.readouterr().err
    settings.write_text(text, "utf-8")
    assert built(builder).status == GOOD


def test_without_content_nothing_is_built(builder: Builder, content: Path) -> None:
    content.rename(content.with_name("elsewhere"))
    wrong = built(builder)
    assert (wrong.status, wrong.said) == (
        CANNOT_RUN,
        f"There is no content folder {content}.",
    )
    content.with_name("elsewhere").rename(content)
    assert built(builder).status == GOOD


def test_it_ends_when_nobody_asks_any_more(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plugins.serving.resident", "--content=a", "--output=b"]
    done = subprocess.run(
        [*command, "--settings=c"],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
