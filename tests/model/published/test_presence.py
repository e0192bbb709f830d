"""Every address, of today and of old: what stands, leads on, and is gone."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from plugins.model.library import Library
from plugins.model.published.ledger import FILE, Ledger, write_ledger
from plugins.model.published.standing import updated
from tests.loading import TODAY, WITHDRAWN, loaded, post, rendered, said

BEFORE = TODAY - datetime.timedelta(9)
SVG = "<svg/>"


def published(folder: Path, files: dict[str, str]) -> Library:
    """Publish these files, some days ago."""
    library = loaded(folder, files, today=BEFORE)
    assert said(library) == []
    presence = library.presence
    ledger = updated(Ledger(), presence.now, presence.old, BEFORE)
    (folder / "content" / FILE).write_bytes(write_ledger(ledger))
    return library


def take_away(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / "content" / path).unlink()


def test_each_address_stands_with_its_file_and_kind(tmp_path: Path) -> None:
    files = {"posts/a.md": post(aliases="/node/1"), "media/x.svg": SVG}
    now = {one.address: one for one in published(tmp_path, files).presence.now}
    assert {"/", "/posts/", "/feed.xml", "/people/ann-example/", "/years/2014/"} <= set(now)
    assert (now["/posts/a/"].kind, now["/posts/a/"].file) == ("posts", "posts/a.md")
    assert now["/posts/a/"].aliases == ("/node/1",)
    assert now["/media/x.svg"].kind == "media"
    assert (now["/years/2014/"].kind, now["/years/2014/"].file) == ("", "")
    assert now["/people/ann-example/"].kind == "people"


def test_what_readers_do_not_find_does_not_stand(tmp_path: Path) -> None:
    files = {
        "posts/draft.md": post(status="draft"),
        "posts/future.md": post(date="2026-12-24"),
        "posts/waits.svg": SVG,
    }
    for drafts in (False, True):
        presence = loaded(tmp_path, files, drafts=drafts).presence
        stands = {one.address for one in presence.now}
        assert not stands & {"/posts/draft/", "/posts/future/", "/posts/waits.svg"}
        assert [one.address for one in presence.later] == ["/posts/future/"]
        assert [one.address for one in presence.drafts] == ["/posts/draft/"]


def test_a_published_post_that_is_gone_stops_the_build_with_the_lines_to_paste(
    tmp_path: Path,
) -> None:
    published(tmp_path, {"posts/a.md": post(), "posts/b.md": post(title="B")})
    take_away(tmp_path, "posts/a.md")
    (words,) = said(loaded(tmp_path, {}))
    assert words.startswith("content/posts/a.md: This file is no longer there.")
    assert words.endswith("this line, and why at its end:\n/posts/a/ gone 2026-11-21 ...")


def test_what_is_said_to_be_gone_says_so_to_readers(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post(), "posts/b.md": post(title="B")})
    take_away(tmp_path, "posts/a.md")
    gone = "/posts/a/ gone 2026-11-20 The <b>fund</b> closed.\n"
    library = loaded(tmp_path, {"old-addresses.txt": gone})
    assert said(library) == []
    page = rendered(library)["/posts/a/"]
    assert 'datetime="2026-11-20"' in page
    assert "Why: The &lt;b&gt;fund&lt;/b&gt; closed." in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_renamed_file_with_a_new_slug_keeps_its_id_and_its_address_leads_on(
    tmp_path: Path,
) -> None:
    published(tmp_path, {"posts/a.md": post()})
    take_away(tmp_path, "posts/a.md")
    library = loaded(tmp_path, {"posts/2014/new.md": post(aliases="/posts/a/", title="New")})
    assert said(library) == []
    assert library.feed_id(library.posts[0]) == "tag:example.org,2026:a"
    assert 'content="0; url=/posts/new/"' in rendered(library)["/posts/a/"]


def test_a_clash_that_shows_only_on_a_later_day_is_told_today(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(aliases="/old/"),
        "posts/later.md": post(date="2026-12-24", aliases="/old/", title="Later"),
        "posts/draft.md": post(status="draft", aliases="/old/", title="Draft"),
    }
    assert said(loaded(tmp_path, files)) == [
        'content/posts/draft.md:6: warning: aliases: "/old/" leads to content/posts/a.md already.'
        " Keep it in one of the two.",
        'content/posts/later.md:5: aliases: "/old/" leads to content/posts/a.md already.'
        " Keep it in one of the two.",
    ]


def test_a_withdrawn_post_stands_and_what_only_it_used_is_gone(tmp_path: Path) -> None:
    body = "![A](../media/only.svg) ![B](beside.svg) [C](../media/both.svg)\n"
    others = {
        "posts/b.md": post("[C](../media/both.svg)\n", title="B", date="2015-01-01"),
        "media/only.svg": SVG,
        "media/both.svg": SVG,
        "posts/beside.svg": SVG,
    }
    published(tmp_path, {"posts/a.md": post(body), **others})
    library = loaded(tmp_path, {"posts/a.md": post(body, extra=WITHDRAWN), **others})
    assert said(library) == []
    now = {one.address: one for one in library.presence.now}
    assert now["/posts/a/"].withdrawn
    assert now["/posts/a/"].id == "tag:example.org,2026:a"
    settled = library.presence.settled
    assert set(settled.gone) == {"/media/only.svg", "/posts/beside.svg"}
    assert "/media/both.svg" in now


def test_lists_that_are_no_more_lead_to_those_above(tmp_path: Path) -> None:
    files = {f"posts/{n}.md": post(title=str(n), topics="Homecare") for n in range(3)}
    topic = {"topics/homecare.md": "---\ntitle: Homecare\n---\n"}
    content = published(tmp_path, {**files, **topic, "posts/z.md": post(date="2015-02-03")})
    assert "/years/2015/" in {one.address for one in content.presence.now}
    library = loaded(tmp_path, {"posts/z.md": post(date="2015-02-03", extra=WITHDRAWN)})
    assert said(library) == []
    assert library.presence.settled.redirects["/years/2015/"] == "/years/"
    assert 'content="0; url=/years/"' in rendered(library)["/years/2015/"]


def test_a_published_picture_that_is_refused_is_told_of_once(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post("![A](x.svg)\n"), "posts/x.svg": SVG})
    take_away(tmp_path, "posts/x.svg")
    (tmp_path / "content/posts/x.svg").symlink_to("nowhere.svg")
    assert [words.partition(": ")[0] for words in said(loaded(tmp_path, {}))] == [
        "content/posts/x.svg"
    ]


def test_a_withdrawn_post_takes_its_easy_read_text_along(tmp_path: Path) -> None:
    easy = "---\ntitle: A\nof: a\n---\n![One](../media/x.svg)\n\nEasy words of it.\n"
    files = {"easy-read/a.md": easy, "media/x.svg": SVG}
    published(tmp_path, {"posts/a.md": post(), **files})
    library = loaded(tmp_path, {"posts/a.md": post(extra=WITHDRAWN)})
    assert said(library) == []
    assert set(library.presence.settled.gone) == {"/easy-read/a/", "/media/x.svg"}
    assert "was withdrawn." in rendered(library)["/easy-read/a/"]


def test_whoever_begins_anew_says_so_once(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post(), "posts/b.md": post(title="B")})
    take_away(tmp_path, "posts/a.md")
    library = loaded(tmp_path, {"old-addresses.txt": "* gone 2026-11-20 We began anew.\n"})
    assert said(library) == []
    assert "Why: We began anew." in rendered(library)["/posts/a/"]
    assert "/posts/b/" in {one.address for one in library.presence.now}
    late = loaded(tmp_path, {"old-addresses.txt": "* gone 2026-11-01 We began anew.\n"})
    assert len(said(late)) == 1  # it was published after that day


def test_a_file_that_cannot_be_read_is_not_told_of_as_gone_too(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post(), "posts/b.md": post(title="B")})
    take_away(tmp_path, "posts/a.md")
    (tmp_path / "content/posts/a.md").symlink_to("nowhere.md")
    (words,) = said(loaded(tmp_path, {}))
    assert "it is a link to nothing" in words


def test_on_an_earlier_day_only_what_was_published_by_then_counts(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post()})
    take_away(tmp_path, "posts/a.md")
    assert said(loaded(tmp_path, {}, today=BEFORE - datetime.timedelta(1))) == []


def test_a_ledger_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post()})
    (tmp_path / "content" / FILE).write_text('{"version": 1, "published": [')
    (words,) = said(loaded(tmp_path, {}))
    assert words.startswith("content/published.json:1: The ledger of what was published ends")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "/index.html -> /posts/a/",
            "/index.html is said to be old, and a page of the site itself",
        ),
        ("/posts/a/index.html gone 2026-11-20 W.", "said to be old, and content/posts/a.md stands"),
        ("/feed.xml/x/ -> /posts/a/", "said to be old, and a page of the site itself stands there"),
        ("/robots.txt -> /posts/a/", "/robots.txt is a name that servers keep for themselves."),
        ("/.htaccess/ -> /posts/a/", "/.htaccess/ is a name that servers keep for themselves."),
        ("/index.html.gz/ -> /posts/a/", "is a name that servers keep for themselves."),
    ],
)
def test_no_old_address_takes_the_place_of_what_stands(
    line: str, words: str, tmp_path: Path
) -> None:
    (told,) = said(loaded(tmp_path, {"posts/a.md": post(), "old-addresses.txt": f"{line}\n"}))
    assert told.startswith("content/old-addresses.txt:1: ")
    assert words in told


@pytest.mark.parametrize("alias", ["/_redirects", "/_headers/", "/.hosts/x", "/index.html.gz/"])
def test_no_alias_is_a_name_that_servers_keep(alias: str, tmp_path: Path) -> None:
    (told,) = said(loaded(tmp_path, {"posts/a.md": post(aliases=alias)}))
    assert f'aliases: "{alias}" is a name that servers keep for themselves.' in told


def test_posts_that_change_places_are_told(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post(), "posts/b.md": post(title="B")})
    swapped = {"posts/a.md": post(slug="b"), "posts/b.md": post(title="B", slug="a")}
    (told,) = said(loaded(tmp_path, swapped))
    assert told.startswith(
        "content/posts/a.md:5: warning: slug: This post and content/posts/b.md have changed places"
    )


def test_a_withdrawn_text_does_not_come_back_by_chance(tmp_path: Path) -> None:
    published(tmp_path, {"posts/a.md": post(extra=WITHDRAWN.replace("2026-11-20", "2026-11-01"))})
    (told,) = said(loaded(tmp_path, {"posts/a.md": post()}))
    assert told.startswith("content/posts/a.md:1: status: This post was withdrawn, and would now")
    assert said(loaded(tmp_path, {"posts/a.md": post(status="published")})) == []
