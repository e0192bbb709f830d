"""What may be an old address, and the file that says where they went."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.published.old_address import (
    EVERYTHING,
    OldAddress,
    as_address,
    is_address,
    line_for_gone,
    line_for_move,
    read_old_addresses,
)

PATH = "content/old-addresses.txt"
DAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/posts/a/", "/posts/a/"),
        ("posts/a", "/posts/a/"),
        ("  /posts/a#top ", "/posts/a/"),
        ("https://old.example.org/posts/caf%C3%A9/", "/posts/café/"),
        ("/a b/c%23.pdf", "/a b/c#.pdf"),
        ("http://old.example.org/story.html", "/story.html"),
        ("/?p=12", "/?p=12"),
        ("index.php?id=3&x=%41", "/index.php?id=3&x=%41"),
        ("/100%/", "/100%/"),
        ("", ""),
        ("/", ""),
        ("https://old.example.org", ""),
        ("../secret", ""),
        ("/a/%2e%2e/b/", ""),
        ("/a//b/", ""),
        ("/a/%3Fb/", ""),
        ("/a%00b/", ""),
        ("a\\b", ""),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        (f"/{'a' * 256}/", ""),
    ],
)
def test_an_alias_as_typed(typed: str, address: str) -> None:
    assert as_address(typed) == address


@given(st.text())
def test_an_alias_is_an_address_or_none_whatever_is_typed(typed: str) -> None:
    address = as_address(typed)
    assert not address or is_address(address)


def test_what_the_file_says() -> None:
    text = (
        "# Where they went.\n\n/people/jo/ -> /people/jo-example/\n"
        "  /people/al/\t-->  people/al-b  \r\n"
        "/media/form 2016.pdf gone 2026-11-21 The fund closed: -> see /posts/fund/.\n"
        "/posts/a/ Gone: 21.11.2026, Its author asked us.\n"
        "/people/jo/ -> /people/jo-example/\n"
    )
    assert read_old_addresses(text.encode(), PATH) == (
        {
            "/people/jo/": OldAddress("/people/jo/", "/people/jo-example/", line=3),
            "/people/al/": OldAddress("/people/al/", "/people/al-b/", line=4),
            "/media/form 2016.pdf": OldAddress(
                "/media/form 2016.pdf", "", DAY, "The fund closed: -> see /posts/fund/.", 5
            ),
            "/posts/a/": OldAddress("/posts/a/", "", DAY, "Its author asked us.", 6),
        },
        [],
    )


def test_an_address_said_to_be_gone_by_two_branches_went_on_the_earlier_day() -> None:
    text = b"/a/ gone 2026-11-22 Later.\n/a/ gone 2026-11-21 First.\n/a/ gone 2026-11-23 Last.\n"
    gone = OldAddress("/a/", "", DAY, "First.", 2)
    assert read_old_addresses(text, PATH) == ({"/a/": gone}, [])


def test_no_file_says_nothing() -> None:
    assert read_old_addresses(None, PATH) == ({}, [])
    assert read_old_addresses(b"", PATH) == ({}, [])


FORMS = (
    " Write where it went, as in: /people/jo/ -> /people/jo-example/\n"
    "or that it is gone, when and why, as in: /people/jo/ gone 2026-11-21 Jo left the network."
)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/people/jo/", f'"/people/jo/" does not say where an old address went.{FORMS}'),
        ("<<<<<<< ours", f'"<<<<<<< ours" does not say where an old address went.{FORMS}'),
        ("/a/ -> ../b", f'"../b" is not the address of a page or file here.{FORMS}'),
        ("/ gone 2026-11-21 Why.", f'"/" is not the address of a page or file here.{FORMS}'),
        ("/a/ ->", f'"" is not the address of a page or file here.{FORMS}'),
        (
            "/a/ gone 03/04/2026 Why.",
            "03/04/2026 can be read as 3 April 2026 or as 4 March 2026."
            " Write as in: /a/ gone 2026-11-21 Why it went.",
        ),
        (
            "/a/ gone because",
            '"because" cannot be read as a date. Write as in: /a/ gone 2026-11-21 Why it went.',
        ),
        ("/x/ gone 2026-11-21 Why.", "Line 1 says something else of /x/. Keep one of the two."),
        ("/x/ -> /z/", "Line 1 says something else of /x/. Keep one of the two."),
    ],
)
def test_the_words_for_a_line_that_says_nothing(line: str, words: str) -> None:
    found, problems = read_old_addresses(f"/x/ -> /y/\n{line}\n".encode(), PATH)
    assert [str(problem) for problem in problems] == [f"{PATH}:2: {words}"]
    assert list(found) == ["/x/"]


def test_a_line_without_a_reason_is_told_and_yet_says_that_it_is_gone() -> None:
    found, problems = read_old_addresses(line_for_gone("/a/", DAY).encode(), PATH)
    assert [str(problem) for problem in problems] == [
        f"{PATH}:1: /a/ is said to be gone, and not why; readers who come for it are told that."
        " Write the reason at the end of the line, in a sentence."
    ]
    assert found == {"/a/": OldAddress("/a/", "", DAY, "", 1)}


@given(st.binary() | st.text().map(str.encode))
def test_no_file_raises(data: bytes) -> None:
    found, _ = read_old_addresses(data, PATH)
    assert all(is_address(address) or address == EVERYTHING for address in found)


@given(st.text(st.sampled_from("ab-é. #%字\xa0"), max_size=5).map("/media/{}.pdf".format))
def test_the_lines_to_paste_are_understood(address: str) -> None:
    lines = f"{line_for_move(address, '/to/')}\n"
    assert read_old_addresses(lines.encode(), PATH)[0][address].to == "/to/"
    gone, problems = read_old_addresses(f"{line_for_gone(address, DAY)}Why\n".encode(), PATH)
    assert (problems, gone[address].day) == ([], DAY)
