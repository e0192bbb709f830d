"""The panel says what the terminal says, as text and never as more than text."""

from __future__ import annotations

import re

import html5lib
import msgspec
import pytest

from plugins.model.problem import Problem, Severity
from plugins.serving.outcome import GOOD, Outcome
from plugins.serving.panel import MOST_SHOWN, note, panel

WRONG = Problem(
    "content/posts/2026/soup.md",
    4,
    "date",
    "03/04/2026 can be read as 3 April 2026 or as 4 March 2026.",
    "Write 2026-04-03.\ndate: 2026-04-03\nlast_updated: 2026-04-03",
)
WARNING = Problem("content/a.md", 0, "", "It is long.", severity=Severity.WARNING)


def words(html: str) -> str:
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return " ".join("".join(page.itertext()).split())


def test_a_problem_has_the_words_of_the_terminal() -> None:
    html = panel(Outcome(1, [WRONG, WARNING]))
    assert " ".join(str(WRONG).split()) in words(html)
    assert ">Not built: 1 error<" in html
    assert "It is long." not in html


def test_it_is_a_region_with_a_heading_that_is_said_at_once() -> None:
    page = html5lib.parseFragment(panel(Outcome(1, [WRONG])), namespaceHTMLElements=False)
    region = page[0]
    heading = region.find(".//h2")
    alert = region.find('.//*[@role="alert"]')
    assert heading is not None
    assert alert is not None
    assert (region.tag, region.attrib["aria-labelledby"]) == ("section", heading.attrib["id"])
    assert alert.find("h2") is heading
    assert alert.find(".//li") is None  # a long list is not all read out


def test_a_good_site_has_no_panel() -> None:
    assert panel(Outcome(GOOD, [WARNING])) == ""
    assert note(Outcome(GOOD)) == ""


def test_warnings_are_a_folded_note_of_a_good_site() -> None:
    html = note(Outcome(GOOD, [WARNING]))
    assert html.startswith('<details id="serve-note"')
    assert " open" not in html
    assert "1 warning for editors" in html
    assert "content/a.md: It is long." in words(html)
    assert note(Outcome(1, [WARNING])) == ""


def test_what_no_problem_tells_is_said_as_it_was_said() -> None:
    html = panel(Outcome(2, said="The theme has a fault in <base.html>,\n  line 3.\n"))
    assert "<pre>The theme has a fault in &lt;base.html&gt;,\n  line 3.</pre>" in html
    assert "Not built: something went wrong" in html


@pytest.mark.parametrize("where", ["path", "field", "message", "remedy"])
def test_content_is_never_more_than_text(where: str) -> None:
    hostile = "<script>1</script>\x1b[2J\x00'\"&\n<img src=x>\udcff"
    html = panel(Outcome(1, [msgspec.structs.replace(WRONG, **{where: hostile})]))
    assert not re.search(r"<script|<img|[\x00-\x08\x0b-\x1f]", html)
    html.encode(errors="backslashreplace")


def test_of_very_many_problems_the_first_are_shown() -> None:
    many = [Problem("content/a.md", line, "", "Wrong.") for line in range(1, MOST_SHOWN + 3)]
    html = panel(Outcome(1, many))
    assert html.count("<li>") == MOST_SHOWN
    assert "2 more errors" in html


def test_the_same_words_have_the_same_mark() -> None:
    told = [
        re.findall('data-told="(.*?)"', panel(Outcome(1, problems)))
        for problems in ([WRONG], [WRONG], [WRONG, Problem("b", 1, "", "No.")])
    ]
    assert told[0] == told[1] != told[2]
