"""A withdrawn post goes, whatever else is wrong: out of the last state that can be published."""

from __future__ import annotations

import datetime
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from plugins.model.loading import put_together, read_content
from plugins.model.published.last_good import LastGood, find_last_good
from plugins.model.published.ledger import FILE, Ledger, write_ledger
from plugins.model.published.publishable import find_publishable, newly_withdrawn
from plugins.model.published.standing import updated
from plugins.model.repository.git import GitFailed
from tests.loading import ANN, TODAY, post, rendered, settings, write

BEFORE = TODAY - datetime.timedelta(9)
WITHDRAWN = "status:\n  status: withdrawn\n  on: 2026-11-20\n  reason: It was not ours to tell.\n"
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
    content = commit(tmp_path, FILES)
    presence = put_together(read_content(content, settings(today=BEFORE))).presence
    ledger = updated(Ledger(), presence.now, presence.old, BEFORE)
    (content / FILE).write_bytes(write_ledger(ledger))
    commit(tmp_path, {})
    return tmp_path


def found(folder: Path, copies: Path) -> LastGood | None:
    reading = read_content(folder / "content", settings())
    now = find_publishable(reading)
    assert now.stopping
    copies.mkdir()
    return find_last_good(reading, newly_withdrawn(reading, now.library), copies)


def shown(good: LastGood | None) -> dict[str, str]:
    assert good
    return rendered(good.publishable.library)


@pytest.mark.parametrize("committed", [True, False])
def test_a_post_goes_though_another_published_one_is_broken(
    committed: bool, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    write(folder, {"posts/b.md": post(title="B", date="03/04/2026")})
    write(folder, {"posts/a.md": post(title="A", extra=WITHDRAWN)})
    if committed:
        commit(folder, {})
    good = found(folder, tmp_path_factory.mktemp("x") / "copies")
    pages = shown(good)
    assert "It was not ours to tell." in pages["/posts/a/"]
    assert "Words of the other." in pages["/posts/b/"]
    assert not [address for address, html in pages.items() if "Words of the first" in html]
    assert good
    assert (good.content / "posts/a.md").read_text().count("withdrawn") == 1


def test_a_post_goes_though_its_own_file_is_broken_too(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(folder, {"posts/a.md": post(title="", date="?", extra="status: withdrawn\n")})
    pages = shown(found(folder, tmp_path_factory.mktemp("x") / "copies"))
    assert "No reason was given." in pages["/posts/a/"]


def test_a_post_goes_though_its_file_was_renamed_and_another_deleted(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    moved = {"posts/2014/new.md": post(title="A", extra=f"slug: a\n{WITHDRAWN}")}
    commit(folder, moved, "posts/a.md", "posts/b.md")
    pages = shown(found(folder, tmp_path_factory.mktemp("x") / "copies"))
    assert "It was not ours to tell." in pages["/posts/a/"]
    assert "Words of the other." in pages["/posts/b/"]


def test_a_post_goes_though_the_ledger_is_broken(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(folder, {FILE: "{", "posts/a.md": post(title="A", extra=WITHDRAWN)})
    pages = shown(found(folder, tmp_path_factory.mktemp("x") / "copies"))
    assert "It was not ours to tell." in pages["/posts/a/"]


def test_where_no_state_is_good_there_is_none(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing was ever committed that holds every published address."""
    lines = (folder / "content" / FILE).read_text()
    line = '{"address": "/posts/c/", "n": 1, "day": "2026-11-01", "file": "posts/c.md"},'
    more = lines.replace("null]}", f"{line}\nnull]}}")
    commit(folder, {FILE: more, "posts/a.md": post(title="A", extra=WITHDRAWN)})
    assert found(folder, tmp_path_factory.mktemp("x") / "copies") is None


def test_without_git_it_is_said_why(tmp_path: Path) -> None:
    reading = read_content(write(tmp_path, FILES), settings())
    (tmp_path / "copies").mkdir()
    with pytest.raises(GitFailed, match="not in a git repository"):
        find_last_good(reading, ["posts/a.md"], tmp_path / "copies")
