"""Comments that the service still has, which are not brought, and others of the same number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.talking import export_to, import_file, read
from tests.loading import loaded
from tests.talking import keep, said, thread

ISSO = "COMMENTS_SERVICE = 'isso'\nCOMMENTS_ISSO = 'https://talk.example.org'\n"


def test_what_the_service_still_has_stays_in_its_thread(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the archive it would stand after the old ones, and could not be answered any more."""
    settings = (content.parent / "settings.py").read_text("utf-8")
    (content.parent / "settings.py").write_text(settings + ISSO, "utf-8")
    keep(tmp_path / ".comments", thread(said("1"), said("2", to="1"), of="/posts/bread/"))
    assert export_to(content, tmp_path / "out") == 0
    assert import_file(content, tmp_path / "out/comments.json") == 0
    told = capsys.readouterr().out
    assert "Still at the comment service, so not brought here: 2 comments." in told
    assert "Nothing was added." in told
    assert not (content / "comments/bread.yml").exists()
    (content.parent / "settings.py").write_text(settings, "utf-8")  # the service was left
    assert import_file(content, tmp_path / "out/comments.json") == 0
    assert [one.id for one in read(content).archive["bread"].fields.comments] == [
        "isso-1",
        "isso-2",
    ]


@pytest.mark.parametrize("where", ["soup", "bread"])
def test_a_number_that_was_given_again_is_another_comment(
    where: str, content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An orphan's isso-7 comes into the archive though a post has a newer isso-7."""
    settings = (content.parent / "settings.py").read_text("utf-8")
    (content.parent / "settings.py").write_text(settings + ISSO, "utf-8")
    newer = said("7", "2026-06-01T12:00:00Z", text="<p>Newer.</p>")
    threads = [thread(said("7"), of="/old/posts/bread/"), thread(newer, of=f"/posts/{where}/")]
    for one in threads:
        keep(tmp_path / ".comments", one)
    assert export_to(content, tmp_path / "out") == 0
    for _ in range(2):
        assert import_file(content, tmp_path / "out/comments.json") == 0
        told = capsys.readouterr().out
        assert "Still at the comment service, so not brought here: 1 comment." in told
        assert "another name, date or text" not in told
    (kept,) = read(content).archive["bread"].fields.comments
    assert (kept.id, kept.text.strip()) == ("isso-7", "Yes.")
    library = loaded(content.parent, {}, *threads, comments_service="isso")
    assert [one.said.text for one in library.said[where]] == ["<p>Newer.</p>"]
    assert not [one for one in library.problems if one.rule == "comments-are-shown"]
