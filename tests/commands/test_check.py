"""What the doctor says beside problems, and how a forge is told of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.commands.check import main
from tests.loading import post, write
from tests.running import VALID, check


def test_a_sound_publication_has_status_0_and_is_told_what_waits() -> None:
    done = check(VALID / "content", VALID / "settings.py")
    first, *others = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert first.startswith("Nothing is wrong in ")
    assert any(line.startswith("Held back: posts/") for line in others)
    assert any(
        line.startswith("To be looked at again: posts/") and line.endswith("by 1 January 2020")
        for line in others
    )


class TestForAForge:
    @pytest.fixture
    def content(self, tmp_path: Path) -> Path:
        wrong = {"posts/a.md": post(date="03/04/2026"), "posts/b.md": post(title="::add-mask::x")}
        record = {"people/ann-example.md": "---\nname: Ann Example\n---\n"}
        return write(tmp_path, record | wrong | {"posts/c.md": post(extra="status: draft\n")})

    def doctor(self, content: Path, *more: object) -> int:
        settings = content.parent / "settings.py"
        known = (VALID / "settings.py").read_text(encoding="utf-8")
        settings.write_text(f'{known}\nREPOSITORY_URL = ""\n', encoding="utf-8")
        return main(["--content", str(content), "--settings", str(settings), *map(str, more)])

    def test_github_is_told_on_the_output_beside_the_report(
        self, content: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.doctor(content, "--annotations", "github") == 1
        lines = capsys.readouterr().out.splitlines()
        _, _, token = lines[0].partition("::stop-commands::")
        end = lines.index(f"::{token}::")
        assert any(line.startswith("content/posts/a.md:3: date: ") for line in lines[1:end])
        assert "::error file=content/posts/a.md,line=3,title=date::" in "\n".join(lines[end:])

    def test_the_word_that_lets_commands_through_again_is_new_each_time(
        self, content: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        first = set()
        for _ in range(2):
            self.doctor(content, "--annotations", "github")
            first.add(capsys.readouterr().out.splitlines()[0])
        assert len(first) == 2

    def test_gitlab_is_told_in_a_file(self, content: Path, tmp_path: Path) -> None:
        file = tmp_path / "quality.json"
        assert self.doctor(content, "--annotations", "gitlab", "--code-quality", file) == 1
        found = json.loads(file.read_text(encoding="utf-8"))
        assert {"content/posts/a.md"} <= {one["location"]["path"] for one in found}

    def test_a_summary_is_added_to_what_is_there(self, content: Path, tmp_path: Path) -> None:
        file = tmp_path / "summary.md"
        file.write_text("Before.\n", encoding="utf-8")
        assert self.doctor(content, "--summary", file) == 1
        text = file.read_text(encoding="utf-8")
        assert text.startswith("Before.\n**1 mistake stops this from being published.**")
        assert "## Held back\n\n- content/posts/c.md: a draft\n" in text

    def test_a_file_that_cannot_be_written_is_one_line(
        self, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "no-such-folder/summary.md"
        assert self.doctor(content, "--summary", file) == 2
        told = capsys.readouterr().err
        assert told == f"{file} could not be written (No such file or directory).\n"

    def test_without_options_the_output_holds_no_command(
        self, content: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.doctor(content) == 1
        assert "stop-commands" not in capsys.readouterr().out
