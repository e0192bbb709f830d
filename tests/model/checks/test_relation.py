"""What must hold between files."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from tests.loading import loaded, post, rendered, said

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
    new = library.by_slug["new-times"]
    assert library.ties.superseded_by["old"] is new
    assert library.ties.translation_of["old"] is new


def test_a_file_is_found_in_whatever_form_its_letters_are_stored(tmp_path: Path) -> None:
    stored, typed = (normalize(form, "posts/été.md") for form in ("NFD", "NFC"))
    library = loaded(tmp_path, {"posts/old.md": post(superseded_by=typed), stored: post()})
    assert said(library) == []
    assert library.ties.superseded_by["old"].slug == "ete"


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


def test_a_comment_answers_one_above_it(tmp_path: Path) -> None:
    more = (
        "  - {id: 2, name: Bo, date: unknown, text: Hi., reply_to: 3}\n"
        "  - {id: 3, name: Bo, date: unknown, text: Hi., reply_to: 2}\n"
        "  - {id: 4, name: Bo, date: unknown, text: Hi., reply_to: 4}\n"
    )
    found = said(loaded(tmp_path, {"posts/a.md": post(), "comments/a.yml": THREAD + more}))
    assert [words.partition(": ")[2] for words in found] == [
        'comments.reply_to: This answers the comment "3", which stands below it.'
        " Correct the id, or put the comment that it answers above it.",
        "comments.reply_to: This comment answers itself. Correct the id, or take the line out.",
    ]


ROW = "![Two people](../media/x.svg)\n\nWe met.\n"


@pytest.mark.parametrize(("of", "right"), [("a", True), ("about", True), ("b", False)])
def test_an_easy_read_text_belongs_to_a_post_or_page(of: str, right: bool, tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(),
        "pages/about.md": "---\ntitle: About\n---\nText.\n",
        "easy-read/x.md": f"---\ntitle: X\nof: {of}\n---\n{ROW}",
        "media/x.svg": "<svg/>",
    }
    assert (said(loaded(tmp_path, files)) == []) == right


def test_a_post_has_one_easy_read_text(tmp_path: Path) -> None:
    text = f"---\ntitle: X\nof: a\n---\n{ROW}"
    files = {"posts/a.md": post(), "easy-read/x.md": text, "easy-read/y.md": text}
    files["media/x.svg"] = "<svg/>"
    assert said(loaded(tmp_path, files)) == [
        'content/easy-read/y.md:3: of: content/easy-read/x.md is the Easy Read text of "a" too.'
        " Keep one of the two."
    ]


@pytest.mark.parametrize(
    ("body", "right"),
    [
        (ROW, True),
        ('![Two people](../media/x.svg "At the door")\n\nWe met.\n', True),
        ("We met.\n", False),
        ("![Two people](../media/x.svg) We met.\n", False),
        ("- ![Two people](../media/x.svg)\n- We met.\n", False),
        ("", False),
    ],
)
def test_in_an_easy_read_text_pictures_stand_alone(body: str, right: bool, tmp_path: Path) -> None:
    text = f"---\ntitle: X\nof: a\n---\n{body}"
    files = {"posts/a.md": post(), "easy-read/x.md": text, "media/x.svg": "<svg/>"}
    warning = (
        "content/easy-read/x.md:5: warning: text: No picture stands here alone, so the text has no"
        " rows. Put each picture on a line of its own, with its words underneath."
    )
    library = loaded(tmp_path, files)
    assert said(library) == ([] if right else [warning])
    assert rendered(library)["/easy-read/x/"]


def test_a_post_that_was_copied_whole_is_a_warning_that_names_both(tmp_path: Path) -> None:
    long, notice = "We went to the allotment. " * 9, "No meeting this month."
    files = {
        "posts/a.md": post(long),
        "posts/copy-of-a.md": post(long, date="2014-02-11"),
        "posts/b.md": post(long, title="Another post"),
        "posts/c.md": post(notice),
        "posts/d.md": post(notice),
    }
    assert said(loaded(tmp_path, files)) == [
        "content/posts/copy-of-a.md:2: warning: title: This post has the title and the text of"
        " content/posts/a.md too. Delete one of the two files, unless both are meant."
    ]


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("name: Bo Barnes\naliases: [bb, ann example]", ':3: aliases: "ann example"'),
        ("name: Bo Barnes\naliases:\n  - bb\n  - ann-example", ':5: aliases: "ann-example"'),
        ("name: Bo Barnes\naliases: Ann Example", ':3: aliases: "Ann Example"'),
        ("sort_name: Ann Example\nname: Bo Barnes", ':2: sort_name: "Ann Example"'),
        ("name: Ann Example", ':2: name: "Ann Example"'),
    ],
)
def test_a_name_of_two_records_is_told_of_where_it_stands(
    keys: str, place: str, tmp_path: Path
) -> None:
    (words,) = said(loaded(tmp_path, {"people/bo.md": f"---\n{keys}\n---\n"}))
    assert words == (
        f"content/people/bo.md{place} also belongs to content/people/ann-example.md."
        " Change one of the two, so that each name leads to one record."
    )


def test_an_old_address_leads_to_one_page_and_is_nobodys_own(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(aliases="[/old, /only, /posts/b]"),
        "posts/b.md": post(aliases="/Old/"),
        "pages/c.md": "---\ntitle: C\naliases: [/posts/b/, /C]\n---\nText.\n",
    }
    assert [words.partition(": ")[2] for words in said(loaded(tmp_path, files))] == [
        'aliases: "/C" is where content/pages/c.md stands. Take it out.',
        'aliases: "/posts/b/" is where content/posts/b.md stands. Take it out.',
        'aliases: "/posts/b" is where content/posts/b.md stands. Take it out.',
        'aliases: "/Old/" leads to content/posts/a.md already. Keep it in one of the two.',
    ]


@pytest.mark.parametrize("alias", ["/feed.xml/old", "/media/x.svg/a", "/old/index.html"])
def test_an_old_address_takes_the_place_of_no_file(alias: str, tmp_path: Path) -> None:
    files = {"posts/a.md": post(aliases=alias), "media/x.svg": "<svg/>", "extra/old/index.html": ""}
    (words,) = said(loaded(tmp_path, files))
    owner = {"/feed.xml/old": "a page of the site itself", "/media/x.svg/a": "content/media/x.svg"}
    stands = owner.get(alias, "content/extra/old/index.html")
    assert (
        words == f'content/posts/a.md:5: aliases: "{alias}" is where {stands} stands. Take it out.'
    )


def test_an_easy_read_text_of_a_post_and_a_page_with_one_slug_says_of_which(
    tmp_path: Path,
) -> None:
    files = {
        "posts/2014/about.md": post(),
        "pages/about.md": "---\ntitle: About\n---\nText.\n",
        "media/x.svg": "<svg/>",
    }
    text = f"---\ntitle: X\nof: OF\n---\n{ROW}"
    both = loaded(tmp_path, files | {"easy-read/x.md": text.replace("OF", "about")})
    assert said(both) == [
        'content/easy-read/x.md:3: of: Both a post and a page are called "about". Write which is'
        " meant: /posts/about/ or /about/."
    ]
    ways = {
        "/posts/about/": "posts/2014/about.md",
        "../posts/2014/about.md": "posts/2014/about.md",
        "/about/": "pages/about.md",
        "pages/about.md": "pages/about.md",
    }
    for of, path in ways.items():
        library = loaded(tmp_path, files | {"easy-read/x.md": text.replace("OF", of)})
        assert said(library) == []
        assert list(library.easy_read) == [path]
        pages = rendered(library)
        shown = {address for address, html in pages.items() if 'href="/easy-read/x/"' in html}
        assert shown == {"/easy-read/", "/posts/about/" if "posts" in path else "/about/"}


def test_two_easy_read_texts_of_one_page_are_told_however_it_is_named(tmp_path: Path) -> None:
    text = f"---\ntitle: X\nof: OF\n---\n{ROW}"
    files = {
        "pages/about.md": "---\ntitle: About\n---\nText.\n",
        "easy-read/x.md": text.replace("OF", "about"),
        "easy-read/y.md": text.replace("OF", "/about/"),
        "media/x.svg": "<svg/>",
    }
    (words,) = said(loaded(tmp_path, files))
    assert words.startswith("content/easy-read/y.md:3: of: content/easy-read/x.md is the Easy Read")


@pytest.mark.parametrize("key", ["superseded_by", "translation_of"])
def test_no_post_is_led_back_to_itself(key: str, tmp_path: Path) -> None:
    ways = {"a": "b", "b": "c", "c": "a", "d": "a", "e": "", "f": "e"}
    files = {f"posts/{slug}.md": post(extra=f"{key}: {to}\n") for slug, to in ways.items()}
    library = loaded(tmp_path, files)
    assert said(library) == [
        f'content/posts/{slug}.md:5: {key}: From the post "{ways[slug]}" the way leads back to this'
        f' one. Take the key "{key}" out of one of them.'
        for slug in "abc"
    ]
    assert rendered(library)


def test_no_two_posts_have_one_feed_id(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(id="tag:x:y"),
        "posts/b.md": post(id="tag:x:y"),
        "posts/c.md": post(),
    }
    (words,) = said(loaded(tmp_path, files))
    assert words.startswith(
        "content/posts/b.md:5: id: The feed id tag:x:y is also that of content/posts/a.md."
    )


@pytest.mark.parametrize("id_", ["7", "x y", "tag:x y", '"https://a.example/<b>"', "tag:a#b#c"])
def test_an_id_in_feeds_is_one(tmp_path: Path, id_: str) -> None:
    (words,) = said(loaded(tmp_path, {"posts/a.md": post(id=id_)}))
    assert "cannot be an id in feeds" in words


@pytest.mark.parametrize(
    "id_", ["tag:a.example,2012:soup#1", "https://old.example/?p=12", "urn:uuid:60a76c80-d399"]
)
def test_ids_of_other_sites_are_kept(tmp_path: Path, id_: str) -> None:
    library = loaded(tmp_path, {"posts/a.md": post(id=f'"{id_}"')})
    assert library.feed_id(library.by_slug["a"]) == id_


def test_no_post_is_given_the_feed_id_that_another_has_unsaid(tmp_path: Path) -> None:
    given = "tag:example.org,2026:b"
    (words,) = said(loaded(tmp_path, {"posts/a.md": post(id=given), "posts/b.md": post()}))
    assert words.startswith(
        f"content/posts/a.md:5: id: The feed id {given} is also that of content/posts/b.md."
    )


def test_a_file_elsewhere_is_named_by_href(tmp_path: Path) -> None:
    versions = "versions:\n  - format: audio\n    file: https://a.example/x.mp3\n"
    (words,) = said(loaded(tmp_path, {"posts/a.md": post(extra=versions)}))
    assert words.endswith("is an address, not a file. Write: href: https://a.example/x.mp3")


def test_what_nobody_reads_any_more_stops_no_build(tmp_path: Path) -> None:
    file = post("[a](gone.md)\n", status=WITHDRAWN)
    (words,) = said(loaded(tmp_path, {"posts/a.md": file}))
    assert ": warning: " in words
