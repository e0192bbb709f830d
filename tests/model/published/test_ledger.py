"""The file of the ledger: written, read, merged by git, and refused where it is damaged."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.published.ledger import (
    Ledger,
    Published,
    Told,
    read_ledger,
    with_lines,
    write_ledger,
)
from plugins.model.published.old_address import is_address

PATH = "content/published.json"
FIRST, LATER = datetime.date(2026, 11, 21), datetime.date(2026, 12, 1)
RESTORE = (
    "Bring back its last good state. On the web page: open the file, then its History, then the"
    " newest version that is whole, and copy that. Or, if the fault is not committed yet, run:"
    " git checkout -- content/published.json"
)

addresses = st.text(st.sampled_from("ab/-é?.=ü字"), max_size=8).map("/".__add__).filter(is_address)
EARLY = datetime.date(1999, 12, 31)
days = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
told: st.SearchStrategy[dict[str, Any]] = st.just({}) | st.fixed_dictionaries(
    {"rank": st.just(1), "feed_day": st.just(EARLY)}, optional={"changed": st.just(EARLY)}
)
published = st.builds(
    lambda told, **more: Published(**told, **more),
    told,
    address=addresses,
    n=st.integers(1, 4),
    day=days,
    kind=st.sampled_from(["posts", "pages", ""]),
    file=st.sampled_from(["posts/2026/a.md", "posts/ü \u2028.md", ""]),
    id=st.sampled_from(["tag:example.org,2026:a", 'a"\\b', ""]),
    to=st.just("") | addresses,
)
ledgers = st.lists(published, max_size=6).map(lambda lines: with_lines(Ledger(), lines))


def line(address: str, n: int = 1, day: datetime.date = FIRST, **more: Any) -> Published:
    return Published(address=address, n=n, day=day, **more)


POST = line("/posts/a/", kind="posts", file="posts/2026/a.md", id="tag:example.org,2026:a")
GOOD = write_ledger(Ledger((line("/about/", kind="pages", file="pages/about.md"), POST)))


def test_the_file_as_it_is_written() -> None:
    assert GOOD.decode() == (
        '{"version": 1, "note": "Every address and feed id ever published. A machine adds lines;'
        ' nobody changes one or takes one out. In a merge keep the lines of both sides.",'
        ' "published": [\n'
        '{"address": "/about/", "n": 1, "day": "2026-11-21", "kind": "pages",'
        ' "file": "pages/about.md"},\n'
        '{"address": "/posts/a/", "n": 1, "day": "2026-11-21", "kind": "posts",'
        ' "file": "posts/2026/a.md", "id": "tag:example.org,2026:a"},\n'
        "null]}\n"
    )


def test_without_a_file_nothing_was_published() -> None:
    assert read_ledger(None, PATH) == (Ledger(), [])


@given(ledgers)
def test_what_is_written_is_read_back_and_is_json(ledger: Ledger) -> None:
    data = write_ledger(ledger)
    assert read_ledger(data, PATH) == (ledger, [])
    assert len(json.loads(data)["published"]) == len(ledger.lines) + 1
    assert write_ledger(read_ledger(data, PATH)[0]) == data


@given(ledgers, st.randoms())
def test_order_doubles_and_layout_do_not_matter(ledger: Ledger, random: Random) -> None:
    file = json.loads(write_ledger(ledger))
    file["published"] = file["published"] * 2
    random.shuffle(file["published"])
    data = b"\xef\xbb\xbf" + json.dumps(file, indent=4).replace("\n", "\r\n").encode()
    assert read_ledger(data, PATH) == (ledger, [])


@pytest.mark.slow
@given(ledgers, ledgers, ledgers)
def test_git_merges_two_branches_by_union(base: Ledger, ours: Ledger, theirs: Ledger) -> None:
    one, other = (with_lines(base, more.lines) for more in (ours, theirs))
    merged, problems = read_ledger(merge(base, one, other), PATH)
    assert (merged, problems) == (with_lines(one, other.lines), [])


def merge(base: Ledger, ours: Ledger, theirs: Ledger) -> bytes:
    """What git makes of a file with `merge=union`, without a repository."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("ours", "base", "theirs")]
        for file, ledger in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(write_ledger(ledger))
        command = ["git", "merge-file", "-p", "--union", *map(str, files)]
        return subprocess.run(command, capture_output=True, check=True).stdout


def test_the_highest_number_holds_and_the_earlier_id() -> None:
    ledger = with_lines(
        Ledger(),
        [
            line("/a/", 1, LATER, file="posts/a.md", id="theirs"),
            line("/a/", 1, FIRST, file="posts/a.md", id="ours"),
            line("/a/", 2, LATER, to="/b/"),
            line("/b/", 1, LATER, file="posts/b.md", id="ours"),
        ],
    )
    assert ledger.last["/a/"].to == "/b/"
    assert ledger.ids == {"/b/": "ours"}
    assert Ledger(ledger.lines[:2]).ids == {"/a/": "ours"}


def damaged(old: bytes, new: bytes) -> bytes:
    assert old in GOOD
    return GOOD.replace(old, new)


DAMAGE = {
    "conflict marks": (
        damaged(b"null]}", b"<<<<<<< ours\n=======\n>>>>>>> theirs\nnull]}"),
        "4: Git could not merge this file: it holds the lines of two branches, and marks between"
        " them. Keep the lines of both: delete only the lines that begin with <<<<<<<, =======,"
        " ||||||| or >>>>>>>.",
    ),
    "half written": (
        GOOD[:300],
        f"3: The ledger of what was published ends in the middle of a line. {RESTORE}",
    ),
    "empty": (b"", f"1: The ledger of what was published ends in the middle of a line. {RESTORE}"),
    "no comma": (
        damaged(b'about.md"},', b'about.md"}'),
        f"3: The ledger of what was published cannot be read (expected ',' or ']'). {RESTORE}",
    ),
    "a later version": (
        damaged(b'"version": 1', b'"version": 2, "more": []'),
        "1: The ledger has version 2, and this software knows version 1 only. Use the software"
        " that wrote it, or a newer one.",
    ),
    "a line of something else": (
        damaged(b'"n": 1, "day": "2026-11-21", "kind": "posts"', b'"n": 0, "kind": "posts"'),
        "3: This line is not one of a ledger (Expected `int` >= 1 - at `$.n`). " + RESTORE,
    ),
    "an address outside the site": (
        damaged(b"/posts/a/", b"/posts/../../a/"),
        '3: This line is not one of a ledger ("/posts/../../a/" is not an address of this site).'
        f" {RESTORE}",
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_the_words_for_damage(kind: str) -> None:
    data, words = DAMAGE[kind]
    ledger, problems = read_ledger(data, PATH)
    assert ledger == Ledger()
    assert [str(problem) for problem in problems] == [f"{PATH}:{words}"]


@pytest.mark.parametrize(
    "data",
    [
        b"null",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"version":1,"note":"","published":' + b"[" * 100_000,
        b'{"version":1,"note":"","published":[' + b'{"address":' * 100_000,
        b"\xff\xfe\0",
        b'{"version":1,"note":"","published":[1e999]}',
        damaged(b"/posts/a/", b"//evil.example/a/"),
        damaged(b"/posts/a/", b"/posts/\\ud800/"),
        damaged(b"/posts/a/", b"/posts/\xff/"),
        damaged(b"/posts/a/", b"/posts/a\\nb/"),
        damaged(b"/posts/a/", b""),
        damaged(b"tag:example.org", b"tag:\\u0000"),
        damaged(b'"n": 1, "day": "2026-11-21", "kind": "posts"', b'"n": 1e30'),
        damaged(b'"kind": "posts"', b'"kind": "posts", "colour": "red"'),
        damaged(b'"day": "2026-11-21", "kind": "posts"', b'"day": "2026-02-30", "kind": "posts"'),
    ],
)
def test_what_is_hostile_is_refused_in_one_problem(data: bytes) -> None:
    ledger, problems = read_ledger(data, PATH)
    assert ledger == Ledger()
    assert [problem.path for problem in problems] == [PATH]
    assert problems[0].remedy


@given(st.binary(max_size=200), st.integers(0, len(GOOD)), st.integers(0, 40))
def test_no_damage_raises(rubbish: bytes, start: int, length: int) -> None:
    data = GOOD[:start] + rubbish + GOOD[start + length :]
    ledger, problems = read_ledger(data, PATH)
    assert len(problems) <= 1
    assert not (problems and ledger.lines)
    write_ledger(ledger)


@pytest.mark.parametrize(
    "told",
    [
        '"rank": 1',
        '"feed_day": "2026-11-21"',
        '"changed": "2026-11-21"',
        '"rank": -1, "feed_day": "2026-11-21"',
        '"rank": 1, "feed_day": "soon"',
        '"rank": 1, "feed_day": "9999-12-31"',
        '"rank": 1, "feed_day": "2026-11-20", "changed": "2026-11-22"',
        '"rank": 2, "feed_day": "2026-11-20"',
        '"rank": 999999999, "feed_day": "2026-11-20"',
    ],
)
def test_what_subscribers_were_told_is_whole_or_refused(told: str) -> None:
    line = f'{{"address": "/posts/a/", "n": 1, "day": "2026-11-21", "id": "x", {told}}}'
    data = f'{{"version": 1, "published": [\n{line},\nnull]}}\n'.encode()
    ledger, problems = read_ledger(data, PATH)
    assert ledger == Ledger()
    assert [problem.line for problem in problems] == [2]


def test_of_two_branches_the_lower_rank_and_the_later_change_hold() -> None:
    both = [
        line("/posts/a/", 1, id="x", rank=rank, feed_day=FIRST, changed=changed)
        for rank, changed in ((3, LATER), (2, FIRST))
    ]
    assert with_lines(Ledger(), both).order == {"x": Told(2, FIRST, LATER)}
