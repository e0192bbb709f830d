"""Taking a post out: how it is named, what is written, and what is said."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from plugins.commands.withdraw import main
from tests.loading import ANN, loaded, post, write
from tests.running import VALID

REASON = "Consent was taken back."
FILE = "posts/2014/a-gate.md"
TODAY = "2026-11-21"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TODAY", TODAY)
    files = {
        "people/ann-example.md": ANN,
        FILE: post(),
        "posts/2014/2014-02-10-by-name.md": post(),
        "posts/2015/c.md": post(extra="slug: another-name\n"),
        "posts/2016/broken.md": "---\ntitle: [\ndate: 03/04/2014\n---\n",
        "pages/about.md": "---\ntitle: About\n---\n",
    }
    return write(tmp_path, files)


def withdraw(content: Path, named: object, *more: str, reason: str = REASON) -> int:
    places = ["--content", str(content), "--settings", str(VALID / "settings.py")]
    return main([*places, "--post", str(named), "--reason", reason, *more])


def texts(content: Path) -> dict[str, str]:
    files = (path for path in content.rglob("*") if path.is_file())
    return {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in files}


def changed(content: Path, before: dict[str, str]) -> list[str]:
    """The files that are not as they were, new and lost ones too."""
    now = texts(content)
    return [path for path in {**before, **now} if before.get(path) != now.get(path)]


@pytest.mark.parametrize(
    ("named", "file"),
    [
        (FILE, FILE),
        ("2014/a-gate.md", FILE),
        ("a-gate", FILE),
        ("/posts/a-gate/", FILE),
        ("https://site.example/sub/posts/a-gate/?x=/posts/y/#comments", FILE),
        ("/posts/a-gate/index.html", FILE),
        ("by-name", "posts/2014/2014-02-10-by-name.md"),
        ("/posts/another-name/", "posts/2015/c.md"),
        ("broken", "posts/2016/broken.md"),
    ],
)
def test_a_post_is_named_by_its_file_its_slug_or_its_address(
    content: Path, named: str, file: str
) -> None:
    before = texts(content)
    assert withdraw(content, named) == 0
    assert changed(content, before) == [file]


def test_a_path_from_here_names_it_too(content: Path) -> None:
    before = texts(content)
    assert withdraw(content, content / FILE) == 0
    assert changed(content, before) == [FILE]


def test_the_post_is_withdrawn_though_another_is_broken(content: Path, tmp_path: Path) -> None:
    assert withdraw(content, "a-gate") == 0
    library = loaded(tmp_path, {})
    (gone,) = library.withdrawn
    assert (gone.entry.path, gone.fields.status.reason) == (FILE, REASON)


def test_it_says_what_it_did_and_what_comes_next(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / FILE).write_text(post(extra="status: published\n"), "utf-8")
    assert withdraw(content, "a-gate", reason="It\n  is gone.") == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith(f"{content / FILE} is withdrawn. These lines are new in it:\n")
    assert f'\nstatus:\n  status: withdrawn\n  on: {TODAY}\n  reason: "It is gone."\n' in told.out
    assert "\nin place of\n\nstatus: published\n" in told.out
    assert "make publish" in told.out


def test_a_post_that_was_withdrawn_before_is_left_alone(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    withdraw(content, "a-gate", "--on", "1 May 2020")
    before = texts(content)
    capsys.readouterr()
    assert withdraw(content, "a-gate", reason="Another.") == 0
    told = capsys.readouterr().out
    assert "was withdrawn before, on 1 May 2020, so nothing was changed." in told
    assert f'Its reason stays "{REASON}"' in told
    assert changed(content, before) == []


@pytest.mark.parametrize(
    ("named", "more", "reason", "words"),
    [
        ("a-gat", (), REASON, "There is no post \"a-gat\". Did you mean"),
        ("posts/2015/a-gate.md", (), REASON, f"{FILE}\"?"),
        ("/posts/a-gatte/", (), REASON, f"{FILE}\"?"),
        ("/topics/a-gate/", (), REASON, "There is no post"),
        ("quite-another-thing", (), REASON, "There is no post \"quite-another-thing\".\n"),
        ("https://[", (), REASON, "There is no post"),
        ("x" * 5000, (), REASON, "There is no post"),
        ("/", (), REASON, "There is no post"),
        ("..", (), REASON, "There is no post"),
        ("pages/about.md", (), REASON, "is no post, and only posts can be withdrawn"),
        ("pelicanconf.py", (), REASON, "is no post, and only posts can be withdrawn"),
        ("", (), REASON, "Say which post"),
        ("a-gate", (), " ", "Readers are told why"),
        ("a-gate", (), "a\x1bb", "a sign that does not show"),
        ("a-gate", ("--on", "2026-11-22"), REASON, "22 November 2026 is still to come"),
        ("a-gate", ("--on", "03/04/2014"), REASON, "can be read as 3 April 2014 or"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_line_and_nothing_is_changed(
    content: Path,
    named: str,
    more: tuple[str, ...],
    reason: str,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = texts(content)
    assert withdraw(content, named, *more, reason=reason) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert (told.out, len(told.err.splitlines())) == ("", 1)
    assert changed(content, before) == []


def test_two_posts_of_one_name_are_both_named(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(content.parent, {"posts/2017/a-gate.md": post()})
    assert withdraw(content, "a-gate") == 2
    told = capsys.readouterr().err
    assert f"{content}/{FILE} or {content}/posts/2017/a-gate.md" in told


def test_a_link_stays_one_and_its_file_is_changed(content: Path) -> None:
    real = content / "media/kept.md"
    real.parent.mkdir()
    real.write_text(post(), "utf-8")
    link = content / "posts/2014/link.md"
    link.symlink_to("../../media/kept.md")
    assert withdraw(content, "posts/2014/link.md") == 0
    assert link.is_symlink()
    assert "status: withdrawn" in real.read_text("utf-8")


def test_a_link_that_leads_out_of_the_content_is_left_alone(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = tmp_path / "secret.md"
    real.write_text(post(), "utf-8")
    (content / "posts/2014/link.md").symlink_to(real)
    assert withdraw(content, "posts/2014/link.md") == 2
    assert "is a link that leads out of" in capsys.readouterr().err
    assert real.read_text("utf-8") == post()


def test_the_file_keeps_its_rights(content: Path) -> None:
    (content / FILE).chmod(0o640)
    withdraw(content, "a-gate")
    assert (content / FILE).stat().st_mode & 0o777 == 0o640


def test_a_disk_that_is_full_leaves_the_file_as_it_was(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_from: Path, _to: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = texts(content)
    monkeypatch.setattr(Path, "replace", full)
    assert withdraw(content, "a-gate") == 2
    monkeypatch.undo()
    told = capsys.readouterr().err
    wrong = f"{content / FILE} cannot be read or written: No space left on device."
    assert told == f"{wrong} Nothing was changed.\n"
    assert changed(content, before) == []


def test_settings_that_would_stop_a_build_do_not_stop_it(content: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("LIST_LENGTH = 0\nPUBLISHING = True\nSITEURL = ''\n", "utf-8")
    assert withdraw(content, "a-gate", "--settings", str(wrong)) == 0
    assert "status: withdrawn" in (content / FILE).read_text("utf-8")


def test_a_plug_in_that_cannot_be_loaded_does_not_stop_it(content: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("PLUGINS = ['no_such_plug_in']\n", "utf-8")
    assert withdraw(content, "a-gate", "--settings", str(wrong)) == 0
    assert "status: withdrawn" in (content / FILE).read_text("utf-8")


def test_without_a_day_that_can_be_known_nothing_is_written(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TODAY", "soon")
    with pytest.raises(SystemExit) as ended:
        withdraw(content, "a-gate")
    assert ended.value.code == 2
    assert "TODAY" in capsys.readouterr().err
    assert (content / FILE).read_text("utf-8") == post()
