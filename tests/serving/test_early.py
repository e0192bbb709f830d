"""What is shown before the site is built is what the site will show."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.model.address import FEED, HOME, file_of
from plugins.serving.builder import Builder
from plugins.serving.outcome import GOOD, Outcome, Pages
from tests.running import VALID, files_of

pytestmark = pytest.mark.slow
POST, PAGE = "posts/2012/the-gate.md", "pages/rules.md"
NEW_POST = "posts/2020/opening-times.md"
ADDRESSES = {POST: "/posts/the-gate/", NEW_POST: "/posts/opening-hours/", PAGE: "/rules/"}
LIST = "/posts/page/1/"
EDITS = [
    (POST, "Title: The gate", "Title: The new gate"),
    (POST, "summary: A gate that sticks", "summary: A *gate* that no longer sticks"),
    (POST, "author: Ada Quell", "author: Bram Ostrey"),
    (POST, "Date: 10 February 2012", "Date: 11 March 2013"),
    (POST, "topics:\n  - Hearing\n", ""),
    (NEW_POST, "kind: resource", "kind: resource\nseries: Visits"),
    (NEW_POST, "series: Visits\n", ""),
    (POST, "The new gate", "Old times"),  # which another post is called
    (PAGE, "Be kind.", "Be kind, and brief."),
    (PAGE, "title: House rules", "title: Rules of the house"),
]


class Serve:
    """A publication, and the process that builds it again and again."""

    def __init__(self, folder: Path, output: Path) -> None:
        self.content = folder / "content"
        self.output = output
        places = {"content": self.content, "settings": folder / "settings.py", "output": output}
        options = [f"--{name}={place}" for name, place in places.items()]
        self.builder = Builder([sys.executable, "-m", "plugins.serving.resident", *options])
        self.early: list[Pages] = []

    def build(self, *saved: str) -> Outcome:
        self.early.clear()
        return self.builder.build(self.early.append, [str(self.content / name) for name in saved])

    def build_twice(self) -> None:
        """Between the two it gets ready, which needs a moment."""
        assert self.build().status == self.build().status == GOOD

    def edit(self, name: str, old: str, new: str) -> Outcome:
        file = self.content / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
        return self.build(name)

    @property
    def pages(self) -> dict[str, bytes]:
        """What was shown early, by address."""
        return {address: page for pages in self.early for address, page in pages.pages.items()}

    def is_as_shown_early(self) -> bool:
        site = files_of(self.output)
        return all(site[file_of(address)] == page for address, page in self.pages.items())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TODAY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return Path(shutil.copytree(VALID, tmp_path / "valid"))


@pytest.fixture
def serve(folder: Path, tmp_path: Path) -> Iterator[Serve]:
    serve = Serve(folder, tmp_path / "site")
    with serve.builder:
        serve.build_twice()
        yield serve


def test_each_page_is_that_of_the_site_to_come(serve: Serve) -> None:
    assert serve.early == []
    for name, old, new in EDITS:
        assert serve.edit(name, old, new).status == GOOD
        assert ADDRESSES[name] in serve.pages, new
        assert serve.is_as_shown_early(), new


def test_lists_and_the_feed_come_early_too(serve: Serve) -> None:
    serve.edit(POST, "Title: The gate", "Title: The new gate")
    shown = serve.pages
    for address in (LIST, "/people/ada-quell/", "/series/first-visits/"):
        assert b"The new gate" in shown[address], address
    serve.edit(NEW_POST, "We open at ten.", "We open at eleven.")
    assert [*serve.early[0].pages] == [ADDRESSES[NEW_POST]]
    assert b"at eleven" in serve.pages[FEED]
    assert HOME in serve.pages


def test_a_process_that_finds_the_site_built_gets_ready(
    serve: Serve, folder: Path, tmp_path: Path
) -> None:
    again = Serve(folder, tmp_path / "site")
    with again.builder:
        again.build_twice()
        assert again.edit(POST, "Title: The gate", "Title: The new gate").status == GOOD
        assert LIST in again.pages
        assert again.is_as_shown_early()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2020-02-29", "date: 03/04/2020"),
        ("organisation: lantern-house", "organisation: lantern-hous"),
        ("We open at ten.", "We open [at ten](../2012/the-gates.md)."),
        ("kind: resource", "image:\n  src: none.svg\n  alt: A door"),
    ],
)
def test_nothing_wrong_is_shown(serve: Serve, old: str, new: str) -> None:
    assert serve.edit(NEW_POST, old, new).status == 1
    assert serve.early == []
    assert serve.edit(NEW_POST, new, f"{old}\n").status == GOOD
    assert ADDRESSES[NEW_POST] in serve.pages
    assert serve.is_as_shown_early()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Title: The gate", "Title: The gate\nslug: another-gate"),
        ("Title: The gate", "Title: The gate\nstatus: draft"),
    ],
)
def test_what_moves_or_goes_is_left_to_the_build(serve: Serve, old: str, new: str) -> None:
    serve.edit(POST, old, new)
    assert serve.early == []


def test_more_than_texts_is_left_to_the_build(serve: Serve) -> None:
    (serve.content / POST).write_bytes((serve.content / POST).read_bytes() + b"\nEven.\n")
    assert serve.build(POST, "people/ada-quell.md").status == GOOD
    assert serve.early == []
    (serve.content / POST).write_bytes((serve.content / POST).read_bytes() + b"\nMore.\n")
    assert serve.build(POST, "posts/2012/.the-gate.md.part").status == GOOD  # which is gone again
    assert serve.is_as_shown_early()
    assert ADDRESSES[POST] in serve.pages
