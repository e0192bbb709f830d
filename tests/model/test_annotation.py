"""What a forge shows of problems, and that no text of an editor's can do more than be shown."""

from __future__ import annotations

import datetime
import json
import re
from xml.etree.ElementTree import Element

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.annotation import (
    LONGEST_SUMMARY,
    as_text,
    code_quality,
    github_annotations,
    summary,
    told_as_text,
)
from plugins.model.library import HeldBack
from plugins.model.problem import Problem, Severity
from tests.loading import settings

WRONG = Problem("content/a.md", 4, "date", "Not a day.", "Write one.")
ODD = Problem("content/a.md", 2, "", "Odd.", severity=Severity.WARNING)
WHOLE = Problem("content/b.md", 0, "", "Empty.", "Delete it.")
PASTED = Problem("content/c.md", 9, "status", "No reason.", "Write:\nstatus:\n  on: 2026-11-21")
NASTY = (
    "<img src=x onerror=alert(1)>", "<!-- ", "]]>", "![x](http://evil.example/x.png)",
    "[y](javascript:alert(1))", "[z]: http://evil.example", "https://evil.example",
    "www.evil.example", "a@evil.example", "@ann", "@org/team", "#12", "$$x$$", ":tada:", "```",
    "````\n", "~~~", "\n\n# h", "\n- x", "\n  ", "***", "__", "`", "\\", "&lt;", "&#64;", "<", ">",
    "|", "\r", "\u2028", "\0", "words", " ", "é", "[x][z]", "[^1]", "::error::x", "1.", "$`x`$",
    "\t",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(NASTY), min_size=1, max_size=8).map("".join) | st.text(min_size=1)


def shown(markdown: str) -> Element:
    """What a forge makes of Markdown before it takes out what is dangerous."""
    html = cmarkgfm.github_flavored_markdown_to_html(
        markdown, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )
    root: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return root


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def unbroken(root: Element) -> list[str]:
    """The runs of text in which a forge looks for mentions, issues and addresses."""
    runs: list[str] = []
    for one in root.iter():
        if one.tag not in {"code", "pre"}:
            runs.append(one.text or "")
        runs.append(one.tail or "")
    return runs


class TestBesideTheLines:
    def test_each_problem_is_a_command_and_errors_come_first(self) -> None:
        assert github_annotations([WHOLE, ODD, WRONG, WRONG]).splitlines() == [
            "::error file=content/a.md,line=4,title=date::Not a day.%0AWrite one.",
            "::error file=content/b.md,title=this file::Empty.%0ADelete it.",
            "::warning file=content/a.md,line=2,title=this file::Odd.",
        ]

    def test_nothing_is_no_line(self) -> None:
        assert github_annotations([]) == ""

    def test_what_would_end_a_property_or_a_line_is_escaped(self) -> None:
        nasty = Problem("content/a,b:c%0A.md", 1, "k:e,y", "50%\r\n::error::x", "100%25")
        assert github_annotations([nasty]) == (
            "::error file=content/a%2Cb%3Ac%250A.md,line=1,title=k%3Ae%2Cy"
            "::50%25%0D%0A::error::x%0A100%2525"
        )

    def test_no_more_are_sent_than_are_shown_and_the_last_line_says_where_all_are(self) -> None:
        problems = [Problem("content/a.md", line, "", "x") for line in range(1, 13)]
        *lines, last = github_annotations([ODD, *problems]).splitlines()
        assert [line.split()[0] for line in lines] == ["::error"] * 10 + ["::warning"]
        assert re.search(r",line=10\b", lines[9])
        assert last.startswith("::notice ")
        assert "2 more" in last
        assert "summary" in last

    def test_ten_of_each_are_all_shown(self) -> None:
        problems = [
            Problem("content/a.md", line, "", "x", severity=severity)
            for line in range(1, 11)
            for severity in Severity
        ]
        assert len(github_annotations(problems).splitlines()) == 20

    def test_a_report_is_no_command(self) -> None:
        assert told_as_text("::add-mask::a", "t0ken").splitlines() == [
            "::stop-commands::t0ken",
            "::add-mask::a",
            "::t0ken::",
        ]

    @given(TEXTS, TEXTS, TEXTS)
    def test_a_command_stays_on_its_line_and_can_be_read_back(
        self, path: str, field: str, message: str
    ) -> None:
        line = github_annotations([Problem(path, 3, field, message)])
        assert re.search("[\r\n]", line) is None
        match = re.fullmatch(r"::error file=([^:,]*),line=3,title=([^:,]*)::(.*)", line, re.DOTALL)
        assert match
        assert [_unescaped(part) for part in match.groups()] == [path, field, message]


def _unescaped(text: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


class TestTheSummary:
    @pytest.mark.parametrize(
        ("problems", "first"),
        [
            ([], "Nothing is wrong."),
            ([WRONG], "1 mistake stops this from being published. Nothing else is wrong."),
            (
                [WRONG, WHOLE, PASTED],
                "3 mistakes stop this from being published. Nothing else is wrong.",
            ),
            (
                [WRONG, ODD],
                "1 mistake stops this from being published. 1 other thing should be looked at.",
            ),
            ([ODD], "Nothing stops this from being published. 1 other thing should be looked at."),
        ],
    )
    def test_the_first_sentence_says_it_in_plain_words(
        self, problems: list[Problem], first: str
    ) -> None:
        root = shown(summary(problems, [], [], settings()))
        assert words(root.findall(".//p")[0]) == first

    @pytest.mark.parametrize(
        ("waiting", "first"),
        [
            (
                [WRONG],
                "1 mistake stops this from being published."
                " 1 more mistake holds back its new file until mended. Nothing else is wrong.",
            ),
            (
                [WRONG, WHOLE],
                "2 mistakes hold back their new files until mended."
                " Everything else can be published. Nothing else is wrong.",
            ),
        ],
    )
    def test_it_tells_what_stops_nothing_but_a_new_file(
        self, waiting: list[Problem], first: str
    ) -> None:
        root = shown(summary([WRONG, WHOLE], [], [], settings(), waiting=waiting))
        assert words(root.findall(".//p")[0]) == first
        titles = [words(one) for one in root.findall(".//h2")]
        assert titles == ["What stops it", "What waits until it is mended"][-len(titles) :]
        assert len(root.findall(".//li")) == 2

    def test_each_file_has_its_problems_with_line_key_and_cure(self) -> None:
        root = shown(summary([WHOLE, ODD, WRONG], [], [], settings()))
        assert [words(one) for one in root.findall(".//h3")] == [
            "content/a.md",
            "content/b.md",
            "content/a.md",
        ]
        assert [words(one) for one in root.findall(".//li")] == [
            "Line 4, date: Not a day. Write one.",
            "This file: Empty. Delete it.",
            "Line 2: Odd.",
        ]

    def test_lines_to_paste_stand_as_they_must_be_pasted(self) -> None:
        root = shown(summary([PASTED], [], [], settings()))
        assert [one.text for one in root.findall(".//li//pre/code")] == [
            "status:\n  on: 2026-11-21\n"
        ]
        assert words(root.findall(".//li/p")[0]) == "Line 9, status: No reason. Write:"

    def test_each_problem_leads_to_the_page_where_the_file_can_be_changed(self) -> None:
        here = settings(repository_url="https://github.com/a/b")
        held, due = [HeldBack("posts/d.md", "a draft")], [("posts/e.md", datetime.date(2026, 1, 2))]
        root = shown(summary([WRONG, WHOLE], held, due, here))
        assert [one.attrib["href"] for one in root.findall(".//li//a")] == [
            "https://github.com/a/b/edit/main/content/a.md#L4",
            "https://github.com/a/b/edit/main/content/b.md",
            "https://github.com/a/b/edit/main/content/posts/d.md",
            "https://github.com/a/b/edit/main/content/posts/e.md",
        ]

    def test_what_is_held_back_and_what_is_due_stand_below(self) -> None:
        held = [HeldBack("posts/d.md", "until 1 May 2027"), HeldBack("posts/f.md", "a draft")]
        root = shown(
            summary([], held, [("posts/e.md", datetime.date(2026, 1, 2))], settings(), "c")
        )
        assert [words(one) for one in root.findall(".//h2")] == [
            "Held back",
            "To be looked at again",
        ]
        assert [words(one) for one in root.findall(".//li")] == [
            "c/posts/d.md: until 1 May 2027",
            "c/posts/f.md: a draft",
            "c/posts/e.md: was due by 2 January 2026",
        ]

    def test_what_does_not_fit_is_counted(self) -> None:
        problems = [Problem("content/a.md", line, "", "x" * 2000) for line in range(1, 1001)]
        text = summary(problems, [HeldBack("posts/d.md", "a draft")], [], settings())
        assert LONGEST_SUMMARY - 3000 < len(text.encode()) < 1024 * 1024
        told = len(shown(text).findall(".//li"))
        assert f"There is no room here for {1001 - told} more things." in text

    @given(TEXTS, TEXTS, TEXTS, TEXTS)
    def test_no_text_of_an_editor_does_more_than_be_shown(
        self, path: str, field: str, message: str, remedy: str
    ) -> None:
        told = Problem(path, 3, field, message, remedy, Severity.ERROR)
        root = shown(summary([told, WRONG], [HeldBack(path, message)], [], settings()))
        plain = {
            "html",
            "head",
            "body",
            "p",
            "h2",
            "h3",
            "ul",
            "li",
            "strong",
            "span",
            "pre",
            "code",
        }
        assert {str(one.tag) for one in root.iter()} <= plain
        assert len(root.findall(".//h2")) == 2
        assert len(root.findall(".//h3")) == len({path, WRONG.path})
        assert len(root.findall(".//li")) == 3
        for run in unbroken(root):
            assert re.search(r"[@#$]\w|https?:/|www\.\w|:\w+:", run) is None

    @given(TEXTS)
    def test_a_text_is_shown_as_typed_and_copied_without_what_guards_it(self, text: str) -> None:
        visible = re.sub("[\ud800-\udfff]", "", text)
        root = shown(f"- x {as_text(visible)} y")
        assert words(root) == " ".join(f"x {visible.replace(chr(0), ' ')} y".split())

    @given(TEXTS)
    def test_no_line_to_paste_ends_its_block(self, lines: str) -> None:
        told = Problem("content/a.md", 3, "", "x", f"Write:\nbegin\n{lines}\nend")
        (block,) = shown(summary([told], [], [], settings())).findall(".//pre/code")
        assert (block.text or "").startswith("begin\n")
        assert (block.text or "").endswith("\nend\n")


class TestCodeQuality:
    def test_each_problem_has_what_gitlab_reads(self) -> None:
        named = Problem("content/d.md", 0, "", "Taken.", rule="one-address")
        found = json.loads(code_quality([ODD, WRONG, named]))
        assert [{key: one[key] for key in one if key != "fingerprint"} for one in found] == [
            {
                "description": "Odd.",
                "check_name": "file",
                "severity": "minor",
                "location": {"path": "content/a.md", "lines": {"begin": 2}},
            },
            {
                "description": "date: Not a day. Write one.",
                "check_name": "date",
                "severity": "blocker",
                "location": {"path": "content/a.md", "lines": {"begin": 4}},
            },
            {
                "description": "Taken.",
                "check_name": "one-address",
                "severity": "blocker",
                "location": {"path": "content/d.md", "lines": {"begin": 1}},
            },
        ]

    def test_a_mark_outlives_a_line_above_and_is_given_once(self) -> None:
        lines = [Problem("content/a.md", line, "text", "Same.") for line in (3, 8)]
        moved = [Problem("content/a.md", line, "text", "Same.") for line in (4, 9)]
        assert len(set(_marks(lines))) == 2
        assert _marks(lines) == _marks(moved)

    def test_nothing_is_an_empty_list(self) -> None:
        assert json.loads(code_quality([])) == []


def _marks(problems: list[Problem]) -> list[str]:
    return [one["fingerprint"] for one in json.loads(code_quality(problems))]
