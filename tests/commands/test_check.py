"""What the doctor says beside problems, and how a forge is told of them."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from plugins.commands.check import main
from plugins.model.published.ledger import Ledger, Published, with_lines, write_ledger
from tests.loading import post, write
from tests.running import VALID, check


@pytest.mark.slow
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
        assert text.startswith("Before.\n**1 mistake holds back its new file until mended.**")
        assert "## Held back\n\n- content/posts/c.md: a draft\n" in text

    def test_a_file_that_cannot_be_written_is_one_line(
        self, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "no-such-folder/summary.md"
        with pytest.raises(SystemExit) as ended:
            self.doctor(content, "--summary", file)
        assert ended.value.code == 2
        told = capsys.readouterr().err
        assert told == f"{file} could not be written (No such file or directory).\n"

    def test_a_mistake_in_what_was_published_stops_it_and_one_in_a_new_file_does_not(
        self, content: Path, tmp_path: Path
    ) -> None:
        line = Published(
            address="/posts/a/", n=1, day=datetime.date(2026, 4, 3), kind="posts", file="posts/a.md"
        )
        ledger = write_ledger(with_lines(Ledger(), [line]))
        (content / "published.json").write_bytes(ledger)
        write(tmp_path, {"posts/d.md": post(date="03/04/2026")})
        file = tmp_path / "summary.md"
        assert self.doctor(content, "--summary", file) == 1
        text = file.read_text(encoding="utf-8")
        first, stops, waits = re.split(r"\n## W.*\n", text)[:3]
        assert "**1 mistake stops this from being published.** **1 more mistake holds" in first
        assert ("posts/a.md" in stops, "posts/a.md" in waits) == (True, False)
        assert ("posts/d.md" in stops, "posts/d.md" in waits) == (False, True)

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ("LIST_LENGTH = 0", "LIST_LENGTH::This must be a whole number from 1 to 1000"),
            ("LIST_LENGTH = (", "this file::"),
        ],
    )
    def test_a_wrong_setting_is_told_to_the_forge_too(
        self, content: Path, capsys: pytest.CaptureFixture[str], settings: str, words: str
    ) -> None:
        file, summary = content.parent / "settings.py", content.parent / "summary.md"
        file.write_text(settings, encoding="utf-8")
        options = ["--annotations", "github", "--summary", str(summary)]
        with pytest.raises(SystemExit) as ended:
            main(["--content", str(content), "--settings", str(file), *options])
        assert ended.value.code == 2
        assert f"::error file={file},title={words}" in capsys.readouterr().out
        text = summary.read_text(encoding="utf-8")
        assert "stops this from being published" in text
        assert "settings.py" in text

    def test_without_options_the_output_holds_no_command(
        self, content: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.doctor(content) == 1
        assert "stop-commands" not in capsys.readouterr().out
