"""What a link may lead to, and two files that want one address."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.address import FEED_STYLE, FEEDS_IN_ONE, SITEMAP, feed
from plugins.model.feeds.names import forms_of
from plugins.model.library import Library
from plugins.model.loading import load
from plugins.model.reference import ALWAYS, NEVER
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import network_sheets, page_sheet, post_sheet
from tests.loading import loaded, post, rendered, said, settings
from tests.running import VALID

SVG = "<svg/>"


PAGE = "---\ntitle: A page\n---\nText.\n"
THE_SITE = "the site itself"


@pytest.mark.parametrize(
    ("files", "wrong", "taken", "owner"),
    [
        (["extra/index.html"], "extra/index.html", "/index.html", THE_SITE),
        (["extra/theme/css/x.css"], "extra/theme/css/x.css", "/theme/css/x.css", THE_SITE),
        (["extra/Media/a.svg", "media/a.svg"], "media/a.svg", "/media/a.svg", "extra/Media/a.svg"),
        (["extra/feed.xml/a.txt"], "extra/feed.xml/a.txt", "/feed.xml", THE_SITE),
        (["extra/posts"], "extra/posts", "/posts", THE_SITE),
        (["extra/about", "pages/about.md"], "extra/about", "/about", "pages/about.md"),
        (["pages/people.md"], "pages/people.md", "/people/", THE_SITE),
        (["pages/pagefind.md"], "pages/pagefind.md", "/pagefind/", THE_SITE),
        (
            ["extra/people/ann-example/index.html"],
            "extra/people/ann-example/index.html",
            "/people/ann-example/index.html",
            "people/ann-example.md",
        ),
    ],
)
def test_an_address_has_one_owner(
    files: list[str], wrong: str, taken: str, owner: str, tmp_path: Path
) -> None:
    owner = owner if owner == THE_SITE else f"content/{owner}"
    (words,) = said(loaded(tmp_path, dict.fromkeys(files, PAGE)))
    assert words.startswith(f"content/{wrong}: The address {taken} belongs to {owner} already.")


def test_what_stands_side_by_side_clashes_with_nothing(tmp_path: Path) -> None:
    files = {
        "extra/robots.txt": "x",
        "extra/posts/a/old.html": "x",
        "extra/media/b.svg": SVG,
        "media/a.svg": SVG,
        "posts/2014/a.svg": SVG,
        "posts/2014/a.md": post(),
    }
    assert said(loaded(tmp_path, files)) == []


def pages_made(library: Library) -> set[str]:
    """The addresses of the pages that a build makes."""
    maker = Maker(library)
    made = {sheet.path for sheet in network_sheets(maker)}
    made |= {post_sheet(maker, one).path for one in (*library.posts, *library.withdrawn)}
    return made | {page_sheet(maker, one).path for one in library.pages}


def pages_led_to(library: Library) -> set[str]:
    """The addresses of the pages that a link may lead to once all is shown."""
    files = {SITEMAP, FEEDS_IN_ONE, FEED_STYLE, *(asset.address for asset in library.assets)}
    files |= {feed(name, form) for name in library.feed_names for form in forms_of(name)}
    return {path for path, target in library.targets.addresses.items() if target.shown} - files


def test_every_address_that_a_link_may_lead_to_is_a_page_that_is_made(tmp_path: Path) -> None:
    files = {f"posts/p{n}.md": post(date=f"2014-01-{n + 1:02}", series="firsts") for n in range(7)}
    files |= {
        "pages/about.md": "---\ntitle: About\n---\nText.\n",
        "topics/food.md": "---\ntitle: Food\n---\n",
        "series/firsts.md": "---\ntitle: Firsts\n---\n",
        "easy-read/p1.md": "---\ntitle: P1\nof: p1\n---\nText.\n",
        "posts/x.md": post(author="Jo, Forge", topics="[Gardens, food]", series="Others"),
    }
    library = loaded(tmp_path, files, list_length=2, unregistered_names="allow")
    assert "/posts/page/3/" in pages_made(library)
    assert pages_led_to(library) == pages_made(library)


@pytest.mark.parametrize("drafts", [False, True])
def test_the_valid_site_makes_the_pages_that_links_may_lead_to(drafts: bool) -> None:
    library = load(VALID / "content", settings(list_length=1, drafts=drafts))
    assert pages_led_to(library) == pages_made(library)


def test_an_easy_read_text_of_a_draft_page_is_not_seen(tmp_path: Path) -> None:
    files = {
        "pages/secret.md": "---\ntitle: Secret\nstatus: draft\n---\nText.\n",
        "easy-read/x.md": "---\ntitle: X\nof: secret\n---\n![Two people](../media/x.svg)\n\nA.\n",
        "media/x.svg": SVG,
    }
    library = loaded(tmp_path, files)
    assert library.targets.files["easy-read/x.md"].seen_from == NEVER
    assert library.easy_reads == ()
    pages = rendered(library)
    assert {"/easy-read/", "/easy-read/x/"} & pages.keys() == set()
    assert not any("easy-read" in html for html in pages.values())
    preview = rendered(loaded(tmp_path, files, drafts=True))
    assert 'href="/secret/"' in preview["/easy-read/x/"]


def test_an_easy_read_text_of_nothing_is_not_seen_even_in_a_preview(tmp_path: Path) -> None:
    text = "---\ntitle: X\nof: nothing\nstatus: draft\n---\n![Two people](../media/x.svg)\n"
    files = {"easy-read/x.md": text, "media/x.svg": SVG}
    library = loaded(tmp_path, files, drafts=True)
    assert [": warning: " in words for words in said(library)] == [True]
    assert library.easy_reads == ()
    assert rendered(library)


def test_an_easy_read_text_is_seen_no_sooner_than_its_post(tmp_path: Path) -> None:
    states = {
        "now": {},
        "later": {"date": "2030-01-01"},
        "draft": {"status": "draft"},
        "gone": {"status": "{status: withdrawn, on: 2020-01-01, reason: x}"},
    }
    files = {f"posts/{slug}.md": post(**keys) for slug, keys in states.items()}
    files |= {f"easy-read/{slug}.md": f"---\ntitle: A\nof: {slug}\n---\nA.\n" for slug in states}
    library = loaded(tmp_path, files)
    seen = {slug: library.targets.files[f"easy-read/{slug}.md"].seen_from for slug in states}
    assert (seen["draft"], seen["gone"]) == (NEVER, NEVER)
    assert ALWAYS < seen["now"] < seen["later"] < NEVER
    assert [entry.slug for entry in library.easy_reads] == ["now"]
    reasons = {one.path: one.reason for one in library.held_back}
    assert {reasons[f"easy-read/{slug}.md"] for slug in ("later", "draft", "gone")} == {
        "its post is not shown"
    }


@pytest.mark.parametrize(
    "alias",
    [
        "/posts/",
        "/feed.xml",
        "/Feed.xml",
        "/posts",
        "/feed.xml/",
        "/feeds/all.atom.xml",
        "/theme/a",
    ],
)
def test_an_old_address_of_the_feed_takes_no_address_of_the_site(
    tmp_path: Path, alias: str
) -> None:
    library = loaded(tmp_path, {"posts/a.md": post()}, feed_aliases=(alias,))
    found = said(library)
    assert (
        f"pelicanconf.py: FEED_ALIASES: {alias} cannot hold a copy of the feed: another of the"
        " list, or something else of the site, stands there. Take it out of the list."
    ) in found
    assert "the site itself:" not in "".join(found)


def test_an_old_address_of_the_feed_is_taken_for_files_of_the_content(tmp_path: Path) -> None:
    aliases = ("/feed/", "/rss.xml", "/blog/feed/", "/atom")
    assert said(loaded(tmp_path, {"posts/a.md": post()}, feed_aliases=aliases)) == []
    found = said(loaded(tmp_path, {"extra/rss.xml": "<rss/>"}, feed_aliases=aliases))
    assert len(found) == 1
    assert "The address /rss.xml belongs to the site itself already." in found[0]
