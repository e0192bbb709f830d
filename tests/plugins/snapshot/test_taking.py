"""The snapshot of services that behave and of others: no stored comment is ever lost."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from plugins.model.comments.forgotten import erased_during
from plugins.model.comments.thread import Gap, Thread, read_thread
from plugins.snapshot.asking import Asker
from plugins.snapshot.folder_lock import alone
from plugins.snapshot.isso import Isso
from plugins.snapshot.taking import NotTaken, Rules, Taken, take
from tests.plugins.snapshot import services
from tests.plugins.snapshot.services import (
    SOON,
    Answer,
    FakeIsso,
    comment,
    says,
    served,
    thread_of_isso,
)

SOUP, PIE, TEA = "/posts/soup/", "/posts/pie/", "/posts/tea/"
NAMES = (SOUP, PIE, TEA)
SECONDS = 1.0  # for a service that dawdles
PATIENT = 300.0  # for others: a busy machine may be slow
RULES = Rules({}, PATIENT)


@pytest.fixture
def fake() -> Iterator[FakeIsso]:
    with served(FakeIsso()) as fake:
        fake.threads = {SOUP: [comment(1), comment(2)], PIE: [comment(3)]}
        yield fake


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".comments"


def taken(fake: FakeIsso, folder: Path, *, accept: bool = False, seconds: float = PATIENT) -> Taken:
    rules = Rules({("isso", "9"): erased_during(datetime.date(2026, 1, 1))}, seconds, accept)
    return asked(fake.address, NAMES, folder, rules)


def asked(address: str, names: Sequence[str], folder: Path, rules: Rules = RULES) -> Taken:
    with Asker(address, rules.seconds) as asker:
        return take(Isso(asker), names, folder, rules)


def stored(folder: Path, name: str = "soup") -> Thread:
    return read_thread((folder / f"{name}.isso.json").read_bytes())


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """All files with their bytes and the moments at which they were written."""
    return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder.iterdir()}


# A service that behaves ----------------------------------------------------------------------


def test_each_thread_is_a_file_and_an_unchanged_one_is_not_written(
    fake: FakeIsso, folder: Path
) -> None:
    first = taken(fake, folder)
    assert first == Taken(asked=2, written=(PIE, SOUP))
    before = state(folder)
    assert taken(fake, folder) == Taken(asked=2)
    assert state(folder) == before
    fake.threads[PIE].append(comment(4))
    assert taken(fake, folder).written == (PIE,)
    assert state(folder)["soup.isso.json"] == before["soup.isso.json"]


def test_only_threads_in_which_something_is_said_are_asked_for(
    fake: FakeIsso, folder: Path
) -> None:
    taken(fake, folder)
    assert sorted(fake.asked) == ["/count", PIE, SOUP]
    fake.threads[PIE] = []
    fake.asked.clear()
    taken(fake, folder)
    assert {"/count", PIE, SOUP} <= {*fake.asked}  # though it is said to be empty


def test_what_is_private_is_not_kept_and_what_runs_is_cleaned(fake: FakeIsso, folder: Path) -> None:
    script = "<p>Hi<script>alert(1)</script> <a href='javascript:alert(2)'>x</a></p>"
    name = "A&lt;script&gt;\u202ealert(3)&lt;/script&gt;\n B &amp; C\0"
    more = {"email": "ann@example.org", "remote_addr": "192.0.2.7", "author": name}
    fake.threads = {SOUP: [comment(1, script, **more)]}
    taken(fake, folder)
    (one,) = stored(folder).comments
    assert one.name == "A<script>alert(3)</script> B & C"  # plain text, which pages escape
    assert "<script" not in one.text
    assert "javascript" not in one.text
    data = (folder / "soup.isso.json").read_text(encoding="utf-8")
    assert not [word for word in ("ann@", "192.0", "me.example", '"ab"') if word in data]


def test_removed_ones_leave_their_place(fake: FakeIsso, folder: Path) -> None:
    answer = comment(2, parent=1)
    fake.threads = {SOUP: [comment(1, "<p></p>", mode=4, author=None, replies=[answer])]}
    taken(fake, folder)
    gap, reply = stored(folder).comments
    assert (gap.id, gap.name, gap.text, gap.removed) == ("1", "", "", Gap())
    assert reply.reply_to == "1"


def test_an_erased_comment_does_not_come_back(fake: FakeIsso, folder: Path) -> None:
    fake.threads = {SOUP: [comment(1), comment(9, "<p>Secret</p>"), comment(10, parent=9)]}
    taken(fake, folder)
    gap = stored(folder).comments[1]
    assert (gap.id, gap.text, gap.name) == ("9", "", "")
    assert gap.removed == Gap(date=datetime.date(2026, 1, 1))
    assert b"Secret" not in (folder / "soup.isso.json").read_bytes()


def test_an_erased_comment_goes_though_the_service_is_down(fake: FakeIsso, folder: Path) -> None:
    fake.threads = {SOUP: [comment(8, "<p>Kept</p>"), comment(9, "<p>Secret</p>")]}
    asked(fake.address, NAMES, folder)
    (folder / "of-a-withdrawn-post.json").write_bytes((folder / "soup.isso.json").read_bytes())
    fake.instead[""] = says(b"", 503)
    assert taken(fake, folder).dead
    for file in folder.iterdir():
        data = file.read_bytes()
        assert (b"Secret" in data, b"Person 9" in data, b"Kept" in data) == (False, False, True)


@pytest.mark.slow
def test_ten_thousand_comments_are_kept(fake: FakeIsso, folder: Path) -> None:
    fake.threads = {SOUP: [comment(number + 10) for number in range(10_000)]}
    assert taken(fake, folder).written == (SOUP,)
    assert len(stored(folder).comments) == 10_000


def test_what_a_run_that_was_killed_left_goes(fake: FakeIsso, folder: Path) -> None:
    taken(fake, folder)
    left = folder / ".soup.isso.json.new-0123abcd"
    left.write_bytes(b"Secret")
    assert taken(fake, folder) == Taken(asked=2)
    assert not left.exists()


# A service that does not ---------------------------------------------------------------------

SLOW: dict[str, tuple[Answer, str]] = {
    "slow": (services.sleeps, "takes longer than 1 s to answer"),
    "drip": (services.drips, "takes longer than 1 s to answer"),
    "drip of a body": (services.drips_body, "takes longer than 1 s to answer"),
    "endless": (services.never_ends, ""),  # too long, or too slow: by the machine
}
WICKED: dict[str, tuple[Answer, str]] = {
    "500": (says(b"{}", 500), "answers with an error (500 Internal Server Error)"),
    "404": (says(b"{}", 404), "answers with an error (404 Not Found)"),
    "HTML": (says(b"<html>", Content_Type="text/html"), "answers with a web page"),
    "HTML that says to be JSON": (says(b"<html>"), "does not answer as Isso does"),
    "nothing": (says(b""), "does not answer as Isso does"),
    "hanging up": (services.hangs_up, "does not answer"),
    "no HTTP": (services.speaks_otherwise, "does not"),
    "leading on": (says(b"", 302, Location="https://elsewhere.example/"), "leads on to"),
    "deep": (says(b"[" * 100_000), "does not answer as Isso does"),
    "no UTF-8": (says(b'{"replies": ["\xff"]}'), "does not answer as Isso does"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW | WICKED)
def test_a_service_that_fails_in_all_leaves_all_as_it_was(
    name: str, fake: FakeIsso, folder: Path
) -> None:
    taken(fake, folder)
    before = state(folder)
    answer, words = (SLOW | WICKED)[name]
    fake.instead[""] = answer
    began = time.monotonic()
    got = taken(fake, folder, seconds=SECONDS if name in SLOW else PATIENT)
    assert time.monotonic() - began < services.DAWDLES / 3
    assert words in got.dead
    assert got.dead.startswith("The comment service ")
    assert state(folder) == before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["404", "HTML", "hanging up", "no UTF-8"])
def test_a_thread_that_fails_stays_as_it_was(name: str, fake: FakeIsso, folder: Path) -> None:
    taken(fake, folder)
    before = state(folder)
    answer, words = WICKED[name]
    fake.instead[SOUP] = answer
    fake.threads[PIE].append(comment(4))
    got = taken(fake, folder)
    assert got.written == (PIE,)
    assert got.kept.keys() == {SOUP}
    assert words in got.kept[SOUP]
    assert state(folder)["soup.isso.json"] == before["soup.isso.json"]


LIES: dict[str, tuple[bytes, str]] = {
    "no list": (b'{"replies": {}, "hidden_replies": 0}', "does not answer as Isso does"),
    "half a JSON": (thread_of_isso(comment(1), comment(2))[:-99], "does not answer as Isso does"),
    "a list": (b"[]", "does not answer as Isso does"),
    "id as text": (thread_of_isso(comment(1, id="1")), "does not answer as Isso does"),
    "id below one": (thread_of_isso(comment(0)), "does not answer as Isso does"),
    "text as number": (thread_of_isso(comment(1, text=3)), "does not answer as Isso does"),
    "no text": (thread_of_isso(comment(1, text=None)), "does not answer as Isso does"),
    "ids twice": (thread_of_isso(comment(1), comment(2), comment(1)), "Two comments have one id"),
    "no parent": (thread_of_isso(comment(1), comment(2, parent=77)), "answers 77"),
    "its own parent": (thread_of_isso(comment(1, parent=1), comment(2)), "answers itself"),
    "a ring": (thread_of_isso(comment(1, parent=2), comment(2, parent=1)), "answers itself"),
    "before the web": (thread_of_isso(comment(1, created=3), comment(2)), "is said to be of 1970"),
    "the future": (thread_of_isso(comment(1, created=9e9), comment(2)), "is said to be of 2255"),
    "no time": (thread_of_isso(comment(1, created=1e300), comment(2)), "has a time that is none"),
    "held": (thread_of_isso(comment(1, mode=2), comment(2)), "is not published (mode 2)"),
    "cut": (thread_of_isso(comment(1), comment(2), hidden_replies=9), "holds some"),
    "cut within": (thread_of_isso(comment(1, hidden_replies=9), comment(2)), "holds some"),
    "emptied": (thread_of_isso(), "Of the 2 comments that were readable, 2 are gone"),
    "others": (thread_of_isso(*map(comment, range(20, 40))), "2 are gone"),
    "all removed": (
        thread_of_isso(comment(1, mode=4), comment(2, mode=4)),
        "2 are gone at the service. If that is right: make snapshot-comments ACCEPT=1",
    ),
}


@pytest.mark.parametrize("name", LIES)
def test_a_thread_of_lies_stays_as_it_was(name: str, fake: FakeIsso, folder: Path) -> None:
    taken(fake, folder)
    before = state(folder)
    body, words = LIES[name]
    fake.instead[SOUP] = says(body)
    got = taken(fake, folder)
    assert got.kept.keys() == {SOUP}
    assert words in got.kept[SOUP]
    assert state(folder) == before


def test_deep_nesting_is_no_matter(fake: FakeIsso, folder: Path) -> None:
    body = '{"id": 1, "mode": 1, "created": 1700000000, "text": "x"'
    deep = "".join(f'{body.replace("1", str(n), 1)}, "replies": [' for n in range(1, 400))
    deep = f'{{"hidden_replies": 0, "replies": [{deep}{"]}" * 400}'
    fake.instead[SOUP] = says(deep.encode())
    assert taken(fake, folder).written == (PIE, SOUP)


@pytest.mark.parametrize("counts", [b"[1]", b"[1, 2, 3, 4]", b'["1", 0, 0]', b"{}", b"null"])
def test_wrong_counts_leave_all_as_it_was(counts: bytes, fake: FakeIsso, folder: Path) -> None:
    fake.instead["/count"] = says(counts)
    assert taken(fake, folder).dead
    assert list(folder.iterdir()) == []


def test_a_lost_comment_is_no_half_and_a_drop_can_be_accepted(fake: FakeIsso, folder: Path) -> None:
    taken(fake, folder)
    fake.threads = {SOUP: [comment(2)], PIE: []}
    got = taken(fake, folder)
    assert got.written == (SOUP,)  # one of two: not more than half
    assert "ACCEPT=1" in got.kept[PIE]
    assert [one.id for one in stored(folder).comments] == ["2"]
    got = taken(fake, folder, accept=True)
    assert got == Taken(asked=2, written=(PIE,))
    assert stored(folder, "pie").comments == ()


def test_a_number_that_is_given_again_is_a_loss(fake: FakeIsso, folder: Path) -> None:
    """A new store begins its numbers anew, and answers as politely as the old one."""
    taken(fake, folder)
    before = state(folder)
    fake.threads = {SOUP: [comment(one, created=SOON + 99) for one in (1, 2, 3)], PIE: []}
    assert taken(fake, folder).kept.keys() == {SOUP, PIE}
    assert state(folder) == before


def test_nobody_there_is_told_at_once(folder: Path, port: int) -> None:
    got = asked(f"http://127.0.0.1:{port}", NAMES, folder)
    assert "does not answer (Connection refused)" in got.dead


@pytest.mark.slow
def test_a_service_that_dies_on_the_way_is_asked_no_further(fake: FakeIsso, folder: Path) -> None:
    names = [f"/posts/p{number}/" for number in range(200)]
    fake.threads = {name: [comment(number + 10)] for number, name in enumerate(names)}
    taken_first = asked(fake.address, names, folder)
    assert len(taken_first.written) == 200
    before = state(folder)
    fake.instead = {name: says(b"", 503) for name in names}
    fake.asked.clear()
    got = asked(fake.address, names, folder)
    assert len(got.kept) == 200
    assert len(set(got.kept.values())) == 1
    assert len(fake.asked) < 20
    assert state(folder) == before


def test_one_bad_thread_after_another_stops_nothing(fake: FakeIsso, folder: Path) -> None:
    names = [f"/posts/p{number}/" for number in range(20)]
    fake.threads = {name: [comment(number + 10)] for number, name in enumerate(names)}
    fake.instead = {name: says(thread_of_isso(comment(1, mode=2))) for name in names[:15]}
    got = asked(fake.address, names, folder)
    assert len(got.written) == 5


# The folder ----------------------------------------------------------------------------------


def test_an_unreadable_file_is_left_for_whoever_can_mend_it(fake: FakeIsso, folder: Path) -> None:
    taken(fake, folder)
    (folder / "soup.isso.json").write_bytes(b"<<<<<<< ours\n{")
    got = taken(fake, folder, accept=True)
    assert ".comments/soup.isso.json cannot be read" in got.kept[SOUP]
    assert (folder / "soup.isso.json").read_bytes() == b"<<<<<<< ours\n{"


def test_what_another_service_said_stays_beside(fake: FakeIsso, folder: Path) -> None:
    taken(fake, folder)
    isso, giscus = folder / "soup.isso.json", folder / "soup.giscus.json"
    giscus.write_text(isso.read_text().replace('"isso"', '"giscus"'))
    before = giscus.read_bytes()
    isso.unlink()
    assert SOUP in taken(fake, folder, accept=True).written
    assert (isso.exists(), giscus.read_bytes()) == (True, before)


def test_two_runs_at_once_are_refused(fake: FakeIsso, folder: Path) -> None:
    folder.mkdir()
    with alone(folder, NotTaken), pytest.raises(NotTaken, match="Another run"):
        taken(fake, folder)
    assert taken(fake, folder).written
