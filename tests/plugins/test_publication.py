"""The one door: what ends a run, and what is left then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.running import ROOT, VALID, build

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("templates/post.html", "{{ view.nonsense }}", "theme/templates/post.html, line 1: "),
        ("templates/page.html", "words\n{% if %}", "theme/templates/page.html, line 2: "),
        ("static/css/site.css", '@import "x.css";', "theme/static/css/site.css, line 1: "),
    ],
)
def test_a_fault_in_the_theme_is_one_line_and_the_site_stays(
    file: str, text: str, place: str, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / file).write_text(text, encoding="utf-8")
    settings = tmp_path / "settings.py"
    known = (VALID / "settings.py").read_text(encoding="utf-8")
    settings.write_text(f"{known}\nTHEME = {str(theme)!r}\n", encoding="utf-8")
    done = build(VALID / "content", settings, tmp_path / "output")
    assert done.returncode == 2
    assert done.stderr.startswith("The theme has a fault in ")
    assert place in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('PLUGINS = ["plugins.nothing"]', "could not be loaded: plugins.nothing"),
        ("SITENAME = ", "line 1 cannot be read: SITENAME ="),
        ("1 / 0", "cannot be read: ZeroDivisionError"),
    ],
)
def test_settings_that_cannot_serve_end_with_status_2(
    line: str, words: str, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.py"
    settings.write_text(f"{line}\n", encoding="utf-8")
    done = build(VALID / "content", settings, tmp_path / "output")
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("output", ["content/site", "."])
def test_content_and_output_do_not_hold_each_other(output: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = build(tmp_path / "content", VALID / "settings.py", tmp_path / output)
    assert done.returncode == 2
    assert "must not hold each other" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["content"]


@pytest.mark.parametrize(("publishing", "last"), [(False, "This is a preview. "), (True, "Built ")])
def test_the_last_line_tells_a_preview_from_the_site_for_readers(
    publishing: bool, last: str, tmp_path: Path
) -> None:
    known = (VALID / "settings.py").read_text(encoding="utf-8")
    settings = tmp_path / "settings.py"
    settings.write_text(f"{known}\nPUBLISHING = {publishing}\n", encoding="utf-8")
    done = build(VALID / "content", settings, tmp_path / "output")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith(last)
