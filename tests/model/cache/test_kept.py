"""All that a build keeps: found again by the next one, if that builds alike, and forgotten else."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest

from plugins.model.cache.kept import FILE, Kept
from plugins.model.cache.output import KeptFile, KeptOutput, KeptPage, pack_output, unpack_output
from plugins.model.cache.packing import pack
from plugins.model.loading import read_content
from plugins.model.reading import read_entry
from plugins.model.repository.git import ask_git
from tests.loading import TODAY, post, settings, write

PATH = "posts/2014/a.md"
ENTRY = read_entry(PATH, post().encode(), settings(), "content")
OUTPUT = KeptOutput(
    state="one",
    before="",
    written=["a", "b.svg"],
    removed=[],
    around=b"around",
    facts=[(("post", "a"), b"1"), (("lead", "source:a.md"), b"2")],
    grounds={"related": b"3"},
    pages={"a": KeptPage(b"look", b"shown", (0, 1))},
    files={"b.svg": KeptFile(b"stamp", b"digest")},
    traces={"a": (1, 2), "b.svg": (3, 4)},
)


def kept(folder: Path, *, output: KeptOutput | None = OUTPUT, root: str = "content") -> Kept:
    """What a build has kept that read one file."""
    found = Kept(folder)
    found.entries(settings(), root).put(ENTRY.path, pack(ENTRY), b"stamp")
    found.save(output, {"a": b"view"})
    return found


def test_what_a_build_kept_is_there_for_the_next(tmp_path: Path) -> None:
    kept(tmp_path)
    found = Kept(tmp_path)
    assert found.lost == ""
    assert found.output("one") == OUTPUT
    assert found.view("a") == b"view"
    entries = found.entries(settings(), "content")
    assert entries.has(PATH, b"stamp")
    assert entries.find(PATH) == ENTRY


def test_what_git_told_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = write(tmp_path, {"posts/a.md": post()})
    for words in ("init -q", "add .", "-c user.name=A -c user.email=a@b.example commit -qm A"):
        subprocess.run(["git", "-C", content, *words.split()], check=True)
    asked: list[str] = []

    def noted(folder: Path, *question: str) -> str:
        asked.append(question[0])
        return ask_git(folder, *question)

    monkeypatch.setattr("plugins.model.repository.history.ask_git", noted)
    for _ in range(2):
        found = Kept(tmp_path)
        given = settings(last_updated_from_git=True)
        read_content(content, given, kept=found.entries(given, "content"))
        found.save(OUTPUT)
    assert asked == ["rev-parse", "ls-tree", "log", "rev-parse"]


def test_an_output_in_another_state_is_not_known(tmp_path: Path) -> None:
    kept(tmp_path)
    assert Kept(tmp_path).output("two") is None
    assert Kept(tmp_path).output("") is None
    assert [Kept(tmp_path).is_of(state) for state in ("one", "two", "")] == [True, False, False]
    kept(tmp_path, output=None)
    assert Kept(tmp_path).output("one") is None
    assert not Kept(tmp_path).is_of("one")


@pytest.mark.parametrize(
    ("more", "is_known"),
    [
        ({"today": TODAY + datetime.timedelta(days=1)}, True),
        ({"today": TODAY.replace(year=2027)}, False),
        ({"url": "https://other.example"}, False),
        ({"iframe_hosts": frozenset({"a.example"})}, False),
    ],
)
def test_entries_are_known_with_the_same_settings_in_the_same_year(
    tmp_path: Path, more: dict[str, object], is_known: bool
) -> None:
    kept(tmp_path)
    assert Kept(tmp_path).entries(settings(**more), "content").knows(PATH) is is_known


def test_entries_of_a_folder_with_another_name_are_not_known(tmp_path: Path) -> None:
    """Problems name it, and they are kept too."""
    kept(tmp_path)
    assert not Kept(tmp_path).entries(settings(), "words").knows(PATH)


def test_files_that_were_read_otherwise_are_forgotten(tmp_path: Path) -> None:
    kept(tmp_path)
    found = Kept(tmp_path)
    found.entries(settings(url=""), "content")
    found.save(OUTPUT)
    assert not Kept(tmp_path).entries(settings(), "content").knows(PATH)
    assert not Kept(tmp_path).entries(settings(url=""), "content").knows(PATH)


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    found = kept(tmp_path)
    found.entries(settings(), "content").keep_only([])
    found.save(OUTPUT)
    assert not Kept(tmp_path).entries(settings(), "content").knows(PATH)


def test_what_was_kept_of_the_build_before_goes_with_the_next(tmp_path: Path) -> None:
    """Even where that one leaves the site as it was, it may have other things to say."""
    found = kept(tmp_path)
    found.keep({"last": b"words"})
    assert (found.value("last"), Kept(tmp_path).value("last")) == (b"words", b"words")
    found.save(OUTPUT)
    assert (found.value("last"), Kept(tmp_path).value("last")) == (b"", b"")


def test_nothing_is_kept_where_nothing_is_built(tmp_path: Path) -> None:
    kept(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_file_is_told_of(tmp_path: Path) -> None:
    kept(tmp_path)
    (tmp_path / FILE).write_bytes(b"damaged" * 1000)
    found = Kept(tmp_path)
    assert found.lost == "what the last build kept is damaged"
    assert found.output("one") is None
    assert not found.entries(settings(), "content").knows(PATH)


@pytest.mark.parametrize("data", [b"", b"\xc1", pack_output(OUTPUT)[:-3], b"\x81\xa5state\xa1\xff"])
def test_bytes_that_say_nothing_are_no_output(data: bytes) -> None:
    assert unpack_output(data) is None
