"""What must hold between files."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.relation import post_meant
from tests.loading import loaded, post, said

WITHDRAWN = "{status: withdrawn, on: 2020-01-01, reason: x}"


def problems(folder: Path, **files: str) -> list[str]:
    """What is said of files whose names stand with _ for / and __ for a hyphen."""
    return said(loaded(folder, files))


@pytest.mark.parametrize(
    "typed",
    [
        "new-times",
        "/posts/new-times/",
        "https://example.org/posts/new-times/",
        "posts/2020/2020-01-01-times.md",
        "../2020/2020-01-01-times.md",
        "{filename}/posts/2020/2020-01-01-times.md",
        "/posts/new-times/#opening",
    ],
)
def test_another_post_is_named_by_slug_address_or_file(typed: str, tmp_path: Path) -> None:
    files = {
        "posts/2014/old.md": post(superseded_by=f'"{typed}"', translation_of=f'"{typed}"'),
        "posts/2020/2020-01-01-times.md": post(slug="new-times"),
    }
    library = loaded(tmp_path, files)
    assert said(library) == []
    found = post_meant(typed, "posts/2014", library.by_slug)
    assert found is library.by_slug["new-times"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("new-tmies", 'There is no post "new-tmies". Did you mean "new-times"?'),
        ("https://other.example/new-times", "Name the other post by the last part"),
        ("old", "is this post itself."),
        ("draft", 'The post "draft" is a draft, which readers do not see.'),
    ],
)
def test_a_post_that_cannot_be_led_to_is_an_error(typed: str, words: str, tmp_path: Path) -> None:
    files = {
        "posts/old.md": post(superseded_by=f'"{typed}"'),
        "posts/new-times.md": post(),
        "posts/draft.md": post(status="draft"),
    }
    (found,) = said(loaded(tmp_path, files))
    assert found.startswith("content/posts/old.md:5: superseded_by: ")
    assert words in found


def test_a_series_orders_posts_of_its_own_whatever_their_state(tmp_path: Path) -> None:
    files = {
        "series/firsts.md": "---\ntitle: Firsts\norder: [a, b, c, d, e]\n---\n",
        "posts/a.md": post(series="firsts", status="draft"),
        "posts/b.md": post(series="firsts", status=WITHDRAWN),
        "posts/c.md": post(series="firsts", date="2030-01-01"),
        "posts/d.md": post(),
    }
    assert [words.partition(": ")[2] for words in said(loaded(tmp_path, files))] == [
        'order: "d" is not a post of this series. Take it out, or correct it.',
        'order: "e" is not a post of this series. Take it out, or correct it.',
    ]


THREAD = """origin: {site: old.example}
comments:
  - {id: 1, name: Jo, date: 2012-01-01, text: Hello.}
"""


@pytest.mark.parametrize("keys", [{}, {"status": "draft"}, {"status": WITHDRAWN}])
def test_comments_belong_to_a_post_whatever_its_state(keys: dict[str, str], tmp_path: Path) -> None:
    library = loaded(tmp_path, {"posts/a.md": post(**keys), "comments/a.yml": THREAD})
    assert said(library) == []
    held = {one.path for one in library.held_back}
    assert ("comments/a.yml" in held) == bool(keys)


def test_comments_without_their_post_are_an_error(tmp_path: Path) -> None:
    files = {"posts/the-gate.md": post(), "comments/the-gaet.yml": THREAD}
    assert said(loaded(tmp_path, files)) == [
        "content/comments/the-gaet.yml:1: These comments belong to no post: there is no post"
        ' "the-gaet". Did you mean "the-gate"?'
    ]


def test_comments_have_ids_of_their_own_and_answer_each_other(tmp_path: Path) -> None:
    more = (
        "  - {id: 1., name: Bo, date: unknown, text: Hi., reply_to: 1}\n"
        "  - {id: 3, name: Bo, date: unknown, text: Hi., reply_to: 2}\n"
    )
    found = said(loaded(tmp_path, {"posts/a.md": post(), "comments/a.yml": THREAD + more}))
    assert [words.partition(": ")[2].partition(". ")[0] for words in found] == [
        'comments.id: A comment above this one has the id "1." too',
        'comments.reply_to: There is no comment "2" to answer',
    ]


@pytest.mark.parametrize(("of", "right"), [("a", True), ("about", True), ("b", False)])
def test_an_easy_read_text_belongs_to_a_post_or_page(of: str, right: bool, tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(),
        "pages/about.md": "---\ntitle: About\n---\nText.\n",
        "easy-read/x.md": f"---\ntitle: X\nof: {of}\n---\nText.\n",
    }
    assert (said(loaded(tmp_path, files)) == []) == right


def test_a_post_has_one_easy_read_text(tmp_path: Path) -> None:
    text = "---\ntitle: X\nof: a\n---\nText.\n"
    files = {"posts/a.md": post(), "easy-read/x.md": text, "easy-read/y.md": text}
    assert said(loaded(tmp_path, files)) == [
        'content/easy-read/y.md:3: of: content/easy-read/x.md is the Easy Read text of "a" too.'
        " Keep one of the two."
    ]


def test_an_old_address_leads_to_one_page_and_is_nobodys_own(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(aliases="[/old, /only, /posts/b]"),
        "posts/b.md": post(aliases="old"),
        "pages/c.md": "---\ntitle: C\naliases: [/posts/b/, /c]\n---\nText.\n",
    }
    assert [words.partition(": ")[2] for words in said(loaded(tmp_path, files))] == [
        'aliases: "/c" is the address of a page of this site. Take it out.',
        'aliases: "/posts/b/" is the address of a page of this site. Take it out.',
        'aliases: "/posts/b" also leads to content/pages/c.md. Keep one of them.',
        'aliases: "old" also leads to content/posts/a.md. Keep one of them.',
    ]


def test_no_two_posts_have_one_feed_id(tmp_path: Path) -> None:
    files = {"posts/a.md": post(id="x"), "posts/b.md": post(id="x"), "posts/c.md": post()}
    (words,) = said(loaded(tmp_path, files))
    assert 'The id "x" is also that of content/posts/a.md.' in words


def test_a_file_elsewhere_is_named_by_href(tmp_path: Path) -> None:
    versions = "versions:\n  - format: audio\n    file: https://a.example/x.mp3\n"
    (words,) = said(loaded(tmp_path, {"posts/a.md": post(extra=versions)}))
    assert words.endswith("is an address, not a file. Write: href: https://a.example/x.mp3")


def test_what_nobody_reads_any_more_stops_no_build(tmp_path: Path) -> None:
    file = post("[a](gone.md)\n", status=WITHDRAWN)
    (words,) = said(loaded(tmp_path, {"posts/a.md": file}))
    assert ": warning: " in words
