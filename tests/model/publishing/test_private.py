"""The words by which a leak of what is held back is known."""

from __future__ import annotations

from pathlib import Path

from plugins.model.loading import put_together, read_content
from plugins.model.publishing.private import private_words
from tests.loading import ANN, WITHDRAWN, post, settings, write

HIDDEN = "Nobody outside of this house should ever have read this sentence."
ALSO = "This sentence was said in two posts, and one of them is published."


def words(
    folder: Path, files: dict[str, str], left_out: tuple[str, ...] = ()
) -> dict[str, set[str]]:
    reading = read_content(write(folder, {"people/ann-example.md": ANN} | files), settings())
    found = private_words(put_together(reading, left_out), reading.entries)
    return {path: set(said) for path, said in found.items()}


def test_the_sentences_of_what_is_not_shown_are_private(tmp_path: Path) -> None:
    files = {
        "posts/draft.md": post(f"*Nobody* {HIDDEN[7:]} Short.\n", status="draft"),
        "posts/later.md": post(f"{HIDDEN}\n", date="2026-12-24"),
        "posts/gone.md": post(f"{HIDDEN}\n", extra=WITHDRAWN),
        "posts/broken.md": post(f"{HIDDEN}\n", date="03/04/2026"),
        "pages/draft.md": f"---\ntitle: A\nstatus: draft\n---\n{HIDDEN}\n",
        "posts/shown.md": post("Hello.\n"),
    }
    hidden = {path for path in files if path != "posts/shown.md"}
    assert words(tmp_path, files, ("posts/broken.md",)) == {path: {HIDDEN} for path in hidden}


def test_what_readers_see_elsewhere_is_not_private(tmp_path: Path) -> None:
    files = {
        "posts/draft.md": post(f"{HIDDEN} {ALSO}\n", status="draft"),
        "posts/shown.md": post(f"{ALSO}\n"),
    }
    assert words(tmp_path, files) == {"posts/draft.md": {HIDDEN}}


def test_a_long_title_is_private_unless_the_notice_shows_it(tmp_path: Path) -> None:
    title = "What the committee said when it thought that nobody listened"
    files = {
        "posts/draft.md": post(f"{HIDDEN}\n", status="draft", title=title),
        "posts/gone.md": post(f"{HIDDEN}\n", extra=WITHDRAWN, title=f"{title} again"),
    }
    assert words(tmp_path, files) == {"posts/draft.md": {HIDDEN, title}, "posts/gone.md": {HIDDEN}}


def test_what_comments_and_records_say_is_not_private(tmp_path: Path) -> None:
    files = {
        "people/bo.md": f"---\nname: Bo Barnes\nrole: {ALSO}\n---\n",
        "posts/shown.md": post("Hello.\n", summary=f"{HIDDEN[:-1]} again."),
        "comments/shown.yml": f"comments:\n- author: Bo\n  date: 2014-02-11\n  text: {ALSO}\n",
        "posts/draft.md": post(f"{ALSO} {HIDDEN[:-1]} again.\n", status="draft"),
    }
    assert words(tmp_path, files) == {}
