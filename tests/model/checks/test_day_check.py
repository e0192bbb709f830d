"""No day of what was done or said lies ahead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading import loaded, post, said

LATER = "2026-11-22"
PAGE = "---\ntitle: A page\n"
EASY = "---\ntitle: X\nof: a\n"
ROW = "![Two people](../media/x.svg)\n\nWe met.\n"
THREAD = """origin:
  site: Old
  moved: {moved}
comments:
  - id: 1
    name: Bo
    date: {date}
    text: Hello.
  - id: 2
    name: Bo
    date: unknown
    removed:
      date: {removed}
      reason: x
"""
DAYS = {"moved": "2020-01-01", "date": "2020-01-01", "removed": "2020-01-01"}
ORIGINAL = "  title: A\n  url: https://a.example/\n  publisher: A\n"


@pytest.mark.parametrize(
    ("path", "text", "field"),
    [
        ("posts/a.md", post(last_updated=LATER), "last_updated"),
        ("posts/a.md", post(extra=f"modified: {LATER}\n"), "modified"),
        (
            "posts/a.md",
            post(extra=f"changes:\n  - {{date: {LATER}, note: x, kind: minor}}\n"),
            "changes.date",
        ),
        (
            "posts/a.md",
            post(status=f"{{status: withdrawn, on: {LATER}, reason: x}}"),
            "status.on",
        ),
        ("posts/a.md", post(extra=f"original:\n{ORIGINAL}  date: {LATER}\n"), "original.date"),
        (
            "posts/a.md",
            post(
                extra="versions:\n  format: pdf\n  href: https://a.example/\n"
                f"  made_from: {LATER}\n"
            ),
            "versions.made_from",
        ),
        ("pages/b.md", f"{PAGE}last_updated: {LATER}\n---\n", "last_updated"),
        ("easy-read/x.md", f"{EASY}last_updated: {LATER}\n---\n{ROW}", "last_updated"),
        ("easy-read/x.md", f"{EASY}made_from: {LATER}\n---\n{ROW}", "made_from"),
        ("comments/a.yml", THREAD.format(**DAYS | {"moved": LATER}), "origin.moved"),
        ("comments/a.yml", THREAD.format(**DAYS | {"date": LATER}), "comments.date"),
        ("comments/a.yml", THREAD.format(**DAYS | {"removed": LATER}), "comments.removed.date"),
    ],
)
def test_a_day_that_lies_ahead_is_an_error_on_its_line(
    path: str, text: str, field: str, tmp_path: Path
) -> None:
    files = {"posts/a.md": post(), "media/x.svg": "<svg/>", path: text}
    line = next(number for number, one in enumerate(text.split("\n"), 1) if LATER in one)
    assert said(loaded(tmp_path, files)) == [
        f"content/{path}:{line}: {field}: The day {LATER} is after today (2026-11-21)."
        " Correct the day."
    ]


def test_what_is_to_come_may_lie_ahead(tmp_path: Path) -> None:
    """A later post, what is made of it, a review, the end of comments, a new place of work."""
    changes = "changes:\n  - {date: 2099-01-01, note: x, kind: minor}\n"
    files = {
        "posts/a.md": post(date="2099-01-01", last_updated="2099-01-01", extra=changes),
        "posts/b.md": post(review_by=LATER, comments=f"{{state: open, until: {LATER}}}"),
        "easy-read/x.md": f"{EASY}made_from: 2099-01-01\n---\n{ROW}",
        "media/x.svg": "<svg/>",
        "people/bo.md": (
            f"---\nname: Bo Barnes\naffiliations: [{{organisation: mill, from: {LATER}}}]\n---\n"
        ),
        "organisations/mill.md": f"---\nname: The Mill\nmember_from: {LATER}\n---\n",
    }
    assert said(loaded(tmp_path, files)) == []


def test_in_a_draft_it_is_a_warning(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(status="draft", last_updated=LATER),
        "easy-read/x.md": f"{EASY}made_from: {LATER}\n---\n{ROW}",
        "media/x.svg": "<svg/>",
    }
    found = said(loaded(tmp_path, files))
    assert len(found) == 2
    assert all(": warning: " in words for words in found)
