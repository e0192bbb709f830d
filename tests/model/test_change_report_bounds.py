"""The report does nothing to the page of a forge that shows it, and is no more than it takes."""

from __future__ import annotations

import re
from pathlib import Path

import cmarkgfm
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.annotation import LONGEST_SUMMARY
from plugins.model.change.report import Wording
from plugins.model.change.state import Subject
from tests.loading import post, settings
from tests.model.change_reports import BEFORE, HEAD, lines, told

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
        assert {tag.strip("/") for tag in tags} <= OURS
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
