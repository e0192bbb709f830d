"""Every file under content/ is a text, a file to copy, left by a machine, or a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.files import Files, list_files
from tests.loading import write


def listed(folder: Path, *paths: str) -> Files:
    return list_files(write(folder, dict.fromkeys(paths, "x")))


@pytest.mark.parametrize(
    "path",
    [
        "posts/a.md",
        "posts/2014/02/a.b.md",
        "pages/a.md",
        "people/a.md",
        "easy-read/a.md",
        "comments/a.yml",
    ],
)
def test_a_text_in_its_folder(path: str, tmp_path: Path) -> None:
    found = listed(tmp_path, path)
    assert (found.texts, found.assets, found.problems) == ([path], [], [])


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("media/a/B.JPG", "/media/a/B.JPG"),
        ("posts/2014/a.svg", "/posts/2014/a.svg"),
        ("extra/robots.txt", "/robots.txt"),
        ("extra/.well-known/security.txt", "/.well-known/security.txt"),
    ],
)
def test_a_file_that_is_copied(path: str, address: str, tmp_path: Path) -> None:
    found = listed(tmp_path, path)
    assert [(one.path, one.address) for one in found.assets] == [(path, address)]
    assert found.problems == []


@pytest.mark.parametrize("path", [".DS_Store", "posts/.a.md.swp", "media/Thumbs.db"])
def test_what_machines_leave(path: str, tmp_path: Path) -> None:
    assert listed(tmp_path, path).left_by_machines == [path]


@pytest.mark.parametrize("path", ["published.json", "known-problems.yml"])
def test_what_belongs_to_the_publication(path: str, tmp_path: Path) -> None:
    assert listed(tmp_path, path) == Files()


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("a.md", "Move it into the folder of its kind"),
        ("psots/a.md", 'Did you mean "posts"?'),
        ("people/sub/a.md", "Move it to content/people/a.md"),
        ("posts/a.txt", "Rename it to a.md"),
        ("posts/a.md.txt", "Rename it to a.md"),
        ("posts/a", "Rename it to a.md"),
        ("posts/a.MD", "Rename it to a.md"),
        ("posts/a.docx.md.md", "Rename it to a.md"),
        ("comments/a.yaml", "Rename it to a.yml"),
        ("people/portrait.jpg", "move it to media/"),
        ("media/a.md", "Move a text to posts/ or pages/"),
        ("media/a.exe", "put any other file for readers under extra/"),
        ("posts/a\x07.md", "Rename it."),
    ],
)
def test_anything_else_is_an_error_with_its_cure(path: str, cure: str, tmp_path: Path) -> None:
    (problem,) = listed(tmp_path, path).problems
    assert problem.severity == "error"
    assert cure in problem.remedy


def test_files_come_in_order_of_their_paths(tmp_path: Path) -> None:
    paths = ["posts/b.md", "posts/a.md", "pages/z.md", "posts/2014/c.md"]
    assert listed(tmp_path, *paths).texts == sorted(paths)
