"""All content together: one of each slug, what is held back, and what git is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.loading import load
from tests.loading import loaded, post, said, settings, write


def test_no_folder_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="There is no content folder"):
        load(tmp_path / "nowhere", settings())


def test_an_empty_folder_is_an_empty_publication(tmp_path: Path) -> None:
    library = load(write(tmp_path, {}), settings())
    assert (library.posts, library.problems, library.held_back) == ((), (), ())


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("posts/a-b.md", "a-b"),
        ("posts/2014-02-10-a.md", "a"),
        ("posts/2014-02-10.md", "2014-02-10"),
        ("posts/v1.2.md", "v1-2"),
        ("posts/Über uns.md", "uber-uns"),
        ("posts/山田.md", "山田"),
    ],
)
def test_the_slug_is_the_name_of_the_file(path: str, slug: str, tmp_path: Path) -> None:
    assert list(loaded(tmp_path, {path: post()}).by_slug) == [slug]


def test_of_two_files_with_one_slug_the_draft_gives_way(tmp_path: Path) -> None:
    files = {"posts/1/a.md": post(status="draft"), "posts/2/a.md": post()}
    library = loaded(tmp_path, files)
    assert [one.entry.path for one in library.posts] == ["posts/2/a.md"]
    (words,) = said(library)
    assert words.startswith('content/posts/1/a.md:1: warning: slug: The slug "a" is also that of')


def test_records_have_no_slug_to_write(tmp_path: Path) -> None:
    files = {"topics/a b.md": "---\ntitle: A\n---\n", "topics/a-b.md": "---\ntitle: B\n---\n"}
    (words,) = said(loaded(tmp_path, files))
    assert words.endswith("Rename one of the two files.")


def test_what_is_held_back_and_why(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(status="draft"),
        "posts/b.md": post(date="2026-12-01"),
        "posts/c.md": post(status="{status: withdrawn, on: 2020-01-01, reason: x}"),
        "pages/d.md": "---\ntitle: D\nstatus: draft\n---\nText.\n",
        "posts/.DS_Store": "x",
    }
    library = loaded(tmp_path, files)
    assert [(one.path, one.reason) for one in library.held_back] == [
        ("pages/d.md", "a draft"),
        ("posts/.DS_Store", "not content"),
        ("posts/a.md", "a draft"),
        ("posts/b.md", "until 1 December 2026"),
        ("posts/c.md", "withdrawn; its address says so"),
    ]
    preview = loaded(tmp_path, files, drafts=True)
    assert [one.path for one in preview.held_back] == ["posts/.DS_Store", "posts/c.md"]
    assert [one.slug for one in preview.posts] == ["b", "a"]


def test_an_address_without_front_matter_is_one_problem(tmp_path: Path) -> None:
    assert len(said(loaded(tmp_path, {"posts/a.md": "Just words.\n"}))) == 1
    assert len(said(loaded(tmp_path, {"posts/a.md": ""}))) == 1


def test_without_git_nothing_is_taken_from_it(tmp_path: Path) -> None:
    asked = loaded(tmp_path, {"posts/a.md": post()}, last_updated_from_git=True)
    assert str(asked.by_slug["a"].last_updated) == "2014-02-10"
    assert [": warning: LAST_UPDATED_FROM_GIT: " in words for words in said(asked)] == [True]
    published = loaded(tmp_path, {}, last_updated_from_git=True, publishing=True)
    assert [": warning: " in words for words in said(published)] == [False]


def test_problems_come_once_and_in_order(tmp_path: Path) -> None:
    bad = post(date="31/02/2014", author="Ann Exampel")
    problems = loaded(tmp_path, {"posts/b.md": bad, "posts/a.md": bad}).problems
    assert list(problems) == sorted(set(problems))
    assert len(problems) == 4
