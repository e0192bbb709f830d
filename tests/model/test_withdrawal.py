"""Withdrawing changes the lines of a status and no other byte, whatever else is in the file."""

from __future__ import annotations

import codecs
import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.model.encoding import INVISIBLE, MOST_BYTES
from plugins.model.problem import errors
from plugins.model.reading import read_entry
from plugins.model.text.unseen import shows_nothing
from plugins.model.withdrawal import NotWithdrawn, Withdrawal, one_line, status_lines, withdraw
from tests.loading import settings

DAY = datetime.date(2026, 11, 20)
REASON = "Consent was taken back."
LINES = f'status:\n  status: withdrawn\n  on: 2026-11-20\n  reason: "{REASON}"\n'
PATH = "posts/2014/a.md"
BOM = codecs.BOM_UTF8


def withdrawn(data: bytes, reason: str = REASON) -> Withdrawal:
    return withdraw(PATH, data, reason, DAY, settings(), "content")


def status_in(data: bytes) -> tuple[str, str]:
    status = read_entry(PATH, data, settings(), "content").fields.status
    return status.status, status.reason


def after(text: str) -> str:
    """What a file of this text holds once it is withdrawn."""
    return withdrawn(text.encode()).data.decode()


class TestWhereTheLinesGo:
    def test_below_the_last_key(self) -> None:
        text = "---\ntitle: A\ntopics:\n  - b\n# a note\n\n---\nWords.\n"
        assert after(text) == text.replace("  - b\n", f"  - b\n{LINES}")

    @pytest.mark.parametrize(
        "old",
        [
            "status: draft\n",
            "Status: published\n",
            '"status": "draft"\n',
            "status:draft\n",
            "status:\n",
            "status: draft # until May\n",
            "status: drfat\n",
            "status: [draft\n",
            'status: "draft\n',
            "status:\n  status: draft\n  on: 2020-01-01\n\n  reason: x\n",
            "status: {status: draft,\n  reason: x}\n",
            "status: {\n  status: draft\n}\n",
            "status: |\n  draft\n",
            "status: withdrawn\n",
        ],
    )
    def test_in_place_of_the_status_that_stands_there(self, old: str) -> None:
        before, below = "---\ntitle: A\n", "\n# a note\ndate: 2014-02-10\n---\nstatus: draft\n"
        done = withdrawn(f"{before}{old}{below}".encode())
        assert done.data.decode() == f"{before}{LINES}{below}"
        assert (done.written, done.replaced) == (LINES, old)

    def test_notes_among_the_old_lines_stay(self) -> None:
        text = "---\nstatus:\n  # asked by Ann\n  status: draft\n# on Monday\n---\n"
        assert after(text) == f"---\n{LINES}  # asked by Ann\n# on Monday\n---\n"

    def test_a_status_that_is_only_a_note_is_none(self) -> None:
        text = "---\n# status: draft\ntitle: A\n---\n"
        assert after(text) == f"---\n# status: draft\ntitle: A\n{LINES}---\n"

    def test_an_indented_front_matter_keeps_its_margin(self) -> None:
        found = after("---\n  title: A\n---\n")
        assert (
            found
            == "---\n  title: A\n"
            + LINES.replace("status:\n", "  status:\n", 1)
            .replace("\n  ", "\n    ")
            .removesuffix("    ")
            + "---\n"
        )

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", [b"", BOM])
    def test_line_ends_and_the_first_mark_stay(self, end: str, mark: bytes) -> None:
        data = mark + "---\ntitle: Été\n...\nWords.".replace("\n", end).encode()
        expected = f"---\ntitle: Été\n{LINES}...\nWords.".replace("\n", end).encode()
        assert withdrawn(data).data == mark + expected

    def test_bytes_that_are_no_utf_8_stay(self) -> None:
        data = b"---\ntitle: caf\xe9\n---\n\xff\xfe\x80 \xe2\x80\xa8 \x07\n"
        assert withdrawn(data).data == data.replace(b"\xe9\n", b"\xe9\n" + LINES.encode())

    @pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
    def test_a_file_in_utf_16_stays_one(self, codec: str) -> None:
        mark = "\ufeff".encode(codec)
        data = mark + "---\r\ntitle: Été\r\n---\r\n".encode(codec)
        changed = withdrawn(data).data
        assert changed.startswith(mark)
        assert changed.decode(codec).removeprefix("\ufeff") == (
            f"---\ntitle: Été\n{LINES}---\n".replace("\n", "\r\n")
        )


class TestWhateverElseIsWrong:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("---\ntitle: A\n\nWords.\n", f"---\ntitle: A\n{LINES}\nWords.\n"),
            ("---\ntitle: A", f"---\ntitle: A\n{LINES[:-1]}"),
            ("---\nstatus: draft", f"---\n{LINES[:-1]}"),
            ("title: A\ndate: x\n---\n", f"title: A\ndate: x\n{LINES}---\n"),
            ("---\n---\nWords.\n", f"---\n{LINES}---\nWords.\n"),
            ("--\ntitle: A\n--\n", f"--\ntitle: A\n{LINES}--\n"),
            ("---\ntitle: [A\nx: 'b\nstray\n---\n", f"---\ntitle: [A\nx: 'b\n{LINES}stray\n---\n"),
            ("Words.\n", f"---\n{LINES}---\nWords.\n"),
            ("+++\na = 1\n+++\n", f"---\n{LINES}---\n+++\na = 1\n+++\n"),
            ("", f"---\n{LINES}---\n"),
            ("---\n  - b\n---\n", f"---\n{LINES}---\n---\n  - b\n---\n"),
        ],
    )
    def test_the_post_is_withdrawn(self, text: str, expected: str) -> None:
        assert after(text) == expected

    def test_also_with_more_keys_than_are_read(self) -> None:
        keys = "".join(f"k{number}: x\n" for number in range(300))
        assert after(f"---\n{keys}---\n") == f"---\n{LINES}{keys}---\n"

    def test_two_statuses_are_refused_with_their_lines(self) -> None:
        with pytest.raises(NotWithdrawn, match=r"a\.md:4: status stands on lines 2 and 4"):
            withdrawn(b"---\nstatus: draft\ntitle: A\nStatus: published\n---\n")

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"PK\x03\x04words", "a word-processor's document"),
            (b"---\ntitle: A\0\n---\n", "bytes of value 0"),
            (b"---\ntitle: A\n---\n" + b"x" * MOST_BYTES, "more than 1 MB"),
            (codecs.BOM_UTF16_LE + b"-\0-", "UTF-16"),
        ],
    )
    def test_what_is_no_text_is_refused_in_our_words(self, data: bytes, words: str) -> None:
        with pytest.raises(NotWithdrawn, match=words):
            withdrawn(data)

    def test_a_day_before_the_post_is_told(self) -> None:
        done = withdrawn(b"---\ntitle: A\ndate: 2026-11-21\n---\n")
        assert [one.field for one in errors(done.problems)] == ["status.on"]


class TestWithdrawnBefore:
    def test_the_day_and_the_reason_stay(self) -> None:
        data = after("---\ntitle: A\n---\n").encode()
        done = withdraw(PATH, data, "Another.", datetime.date(2026, 1, 1), settings(), "content")
        assert (done.data, done.written) == (data, "")
        assert (done.status.on, done.status.reason) == (status_on(data), REASON)

    def test_what_it_does_not_say_is_added(self) -> None:
        text = "---\nstatus:\n  status: withdrawn\n  on: 2020-01-02\n---\n"
        assert after(text) == f"---\n{LINES.replace('2026-11-20', '2020-01-02')}---\n"


def status_on(data: bytes) -> object:
    return read_entry(PATH, data, settings(), "content").fields.status.on


class TestTheReason:
    def test_it_is_put_on_one_line(self) -> None:
        assert one_line("  Consent\twas\r\ntaken\n\nback. ") == "Consent was taken back."

    @pytest.mark.parametrize("reason", ["a\x07b", "a\x1b[31m", "a\u2028b", "a\x85b", "a\udc80"])
    def test_signs_that_do_not_show_are_refused(self, reason: str) -> None:
        with pytest.raises(NotWithdrawn, match="a sign that does not show"):
            one_line(reason)

    @pytest.mark.parametrize("reason", ["", "  \n", "\u200b"])
    def test_there_must_be_one(self, reason: str) -> None:
        with pytest.raises(NotWithdrawn, match="Readers are told why"):
            one_line(reason)

    @given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    @example("It's \"wrong\": #3 \\ @x, {a} [b] *c &d !e |f >g %h `i - ? 'j")
    @example("no")
    @example("\ufeffx")
    def test_any_words_come_out_as_they_went_in(self, words: str) -> None:
        if INVISIBLE.search(words) or shows_nothing(words):
            return
        reason = one_line(words)
        data = withdrawn(b"---\ntitle: A\n---\n", reason).data
        assert status_in(data) == ("withdrawn", reason)


PIECES = (
    "---", "...", "--", "+++", "", "title: A", "Title: [", 'x: "', "status:", "status: draft",
    "  status: published", "Status: withdrawn", "  reason: |", "  - a", "- b", "# note", "#tag",
    "  # status: x", "words and words", "    code", "\t", "a: b: c", "* x", "{", "}", "&a *a",
    "date: 2014-02-10", "é \u2028 \x0b", "slug: b", "k" * 80 + ":", "12:30", "http://x", "'q': 1",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12)
HEADS = st.sampled_from(["", "---\n", "---\ntitle: A\n", "\n---  \n", "\ufeff---\n", "title: A\n"])
FEET = st.sampled_from(["", "\n", "\n---\n", "\n---\nWords.\n", "\n...", "\n---\nstatus: draft"])


@given(HEADS, TEXTS, FEET, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_other_bytes_of_any_file_stay_and_the_post_is_withdrawn(
    head: str, lines: list[str], foot: str, end: str
) -> None:
    data = (head + "\n".join(lines) + foot).replace("\n", end).encode()
    try:
        done = withdrawn(data)
    except NotWithdrawn as wrong:
        if "status stands on lines" in str(wrong):
            return
        raise  # nothing else is refused
    assert status_in(done.data)[0] == "withdrawn"
    text, old = done.data.decode(), data.decode()
    if not done.written:
        assert text == old
        return
    assert text.count(done.written)
    places = [at for at in range(len(text)) if text.startswith(done.written, at)]
    size = len(done.written)
    rest = [(text[:at], text[at + size :]) for at in places]
    assert any(
        old in (one + done.replaced + other, one.removesuffix(end) + done.replaced + other)
        for one, other in rest
    )


@pytest.mark.slow
@given(st.binary(max_size=200))
def test_any_bytes_are_changed_or_refused(data: bytes) -> None:
    try:
        changed = withdrawn(b"---\n" + data).data
    except NotWithdrawn:
        return
    assert status_in(changed) == ("withdrawn", REASON)


def test_the_lines_to_paste_are_those_that_are_written() -> None:
    assert "\n".join([*status_lines(REASON, DAY), ""]) == LINES
