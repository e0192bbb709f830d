"""A withdrawn post goes, whatever else is wrong: out of the last state that can be published."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from plugins.model.loading import put_together, read_content
from plugins.model.published.ledger import FILE, write_ledger
from plugins.model.published.standing import updated
from plugins.model.publishing.last_good import last_good
from plugins.model.publishing.publishable import find_publishable, find_withdrawn
from plugins.model.repository.git import GitFailed
from tests.loading import ANN, TODAY, WITHDRAWN, post, rendered, settings, write

BEFORE = TODAY - datetime.timedelta(9)
FILES = {
    "people/ann-example.md": ANN,
    "posts/a.md": post("Words of the first.\n", title="A"),
    "posts/b.md": post("Words of the other.\n", title="B"),
}


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, files: Mapping[str, str], *gone: str) -> Path:
    content = write(folder, files)
    for path in gone:
        (content / path).unlink()
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A change")
    return content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository in which FILES were published and committed."""
    git(tmp_path, "init", "-q")
    publish(commit(tmp_path, FILES))
    return tmp_path


def publish(content: Path) -> None:
    """Write what stands into the ledger, and commit that."""
    reading = read_content(content, settings(today=BEFORE))
    presence = put_together(reading).presence
    ledger = updated(reading.ledger, presence.now, presence.old, BEFORE)
    (content / FILE).write_bytes(write_ledger(ledger))
    commit(content.parent, {})


def shown(folder: Path) -> dict[str, str]:
    """The pages of the last good state without the posts that were withdrawn; {} for none."""
    reading = read_content(folder / "content", settings())
    now = find_publishable(reading)
    assert now.stopping
    withdrawn = find_withdrawn(reading, now.library)
    assert withdrawn
    with last_good(reading, withdrawn) as good:
        return rendered(good.publishable.library) if good else {}


@pytest.mark.parametrize("committed", [True, False])
def test_a_post_goes_though_another_published_one_is_broken(committed: bool, folder: Path) -> None:
    write(folder, {"posts/b.md": post(title="B", date="03/04/2026")})
    write(folder, {"posts/a.md": post(title="A", extra=WITHDRAWN)})
    if committed:
        commit(folder, {})
    pages = shown(folder)
    assert "It was not ours to tell." in pages["/posts/a/"]
    assert "Words of the other." in pages["/posts/b/"]
    assert not [address for address, html in pages.items() if "Words of the first" in html]


def test_a_post_goes_though_its_own_file_is_broken_too(folder: Path) -> None:
    commit(folder, {"posts/a.md": post(title="", date="?", extra="status: withdrawn\n")})
    pages = shown(folder)
    assert "No reason was given." in pages["/posts/a/"]


def test_a_post_goes_though_its_file_was_renamed_and_another_deleted(folder: Path) -> None:
    moved = {"posts/2014/new.md": post(title="A", extra=f"slug: a\n{WITHDRAWN}")}
    commit(folder, moved, "posts/a.md", "posts/b.md")
    pages = shown(folder)
    assert "It was not ours to tell." in pages["/posts/a/"]
    assert "Words of the other." in pages["/posts/b/"]


def test_a_post_goes_that_was_renamed_with_an_alias_in_the_same_change(folder: Path) -> None:
    moved = {"posts/new.md": post(title="A", extra=f"aliases: /posts/a/\n{WITHDRAWN}")}
    commit(folder, moved | {"posts/b.md": post(title="B", date="?")}, "posts/a.md")
    pages = shown(folder)
    assert "It was not ours to tell." in pages["/posts/a/"]
    assert not [address for address, html in pages.items() if "Words of the first" in html]


def test_what_was_taken_out_before_stays_out(folder: Path) -> None:
    """Nothing was good since: the earlier state still has the text."""
    commit(folder, {"posts/c.md": post("Words of a third.\n", title="C")})
    publish(folder / "content")
    broken = {"posts/c.md": post(title="C", date="?")}
    commit(folder, {"posts/a.md": post(title="A", extra=WITHDRAWN), **broken})
    reading = read_content(folder / "content", settings())
    found = find_withdrawn(reading, find_publishable(reading).library)
    with last_good(reading, found) as good:
        assert good
        presence = good.publishable.library.presence
        ledger = updated(reading.ledger, presence.now, presence.old, TODAY)
    (folder / "content" / FILE).write_bytes(write_ledger(ledger))
    commit(folder, {"posts/b.md": post(title="B", extra=WITHDRAWN)})
    pages = shown(folder)
    texts = ("Words of the first", "Words of the other")
    assert not [at for at, html in pages.items() for text in texts if text in html]
    assert "Words of a third." in pages["/posts/c/"]


@pytest.mark.parametrize("day", ["2026-11-30", "2001-01-01"])
def test_a_post_goes_though_its_day_is_wrong(day: str, folder: Path) -> None:
    wrong = WITHDRAWN.replace("2026-11-20", day)
    commit(folder, {"posts/a.md": post(title="A", extra=wrong)})
    assert "It was not ours to tell." in shown(folder)["/posts/a/"]


@pytest.mark.slow
def test_a_post_goes_though_very_many_changes_were_broken(folder: Path) -> None:
    for number in range(25):
        commit(folder, {"posts/b.md": post(f"Try {number}.\n", title="B", date="?")})
    commit(folder, {"posts/a.md": post(title="A", extra=WITHDRAWN)})
    assert "It was not ours to tell." in shown(folder)["/posts/a/"]


def test_a_post_goes_with_its_easy_read_text(folder: Path) -> None:
    easy = "---\ntitle: A\nof: a\n---\n![One](../media/x.svg)\n\nEasy words of it.\n"
    content = commit(folder, {"easy-read/a.md": easy, "media/x.svg": "<svg/>"})
    publish(content)
    commit(folder, {"posts/a.md": post(title="A", extra=WITHDRAWN), "posts/b.md": post(date="?")})
    pages = shown(folder)
    assert "It was not ours to tell." in pages["/posts/a/"]
    assert "The post that it was made from was withdrawn." in pages["/easy-read/a/"]
    assert not [address for address, html in pages.items() if "Easy words of it" in html]


def test_a_post_goes_though_the_ledger_is_broken(folder: Path) -> None:
    commit(folder, {FILE: "{", "posts/a.md": post(title="A", extra=WITHDRAWN)})
    pages = shown(folder)
    assert "It was not ours to tell." in pages["/posts/a/"]


def test_where_no_state_is_good_there_is_none(folder: Path) -> None:
    """Nothing was ever committed that holds every published address."""
    lines = (folder / "content" / FILE).read_text()
    line = '{"address": "/posts/c/", "n": 1, "day": "2026-11-01", "file": "posts/c.md"},'
    more = lines.replace("null]}", f"{line}\nnull]}}")
    commit(folder, {FILE: more, "posts/a.md": post(title="A", extra=WITHDRAWN)})
    assert shown(folder) == {}


def test_without_git_it_is_said_why(tmp_path: Path) -> None:
    reading = read_content(write(tmp_path, FILES), settings())
    with (
        pytest.raises(GitFailed, match="not in a git repository"),
        last_good(reading, []),
    ):
        pass
