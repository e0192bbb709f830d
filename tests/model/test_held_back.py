"""What is not on the site though nothing is wrong with it is listed, with the reason."""

from __future__ import annotations

from pathlib import Path

from tests.loading import loaded, post
from tests.model.view.test_facts import STATEMENT

THREAD = "origin: {site: old}\ncomments:\n  - {id: 1, name: Jo, date: unknown, text: Words}\n"


def test_each_file_that_is_left_out_has_its_reason(tmp_path: Path) -> None:
    files = {
        "posts/draft.md": post(status="draft"),
        "posts/later.md": post(date="2099-01-02"),
        "posts/gone.md": post(status="{status: withdrawn, on: 2020-01-01, reason: x}"),
        "posts/shown.md": post(),
        "comments/draft.yml": THREAD,
        "comments/shown.yml": THREAD,
        "pages/plan.md": "---\ntitle: Plan\nstatus: draft\n---\nText.\n",
        "media/.DS_Store": "",
    }
    held = {one.path: one.reason for one in loaded(tmp_path, files).held_back}
    assert held == {
        "comments/draft.yml": "its post is not shown",
        "media/.DS_Store": "not content",
        "pages/plan.md": "a draft",
        "posts/draft.md": "a draft",
        "posts/gone.md": "withdrawn; its address says so",
        "posts/later.md": "until 2 January 2099",
    }
    preview = loaded(tmp_path, files, drafts=True).held_back
    assert [one.path for one in preview] == ["media/.DS_Store", "posts/gone.md"]


def test_the_statement_is_held_back_with_its_page(tmp_path: Path) -> None:
    page = "---\ntitle: Accessibility\nstatus: draft\n---\nText.\n"
    files = {"pages/accessibility.md": page, "accessibility.yml": STATEMENT}
    library = loaded(tmp_path, files)
    assert library.problems == ()
    assert [(one.path, one.reason) for one in library.held_back] == [
        ("accessibility.yml", "its page is not shown"),
        ("pages/accessibility.md", "a draft"),
    ]
    assert loaded(tmp_path, files, drafts=True).held_back == ()
