"""Erasing a comment: which one is meant, and how it goes out of the archive."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import pytest

from plugins.commands.forget import main
from plugins.model.comments.forgotten import FILE
from plugins.model.comments.thread import read_thread
from tests.commands.forget.forgetting import (
    NOW,
    WHEN,
    WITHOUT_KARL,
    everything,
    forget,
    listed,
    said,
    snapshot,
    use_isso,
)
from tests.commands.talking import ARCHIVE, full_disk, places, read
from tests.loading import post


def test_a_terminal_is_shown_whose_words_go(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert forget(content, "c17-2") == 0
    assert capsys.readouterr().out.startswith("By Karl: One line.\n")


@pytest.mark.parametrize(
    "named",
    [
        "c17-2",
        "comment.c17-2",
        "soup#comment.c17-2",
        "#c17-2",
        "https://example.org/posts/soup/#comment.c17-2",
        "/node/17#comment.c17-2",
    ],
)
def test_a_comment_goes_out_of_the_archive(
    content: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if named[0] == "#":
        assert forget(content, named) == 2
        assert "There is no post" in capsys.readouterr().err
        return
    assert forget(content, named) == 0
    assert (content / "comments/soup.yml").read_text("utf-8") == WITHOUT_KARL
    assert listed(content) == f"archive soup/c17-2 {WHEN}\n"
    told = capsys.readouterr()
    assert "Karl" not in told.out  # which may be the log of a machine
    assert "ISSO_PASSWORD" not in told.err
    read(content)


@pytest.mark.parametrize("named", ["soup#comment.c17-2", "soup#c17-2", "/posts/soup/#c17-2"])
@pytest.mark.parametrize("where", ["aliases", "old addresses"])
def test_a_renamed_post_is_known_by_what_it_was_called(
    content: Path, named: str, where: str
) -> None:
    (content / "posts/soup.md").unlink()
    alias = "aliases: /posts/soup/\n" if where == "aliases" else ""
    (content / "posts/broth.md").write_text(post(extra=alias), "utf-8")
    if where == "old addresses":
        moved = "/posts/soup/ -> /posts/broth/\n"
        (content / "old-addresses.txt").write_text(moved, "utf-8")
    (content / "comments/soup.yml").rename(content / "comments/broth.yml")
    assert forget(content, named) == 0
    assert (content / "comments/broth.yml").read_text("utf-8") == WITHOUT_KARL


def test_a_second_time_changes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / FILE).write_bytes(b"# Ours\r\nisso 7 2026-01-01")
    assert forget(content, "c17-2", "--reason", "He asked  us to.") == 0
    before = everything(content)
    assert before[content / FILE] == (
        b"# Ours\r\nisso 7 2026-01-01\narchive soup/c17-2 %b\n" % WHEN.encode()
    )
    assert b"      reason: He asked us to.\n" in before[content / "comments/soup.yml"]
    capsys.readouterr()
    assert forget(content, "c17-2", "--reason", "Another") == 0
    assert "It was erased here before." in capsys.readouterr().out
    assert everything(content) == before


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- id: a\n  text: >\n    Words\n\n    more\n\n  # a note\n  name: Karl\n",
            "- id: a\n\n  # a note\n  name: unknown\n  removed:\n    date: 2026-11-21\n",
        ),
        (
            '- text: "Words\n    more"\n  name: Karl\n  id: "a"\n  website: https://k.example',
            '- name: unknown\n  id: "a"\n  removed:\n    date: 2026-11-21',
        ),
        (
            "    -   name: Karl\n        id: a\n        removed: {reason: x}\n        text: T\n",
            "    -   name: unknown\n        id: a\n        removed: {reason: x}\n",
        ),
    ],
)
def test_other_lines_stay_as_they_were_typed(
    content: Path, before: str, after: str, ending: str
) -> None:
    head = "origin: {site: x}  # y\ncomments:   # of old\n"
    file = content / "comments/soup.yml"
    margin = before[: len(before) - len(before.lstrip())]
    other = f"{margin}- {{id: b, name: Jo, date: unknown, text: 'Karl said'}}\n"
    file.write_bytes((head + other + before).replace("\n", ending).encode())
    assert forget(content, "soup#a") in {0, 2}
    assert file.read_bytes().decode() == (head + other + after).replace("\n", ending)


def test_what_no_program_can_change_is_told_with_the_lines_to_write(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "origin: {site: x}\ncomments: [{id: a, name: K, date: unknown, text: hi}]\n"
    (content / "comments/soup.yml").write_text(text, "utf-8")
    assert forget(content, "a") == 3
    told = capsys.readouterr().err
    assert "STILL TO BE DONE" in told
    assert "  - id: a\n    name: unknown\n    date: unknown\n    removed:\n" in told
    assert listed(content) == f"archive soup/a {WHEN}\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("comments: [{id: a, name: K, date: unknown, text: hi}]\n", "between { and }"),
        ("comments:\n  - {id: a, name: K, date: unknown, text: hi}\n", "between { and }"),
        (
            "comments:\n  - ? id\n    : a\n    name: K\n    date: unknown\n    text: hi\n",
            'below one "-"',
        ),
    ],
)
def test_why_no_program_can_change_it_is_said(
    content: Path, text: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "comments/soup.yml").write_text(text, "utf-8")
    assert forget(content, "a") == 3
    assert f'The comment "a" {"is" if "{" in why else "has"}' in (told := capsys.readouterr().err)
    assert why in told


def test_where_nothing_can_be_written_nobody_is_told_that_it_was(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(content)
    with full_disk():
        assert forget(content, "c17-2") == 3
    told = capsys.readouterr()
    assert everything(content) == before
    assert "Commit what has changed" not in told.out
    assert "taken out" not in told.out
    assert told.err.count("cannot be read or written: File too large.") == 2
    assert forget(content, "c17-2") == 0
    assert "Commit what has changed" in capsys.readouterr().out


def test_a_comment_that_is_not_there_or_of_several_posts_is_told(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "comments/bread.yml").write_text(ARCHIVE, "utf-8")
    for named in ("c17-3", "c17-2", "nowhere#c17-2", "", "soup#", "isso-4"):
        assert forget(content, named) == 2
    told = capsys.readouterr().err
    assert "COMMENT='bread#comment.c17-2' or 'soup#comment.c17-2'" in told
    assert 'There is no comment "c17-3"' in told
    assert not (content / FILE).exists()


def test_nothing_is_done_where_nobody_can_be_asked(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*places(content), "--comment", "c17-2"]) == 2
    told = capsys.readouterr()
    assert "By Karl: One line." in told.out
    assert "nobody can be asked" in told.err
    assert (content / "comments/soup.yml").read_text("utf-8") == ARCHIVE


def test_whoever_is_asked_sees_words_and_not_html(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    html = "<p>Bread &amp; <em>soup</em>.\x1b[2J</p>"
    snapshot(content, msgspec.structs.replace(said(1), text=html))
    assert main([*places(content), "--comment", "isso-1"]) == 2
    assert "By Karl: Bread & soup.[2J\n" in capsys.readouterr().out


def test_the_line_is_never_older_than_what_it_means(content: Path) -> None:
    """The clock of the service may be ahead of ours."""
    later = NOW + datetime.timedelta(minutes=3)
    file = snapshot(content, msgspec.structs.replace(said(3), at=later))
    assert forget(content, "isso-3") == 0
    assert listed(content) == "isso 3 2026-11-21T10:05:03Z\n"
    assert "Karl" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("clock", "until"), [("10:02:00", WHEN), ("22:30:00", "2026-11-21T22:30:00Z")]
)
def test_a_number_given_again_on_the_day_is_erased_by_a_later_line(
    content: Path, clock: str, until: str
) -> None:
    """Else that comment would come back; the clock of the archive may be ahead of ours."""
    (content / FILE).write_text("isso 1 2026-11-21T09:00:00Z\n", "utf-8")
    (content / "comments/bread.yml").write_text(
        "comments:\n  - id: isso-1\n    name: Jo\n    text: Again.\n"
        f"    date: 2026-11-21 {clock}\n",
        "utf-8",
    )
    assert forget(content, "isso-1") == 0
    lines = listed(content).splitlines()
    assert lines[1:] == [f"isso 1 {until}", f"archive bread/isso-1 {until}"]
    before = everything(content)
    assert forget(content, "isso-1") == 0
    assert everything(content) == before


def test_a_number_that_was_given_again_is_erased_by_itself(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the two, each place on the page leads to its own comment."""
    use_isso(content)
    (content / "comments/bread.yml").write_text(ARCHIVE.replace("c17-2", "isso-3"), "utf-8")
    file = snapshot(content, said(3), said(4, reply_to="3"))
    before = file.read_bytes()
    assert forget(content, "bread#isso-3") == 0
    assert listed(content) == f"archive bread/isso-3 {WHEN}\n"
    assert "Karl" not in (content / "comments/bread.yml").read_text("utf-8")
    assert file.read_bytes() == before
    assert "Isso at" not in capsys.readouterr().out
    assert forget(content, "bread#comment.isso-3-2026-07-01") == 3
    assert listed(content).endswith(f"\nisso 3 {WHEN}\n")
    gone, answer = read_thread(file.read_bytes()).comments
    assert (gone.name, answer.name) == ("", "Karl")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("soup#isso-3", "is of another post: COMMENT='bread#isso-3'."),
        ("soup#isso-03", "is of another post: COMMENT='bread#isso-3'."),
        ("bread#c17-2", "is of another post: COMMENT='soup#comment.c17-2'."),
        ("soup#isso-9", "is in the thread '/posts/gone/', which no post has: COMMENT='isso-9'."),
        ("isso-0", "There is no comment"),
        ("isso-00", "There is no comment"),
        (f"isso-{'9' * 5000}", "There is no comment"),
    ],
)
def test_a_number_of_another_post_or_of_none_erases_nothing(
    content: Path, typed: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    use_isso(content)
    snapshot(content, said(3))
    snapshot(content, said(9), slug="gone")
    before = everything(content.parent)
    assert forget(content, typed) == 2
    assert words in capsys.readouterr().err.replace('"', "'")
    assert everything(content.parent) == before
