"""Every file under content/ is a text, a file to copy, left by a machine, or a problem."""

from __future__ import annotations

import os
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


def test_a_text_that_is_as_before_is_not_looked_at(tmp_path: Path) -> None:
    content = write(tmp_path, {"posts/a.md": "x", "posts/b#.md": "x"})
    assert list_files(content, {"posts/b#.md"}).texts == ["posts/a.md", "posts/b#.md"]
    assert list_files(content).texts == ["posts/a.md"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("media/a/B.JPG", "/media/a/B.JPG"),
        ("posts/2014/a.svg", "/posts/2014/a.svg"),
        ("extra/robots.txt", "/robots.txt"),
        ("extra/100%.txt", "/100%.txt"),
        ("extra/.well-known/security.txt", "/.well-known/security.txt"),
        ("extra/CNAME", "/CNAME"),
        ("extra/old/_redirects", "/old/_redirects"),
        ("extra/a.zip", "/a.zip"),
        ("extra/a.txt.gz", "/a.txt.gz"),
    ],
)
def test_a_file_that_is_copied(path: str, address: str, tmp_path: Path) -> None:
    found = listed(tmp_path, path)
    assert [(one.path, one.address) for one in found.assets] == [(path, address)]
    assert found.problems == []


@pytest.mark.parametrize(
    "path",
    [
        *(".DS_Store", "posts/.a.md.swp", "media/Thumbs.db"),
        *("posts/a.md~", "posts/a.md.bak", "posts/a.swp", "posts/a.md.orig", "people/#a.md#"),
        *("posts/.#a.md", "extra/.#a.txt", "extra/a.txt~", "media/A.BAK"),
    ],
)
def test_what_machines_leave(path: str, tmp_path: Path) -> None:
    assert listed(tmp_path, path).left_by_machines == [path]


@pytest.mark.parametrize("path", ["published.json", "known-problems.yml"])
def test_what_belongs_to_the_publication(path: str, tmp_path: Path) -> None:
    assert listed(tmp_path, path) == Files()


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("media/#/posts.md", "Rename it without %, # and ?."),
        ("a.md", "Move it into the folder of its kind"),
        ("psots/a.md", 'Did you mean "posts"?'),
        ("people/sub/a.md", "Move it to content/people/a.md"),
        ("posts/a.txt", "Rename it to a.md"),
        ("posts/a.md.txt", "Rename it to a.md"),
        ("posts/a", "Rename it to a.md"),
        ("posts/a.MD", "Rename it to a.md"),
        ("posts/a.docx.md.md", "Rename it to a.md"),
        ("comments/a.yaml", "Rename it to a.yml"),
        ("people/portrait.jpg", "Move it to content/media/ if it is a picture"),
        ("media/a.md", "Move a text to content/posts/ or content/pages/"),
        ("media/a.exe", "put any other file for readers under content/extra/"),
        ("posts/a.pdf", "Move it to content/media/ if readers should have it"),
        ("posts/a.mp3", "Move it to content/media/ if readers should have it"),
        ("posts/a\x07.md", "Rename it without that."),
        ("posts/a%20b.md", "Rename it without %, # and ?."),
        ("media/Why?.svg", "Rename it without %, # and ?."),
        ("extra/a#b.txt", "Rename it without # and ?."),
        ("extra/run.php", "if readers should have it, put it into a .zip file."),
        ("extra/old/RUN.CGI", "if readers should have it, put it into a .zip file."),
        ("extra/_redirects", "(aliases:), or in content/old-addresses.txt."),
        ("extra/_headers", "The headers are made by publishing"),
        ("extra/.htaccess", "(aliases:), or in content/old-addresses.txt."),
        ("extra/old/.htaccess", "The headers are made by publishing"),
        ("extra/.nojekyll", "Delete it."),
        ("extra/.hosts/Caddyfile-headers", "Delete it."),
    ],
)
def test_anything_else_is_an_error_with_its_cure(path: str, cure: str, tmp_path: Path) -> None:
    found = listed(tmp_path, path, "posts/another.md")
    (problem,) = found.problems
    assert problem.severity == "error"
    assert found.refused == [path]
    assert cure in problem.remedy


def test_what_publishing_packs_itself_would_be_lost(tmp_path: Path) -> None:
    found = listed(tmp_path, "extra/a.txt", "extra/a.txt.gz", "posts/another.md")
    (problem,) = found.problems
    assert problem.path == "content/extra/a.txt.gz"
    assert found.refused == ["extra/a.txt.gz"]


def test_files_come_in_order_of_their_paths(tmp_path: Path) -> None:
    paths = ["posts/b.md", "posts/a.md", "pages/z.md", "posts/2014/c.md"]
    assert listed(tmp_path, *paths).texts == sorted(paths)


@pytest.mark.parametrize(
    ("path", "there", "cure"),
    [
        ("posts/a.MD", "posts/a.md", "a.md is there already: delete the one"),
        ("posts/a.txt", "posts/a.md", "a.md is there already: delete the one"),
        ("people/old/a.md", "people/a.md", "content/people/a.md is there already: rename"),
    ],
)
def test_no_cure_would_overwrite_a_file(path: str, there: str, cure: str, tmp_path: Path) -> None:
    (problem,) = listed(tmp_path, path, there).problems
    assert problem.remedy.startswith(cure)


@pytest.mark.parametrize(
    ("sign", "called"),
    [
        ("\n", "U+000A (line break)"),
        ("\x1b", "U+001B (control character)"),
        ("\u00a0", "U+00A0 (no-break space)"),
        ("\u200d", "U+200D (zero width joiner)"),
        ("\udcff", "the byte FF, which is no letter in UTF-8"),
    ],
)
def test_a_sign_that_does_not_show_is_written_out_and_named(
    sign: str, called: str, tmp_path: Path
) -> None:
    (problem,) = listed(tmp_path, f"media/a{sign}b.svg").problems
    assert problem.path.isprintable()
    assert problem.path.startswith("content/media/a\\")
    assert called in problem.message


def test_what_machines_leave_is_shown_whatever_its_name(tmp_path: Path) -> None:
    assert listed(tmp_path, "posts/.a\x1b.md").left_by_machines == ["posts/.a\\x1b.md"]


def test_an_unknown_folder_is_told_of_once_with_the_number_of_its_files(tmp_path: Path) -> None:
    found = listed(tmp_path, "psots/a.md", "psots/2014/b.md", "psots/b.md~", "gq/c", "posts/a.md")
    assert [str(problem) for problem in found.problems] == [
        'content/gq: "gq" is not a folder that is known here, so nothing in it is published'
        " (1 file). The folders are: posts, pages, people, organisations, series, topics,"
        " easy-read, comments, media, extra.",
        'content/psots: "psots" is not a folder that is known here, so nothing in it is published'
        ' (2 files). Did you mean "posts"?',
    ]


def test_a_folder_without_any_that_is_known_is_one_problem(tmp_path: Path) -> None:
    (problem,) = listed(tmp_path, "README.md", "docs/a.md", "docs/b.md").problems
    assert f"{tmp_path / 'content'} holds none of the folders of a publication" in problem.message
    assert problem.remedy.startswith("Make a folder content/posts/")


def test_the_folder_that_was_meant_is_offered(tmp_path: Path) -> None:
    paths = ["plugins/media/x.py", "my site/posts/a.md", "my site/pages/a.md", "Makefile"]
    (problem,) = listed(tmp_path, *paths).problems
    meant = tmp_path / "content/my site"
    assert problem.remedy == f"Did you mean CONTENT='{meant}'?"


class TestWhatIsNoFileOfThePublication:
    """Where pull requests are built, a link could publish the files of the machine."""

    @pytest.mark.parametrize("path", ["posts/a.md", "media/a.svg", "extra/a.txt", "published.json"])
    def test_a_link_to_a_file_outside_is_refused(self, path: str, tmp_path: Path) -> None:
        outside = tmp_path / "secret"
        outside.write_text("x")
        content = write(tmp_path, {"posts/b.md": "x", path: "x"})
        (content / path).unlink()
        (content / path).symlink_to(outside)
        found = list_files(content)
        assert (found.assets, found.texts) == ([], ["posts/b.md"])
        assert [str(problem) for problem in found.problems] == [
            f"content/{path}: This file is a link that leads out of content/, and only what is"
            " inside is published. Delete the link, and put the file itself here."
        ]

    def test_a_link_to_a_folder_outside_is_refused(self, tmp_path: Path) -> None:
        outside = write(tmp_path, {"posts/b.md": "x"}).parent / "outside"
        outside.mkdir()
        (outside / "a.svg").write_text("x")
        (tmp_path / "content/media").symlink_to(outside, target_is_directory=True)
        found = list_files(tmp_path / "content")
        assert found.assets == []
        assert [problem.path for problem in found.problems] == ["content/media"]
        assert "This folder is a link that leads out of content/" in found.problems[0].message

    def test_a_link_to_a_file_inside_is_a_file(self, tmp_path: Path) -> None:
        content = write(tmp_path, {"media/a.svg": "x"})
        (content / "media/b.svg").symlink_to("a.svg")
        assert [asset.path for asset in list_files(content).assets] == [
            "media/a.svg",
            "media/b.svg",
        ]

    def test_a_pipe_is_no_file(self, tmp_path: Path) -> None:
        content = write(tmp_path, {"posts/b.md": "x"})
        os.mkfifo(content / "posts/a.md")
        (problem,) = list_files(content).problems
        assert str(problem) == (
            "content/posts/a.md: This is a device or a pipe, and no file. Delete it."
        )

    def test_a_file_that_may_not_be_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        content = write(tmp_path, {"media/a.svg": "x"})
        monkeypatch.setattr(os, "access", lambda *_: False)  # root may read everything
        found = list_files(content)
        assert found.assets == []
        assert "The file cannot be read: this account may not." in found.problems[0].message
