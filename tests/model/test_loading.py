"""All content together: one of each slug, what is held back, and what git is asked for."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from plugins.model.loading import load
from tests.loading import loaded, post, rendered, said, settings, write


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


SVG = "<svg/>"
HIDDEN = [
    {"status": "draft"},
    {"date": "2026-12-01"},
    {"status": "{status: withdrawn, on: 2020-01-01, reason: x}"},
]


@pytest.mark.parametrize("keys", HIDDEN)
def test_pictures_of_what_is_not_shown_are_held_back(keys: dict[str, str], tmp_path: Path) -> None:
    image = "image: {src: ../media/top.svg, alt: Two people}\n"
    files = {
        "posts/a.md": post("![Two people](a.svg) [The map](/media/map.pdf)", image, **keys),
        "posts/b.md": post("![Two people](b.svg) ![Two others](../media/both.svg)"),
        "posts/c.md": post("![Two people](../media/both.svg)", **keys),
        "people/bo.md": "---\nname: Bo Barnes\nimage: {src: ../media/bo.svg, alt: Bo}\n---\n",
        **dict.fromkeys(["posts/a.svg", "posts/b.svg", "posts/not-yet-used.svg"], SVG),
        **dict.fromkeys(["media/top.svg", "media/both.svg", "media/bo.svg"], SVG),
        **dict.fromkeys(["media/map.pdf", "media/leaflet.pdf", "extra/robots.txt"], "x"),
    }
    library = loaded(tmp_path, files)
    assert said(library) == []
    unused = "only a post that is not shown uses it"
    assert [(one.path, one.reason) for one in library.held_back if ".md" not in one.path] == [
        ("media/map.pdf", unused),
        ("media/top.svg", unused),
        ("posts/a.svg", unused),
        ("posts/not-yet-used.svg", "no post uses it"),
    ]
    assert {asset.path for asset in library.assets} == {
        *("posts/b.svg", "media/both.svg", "media/bo.svg", "media/leaflet.pdf"),
        "extra/robots.txt",
    }


def test_a_preview_shows_the_pictures_of_drafts(tmp_path: Path) -> None:
    files = {"posts/a.md": post("![Two people](a.svg)", status="draft"), "posts/a.svg": SVG}
    library = loaded(tmp_path, files, drafts=True)
    assert [asset.path for asset in library.assets] == ["posts/a.svg"]


@pytest.mark.parametrize("keys", HIDDEN)
def test_names_of_what_is_not_shown_get_no_page(keys: dict[str, str], tmp_path: Path) -> None:
    hidden = {
        "author": '"Hidden Person, Hidden Place"',
        "page_author": "Hidden Keeper",
        "series": "Hidden Series",
        "topics": "[Hidden Topic, Food]",
    }
    person = "---\nname: Bo Barnes\ndeputy: Jo Forge\naffiliations: [The Mill]\n---\n"
    files = {
        "posts/a.md": post(**(hidden | keys)),
        "posts/b.md": post(author='"Di Marr, The Yard"', series="Firsts", topics="[Cooking]"),
        "topics/cooking.md": "---\ntitle: Cooking\nbroader: Food\n---\n",
        "pages/about.md": "---\ntitle: About\npage_author: Al Keeper\n---\nText.\n",
        "pages/draft.md": "---\ntitle: A\nstatus: draft\npage_author: Hidden One\n---\nText.\n",
        "people/bo.md": person,
    }
    library = loaded(tmp_path, files, unregistered_names="allow")
    assert said(library) == []
    assert [entry.slug for entry in library.records.all()] == [
        *("ann-example", "bo", "al-keeper", "jo-forge", "di-marr"),
        *("the-mill", "the-yard", "firsts", "cooking", "food"),
    ]
    assert [path for path, page in rendered(library).items() if "Hidden" in page] == []


@pytest.mark.parametrize(
    ("name", "most"), [("posts/a.md", "1 MB"), ("people/a.md", "1 MB"), ("comments/a.yml", "10 MB")]
)
def test_a_file_that_is_too_large_is_never_read_whole(name: str, most: str, tmp_path: Path) -> None:
    content = write(tmp_path, {name: ""})
    with (content / name).open("wb") as file:
        file.truncate(2**40)  # a terabyte of nothing: a file with a hole takes no space
    (words, *_) = said(load(content, settings()))
    assert f"This file has more than {most}, the most that a text may have." in words


@pytest.mark.parametrize("drafts", [False, True])
def test_a_slug_that_no_folder_can_have_is_an_error(drafts: bool, tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(slug="a" * 300),
        "posts/b.md": post(slug="ж" * 101, status="draft"),
        "posts/" + "ﷺ" * 80 + ".md": post(),
    }
    library = loaded(tmp_path, files, drafts=drafts)
    most = "letters; 200 are the most, and fewer of those beyond a to z."
    last = "The last part of the address would have"
    assert [words.partition(": ")[2] for words in said(library)] == [
        f"slug: {last} 300 {most} Write a shorter one.",
        f"warning: slug: {last} 101 {most} Write a shorter one.",
        f"{last} 1440 {most} Give the file a shorter name.",
    ]
    assert all(len(post.slug.encode()) <= 200 for post in library.posts)


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


def test_python_looks_for_rubbish_again_once_all_is_put_together(tmp_path: Path) -> None:
    assert gc.isenabled()
    loaded(tmp_path, {"posts/a.md": post()})
    assert gc.isenabled()
