"""What the report says of a change, line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.annotation import LONGEST_SUMMARY
from plugins.model.change.comparison import compare
from plugins.model.change.report import Wording, report
from plugins.model.change.state import State, Subject
from plugins.model.feeds.feeds import ARCHIVED
from plugins.model.loading import read_content
from plugins.model.published.ledger import Ledger, write_ledger
from plugins.model.published.standing import updated
from plugins.model.publishing.publishable import find_publishable
from tests.loading import ANN, post, settings, write

Files = Mapping[str, str | bytes]
HEAD = "## What this change does to the site"
NOTHING = "**Nothing on the site changes.**"
BEFORE: dict[str, str | bytes] = {
    "people/ann-example.md": ANN,
    "posts/a.md": post("Old words.\n", title="First"),
    "posts/b.md": post("See [a form](../media/p.pdf).\n", title="Second", date="2015-03-01"),
    "media/p.pdf": b"%PDF-1",
}


def state(folder: Path, files: Files, site: Path | None = None, **more: Any) -> State:
    folder.mkdir(exist_ok=True)
    content = write(folder, files)
    found = find_publishable(read_content(content, settings(**more)))
    return State(content, found, found.problems, site)


def told(folder: Path, before: Files, after: Files, **more: Any) -> str:
    """The report of a change from some files to others."""
    states = state(folder / "before", before, **more), state(folder / "after", after, **more)
    return report(compare(*states), states[1].library.settings, "content")


def lines(text: str) -> list[str]:
    """What the report says, without its links and empty lines."""
    return [line for line in re.sub(r"<a [^>]*>|</a>", "", text).splitlines() if line]


def without(files: Files, *names: str) -> dict[str, str | bytes]:
    return {name: text for name, text in files.items() if name not in names}


def published(files: Files, folder: Path) -> dict[str, str | bytes]:
    """The files, with the ledger that publishing them has written."""
    folder.mkdir()
    one = state(folder, files)
    presence, today = one.library.presence, one.library.settings.today
    ledger = updated(Ledger(), presence.now, presence.old, today)
    return {**files, "published.json": write_ledger(ledger)}


FIRST = "post **First**, /posts/a/ (content/posts/a.md)"
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


OURS = {"h2", "h3", "p", "strong", "ul", "li", "a", "span"}


class TestHostileText:
    TITLE = (
        "'<img src=x onerror=alert(1)> ![p](https://evil.example/p.png) [l](https://evil.example)"
        " @everyone #1 | `code` </details> ::error::x https://evil.example'"
    )

    def test_a_title_does_nothing(self, tmp_path: Path) -> None:
        hostile = {"posts/n.md": post("More.\n", title=self.TITLE)}
        self.is_harmless(told(tmp_path, BEFORE, {**BEFORE, **hostile}))

    def test_neither_does_a_name_nor_an_old_address(self, tmp_path: Path) -> None:
        extra = "aliases: ['/<img>@x|`a`/']\n"
        hostile = {"posts/a.md": post(author="'<b>Bo</b> @all [x](https://e.example), A|B'")}
        hostile |= {"posts/b.md": post(title="Second", date="2015-03-01", extra=extra)}
        text = told(tmp_path, BEFORE, {**BEFORE, **hostile})
        assert "### Names that change" in text
        assert "### Old addresses that will lead on" in text
        self.is_harmless(text)

    @given(st.text(min_size=1))
    def test_no_text_does_anything(self, title: str) -> None:
        self.is_harmless(_hostile_report(title))

    def is_harmless(self, text: str) -> None:
        html = cmarkgfm.github_flavored_markdown_to_html(text)
        tags = set(re.findall(r"<(/?\w+)[^>]*>", html))
        assert {tag.strip("/") for tag in tags} <= {
            "h2",
            "h3",
            "p",
            "strong",
            "ul",
            "li",
            "a",
            "span",
        }
        assert not re.search(r"[^>]@\w", html)
        links = re.findall(r'href="([^"]*)"', html)
        assert all(link.startswith("https://example.org/") for link in links)
        assert not any(line.startswith("::") for line in text.splitlines())


def _hostile_report(title: str) -> str:
    """A report in which an arbitrary text stands wherever the content's own words stand."""

    one = Subject("/posts/n/", "post", title, title)
    return f"{HEAD}\n\n- {Wording(settings(), 'content').subject(one)}\n"


class TestALargeChange:
    def test_more_than_twenty_lines_are_folded_and_more_than_that_counted(
        self, tmp_path: Path
    ) -> None:
        many = {f"posts/n{n}.md": post(f"Text {n}.\n", title=f"New {n}") for n in range(230)}
        found = lines(told(tmp_path, BEFORE, {**BEFORE, **many}))
        at = found.index("### Added (230)")
        assert all(line.startswith("- post **New") for line in found[at + 1 : at + 21])
        assert found[at + 21] == "<details><summary>and 200 more</summary>"
        assert found[at + 222 : at + 224] == [
            "</details>",
            "There are 10 more, and no room for them here.",
        ]

    def test_it_is_never_more_than_a_forge_takes(self, tmp_path: Path) -> None:
        many = {
            f"posts/n{n}.md": post(
                f"Text {n}.\n", title=f"'{'@' * 290}{n}'", author="Bo " + "@" * 250
            )
            for n in range(230)
        }
        text = told(tmp_path, BEFORE, {**BEFORE, **many})
        assert len(text.encode()) <= LONGEST_SUMMARY
        assert "### Added (230)" in text


class TestBuiltSites:
    """Pages as they were built; here written by hand."""

    PICTURE = '<img src="/media/p.jpg" alt="">'

    def site(self, folder: Path, files: Files) -> Path:
        for name, data in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return folder

    def told(self, folder: Path, after: Files, before_site: Files, after_site: Files) -> list[str]:
        states = (
            state(folder / "before", BEFORE, self.site(folder / "old", before_site)),
            state(folder / "after", {**BEFORE, **after}, self.site(folder / "new", after_site)),
        )
        return lines(report(compare(*states), states[1].library.settings, "content"))

    def test_a_page_that_looks_the_same_is_not_told_of(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        site = {"posts/a/index.html": "the same"}
        assert self.told(tmp_path, after, site, site) == [HEAD, NOTHING]

    def test_pages_that_change_along_are_counted(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        names = ("posts/a/", "posts/b/", "", "posts/", "people/ann-example/")
        old, new = ({f"{name}index.html": word for name in names} for word in ("old", "new"))
        found = self.told(tmp_path, after, old, new)
        assert found[2:4] == ["### Changed (1)", f"- {FIRST}"]
        assert (
            "Along with that, 2 lists, 1 person and 1 post will show something else: a menu, a"
            " list, a name or a link." in found
        )

    def test_the_weight_of_a_changed_page_is_told_before_and_after(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        found = self.told(
            tmp_path,
            after,
            {"posts/a/index.html": "x" * 1000},
            {"posts/a/index.html": "x" * 2000 + self.PICTURE, "media/p.jpg": b"j" * 5000},
        )
        at = found.index("### What pages weigh (1)")
        assert re.fullmatch(
            r"- /posts/a/: 2\.0 kB, packed 0\.\d kB, 1 picture 5\.0 kB"
            r" \(before: 1\.0 kB, packed 0\.\d kB\)",
            found[at + 1],
        )
        assert not any("Too heavy" in line for line in found)

    def test_a_weight_that_stays_is_told_once(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        old, new = ({"posts/a/index.html": word * 1000} for word in "xy")
        found = self.told(tmp_path, after, old, new)
        at = found.index("### What pages weigh (1)")
        assert found[at + 1] == "- /posts/a/: 1.0 kB, packed 0.1 kB"

    def test_too_heavy_a_page_and_picture_are_told_with_the_cure(self, tmp_path: Path) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        heavy = b"j" * 600_000
        new: Files = {"posts/a/index.html": self.PICTURE * 2, "media/p.jpg": heavy}
        found = self.told(tmp_path, after, {"posts/a/index.html": "old"}, new)
        at = found.index("### Too heavy (2)")
        assert found[at + 1].startswith("- page /posts/a/: 600 kB; more than 500 kB is much. Leave")
        assert found[at + 2].startswith("- picture /media/p.jpg: 600 kB; more than 300 kB is much.")

    @pytest.mark.parametrize(
        "source",
        ["/theme/logo.svg", "//evil.example/p.jpg", "https://evil.example/p.jpg", "/../../secret"],
    )
    def test_what_is_not_of_the_content_is_not_weighed(self, tmp_path: Path, source: str) -> None:
        after = {"posts/a.md": post("Other words.\n", title="First")}
        new = {"posts/a/index.html": f'<img src="{source}">', "theme/logo.svg": "x"}
        (tmp_path / "secret").write_text("x")
        found = self.told(tmp_path, after, {"posts/a/index.html": "old"}, new)
        assert not any("picture" in line for line in found)
