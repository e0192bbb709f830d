"""What the report says of a change, line by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.model.feeds.feeds import ARCHIVED
from tests.loading import post
from tests.model.change_reports import (
    BEFORE,
    FIRST,
    HEAD,
    NOTHING,
    Files,
    lines,
    published,
    told,
    without,
)

SECOND = "post **Second**, /posts/b/ (content/posts/b.md)"
NEW = "post **New**, /posts/n/ (content/posts/n.md)"
WITHDRAWN = "status:\n  status: withdrawn\n  on: 2026-11-01\n  reason: She asked for it.\n"

CHANGES = {
    "nothing": ({}, [], [NOTHING]),
    "a text": (
        {"posts/a.md": post("New words.\n", title="First")},
        [],
        [
            "**Pages and files: 1 changed. New entries in the feed: 0.**",
            "### Changed (1)",
            f"- {FIRST}",
        ],
    ),
    "only how it is typed": (
        {"posts/a.md": post("Old\nwords.\n", title='"First"').replace("Old\nwords", "Old words")},
        [],
        [NOTHING],
    ),
    "a new post": (
        {"posts/n.md": post("More.\n", title="New", date="2016-01-01")},
        [],
        [
            "**Pages and files: 1 added. New entries in the feed: 1.**",
            "### Added (1)",
            f"- {NEW}",
            "### New in the feed (1)",
            f"- {NEW}",
            "New pages of lists: 1.",  # its year's
        ],
    ),
    "a date": (
        {"posts/a.md": post("Old words.\n", title="First", date="2014-02-11")},
        [],
        [
            "**Pages and files: 1 changed. New entries in the feed: 0.**",
            "### Changed (1)",
            f"- {FIRST}",
            "### Dates that move (2)",
            f"- {FIRST}: date: 10 February 2014 → 11 February 2014",
            f"- {FIRST}: last updated: 10 February 2014 → 11 February 2014",
        ],
    ),
    "an author": (
        {"posts/a.md": post("Old words.\n", title="First", author="Bo Guest, Riverside Trust")},
        [],
        [
            "**Pages and files: 1 changed. New entries in the feed: 0.**",
            "### Changed (1)",
            f"- {FIRST}",
            "### Names that change (1)",
            f"- {FIRST}: by: Ann Example → Bo Guest, Riverside Trust",
        ],
    ),
    "a withdrawal": (
        {"posts/a.md": post("Old words.\n", title="First", extra=WITHDRAWN)},
        [],
        [
            "**Pages and files: 1 withdrawn. New entries in the feed: 0.**",
            "### Withdrawn: only a notice stays (1)",
            f"- {FIRST}",
            "### No longer in the feed (1)",
            f"- {FIRST}",
            "Pages of lists that go: 1.",
        ],
    ),
    "a draft": (
        {"posts/n.md": post("More.\n", title="New", extra="status: draft\n")},
        [],
        [NOTHING, "### Held back (1)", "- content/posts/n.md: a draft"],
    ),
    "a new post with a mistake": (
        {"posts/n.md": post("More.\n", title="New", date="03/04/2016")},
        [],
        [
            NOTHING,
            "### New problems (1)",
            "- content/posts/n.md:3: date: 03/04/2016 can be read as 3 April 2016 or as 4 March"
            " 2016.",
            "### Held back (1)",
            "- content/posts/n.md: something is wrong in it",
        ],
    ),
    "a deleted post": (
        {},
        ["posts/a.md"],
        [
            "**Pages and files: 1 gone. New entries in the feed: 0.**",
            "### Gone (1)",
            f"- {FIRST}: its address leads nowhere",
            "### No longer in the feed (1)",
            f"- {FIRST}",
            "Pages of lists that go: 1.",
        ],
    ),
    "another download": (
        {"media/p.pdf": b"%PDF-2"},
        [],
        [
            "**Pages and files: 1 changed. New entries in the feed: 0.**",
            "### Changed (1)",
            "- file /media/p.pdf (content/media/p.pdf)",
        ],
    ),
    "an old address": (
        {"posts/a.md": post("Old words.\n", title="First", extra="aliases: [/node/7]\n")},
        [],
        [
            "### Old addresses that will lead on (1)",
            "- /node/7/ → /posts/a/",
        ],
    ),
}


@pytest.mark.parametrize(("more", "gone", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_a_change_is_told_in_these_lines(
    tmp_path: Path, more: Files, gone: list[str], expected: list[str]
) -> None:
    found = lines(told(tmp_path, BEFORE, {**without(BEFORE, *gone), **more}))
    found = [re.sub(r"<span>(.)</span>", r"\1", line) for line in found]
    if expected[0].startswith("###"):
        assert "\n".join(expected) in "\n".join(found)
    else:
        assert found[0] == HEAD
        assert len(found) == len(expected) + 1, found
        assert all(one.startswith(start) for one, start in zip(found[1:], expected, strict=True))


class TestWhatMoves:
    def test_a_published_post_that_is_renamed_keeps_its_entry_and_is_no_new_page(
        self, tmp_path: Path
    ) -> None:
        before = published(BEFORE, tmp_path / "ledger")
        renamed = {"posts/z.md": post("Old words.\n", title="First", extra="aliases: [/posts/a]\n")}
        found = lines(told(tmp_path, before, without(before, "posts/a.md") | renamed))
        new = "post **First**, /posts/z/ (content/posts/z.md)"
        assert found[1] == "**Pages and files: 1 moved. New entries in the feed: 0.**"
        assert found[2:4] == ["### Moved (1)", f"- {FIRST} → {new}"]

    def test_one_that_was_never_published_would_be_told_anew(self, tmp_path: Path) -> None:
        renamed = {"posts/z.md": post("Old words.\n", title="First")}
        text = told(tmp_path, BEFORE, without(BEFORE, "posts/a.md") | renamed)
        assert "### Feed ids that must not change (1)" in text
        assert "**: its address leads nowhere" not in text
        assert "/posts/z/ (content/posts/z.md): its address leads nowhere\n" in text
        assert "### New in the feed" not in text

    def test_another_text_at_the_address_of_one_that_is_gone_is_that_page_changed(
        self, tmp_path: Path
    ) -> None:
        other = {"posts/2020/a.md": post("Other words.\n", title="Other")}
        text = told(tmp_path, BEFORE, without(BEFORE, "posts/a.md") | other)
        assert "### Changed (1)" in text
        assert "### Gone" not in text

    def test_problems_of_a_renamed_file_are_neither_new_nor_mended(self, tmp_path: Path) -> None:
        wrong = post("Old words.\n", title="First", author="Bo Nobody")
        before = {**BEFORE, "posts/a.md": wrong}
        after = {**without(BEFORE, "posts/a.md"), "posts/2014/a.md": f"{wrong}\n"}
        text = told(tmp_path, before, after)
        assert "New problems" not in text
        assert "mended" not in text
        assert "Problems that were there before and stay: 1." in text


def test_lines_to_paste_stand_below_the_problem_and_not_below_one_that_is_mended(
    tmp_path: Path,
) -> None:
    wrong = {"posts/n.md": post(author="Bo Nobody")}
    text = told(tmp_path, BEFORE, {**BEFORE, **wrong})
    pasted = "\n\n  ```\n  To add one, make the file content/people/bo-nobody.md with:\n  ---\n"
    assert re.search(
        rf"\n- content/posts/n\.md.*{pasted}  name: Bo Nobody\n  ---\n  ```\n\n#", text
    )
    (tmp_path / "back").mkdir()
    mended = told(tmp_path / "back", {**BEFORE, **wrong}, BEFORE)
    assert "### Problems mended (1)" in mended
    assert "```" not in mended


def test_problems_are_told_with_errors_first_and_those_mended(tmp_path: Path) -> None:
    before = {**BEFORE, "posts/c.md": post(author="Cy Nobody")}
    after = {
        **BEFORE,
        "posts/d.md": post(author="Di Nobody", title="Third"),
        "posts/e.md": post(date="soon", title="Fourth"),
    }
    found = lines(told(tmp_path, before, after))
    at = found.index("### New problems (2)")
    assert found[at + 1].startswith("- content/posts/e.md")
    assert "warning" not in found[at + 1]
    assert found[at + 2].startswith("- content/posts/d.md")
    mended = found.index("### Problems mended (1)")
    assert found[mended + 1].startswith("- content/posts/c.md")


def test_a_name_that_many_pages_show_is_told_once(tmp_path: Path) -> None:
    renamed = {"people/ann-example.md": "---\nname: Ann Other\naliases: [Ann Example]\n---\n"}
    found = lines(told(tmp_path, BEFORE, {**BEFORE, **renamed}))
    at = found.index("### Names that change (1)")
    assert found[at + 1] == f"- {FIRST} and 1 more: by: Ann Example → Ann Other"


def test_a_post_pushed_out_of_the_feed_is_counted_and_not_called_gone(tmp_path: Path) -> None:
    archived = {
        f"posts/p{number}.md": post(f"{number}.\n", title=f"P{number}", date="2013-01-01")
        for number in range(2 * ARCHIVED - 2)
    }
    new = {"posts/n.md": post("More.\n", title="New", date="2016-01-01")}
    before = {**BEFORE, **archived}
    text = told(tmp_path, before, {**before, **new}, feed_length=2)
    assert "Older entries that make room in the feed: 1." in text
    assert "No longer in the feed" not in text


def test_what_is_released_is_told(tmp_path: Path) -> None:
    draft = post("More.\n", title="New", extra="status: draft\n")
    after = {**BEFORE, "posts/n.md": post("More.\n", title="New")}
    found = lines(told(tmp_path, {**BEFORE, "posts/n.md": draft}, after))
    at = found.index("### No longer held back (1)")
    assert found[at + 1] == "- content/posts/n.md: on the site"
