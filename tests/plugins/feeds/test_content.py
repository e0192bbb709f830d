"""The text of an entry: complete, with full addresses, a picture, and the ways to the site."""

import re
from pathlib import Path
from typing import Any

import pytest

from plugins.model.feeds.content import absolute
from tests.plugins.feeds.small_site import (
    LINKS,
    URL,
    Tags,
    channel,
    content,
    every_address,
    item,
    items,
    made,
    post,
    texts,
)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        (URL, URL),
        ("https://wayside.example", "https://wayside.example"),
        ("", "http://localhost:8000"),
    ],
)
def test_every_address_is_full(tmp_path: Path, url: str, site: str) -> None:
    image = "image:\n  src: ../media/gate.svg\n  alt: The gate"
    links = LINKS if url == URL else LINKS.replace("https://wayside.example/blog", url)
    data = made(
        tmp_path,
        {"one": post(image, links), "two": post("date: 2013-01-01", "## Gate\n\nText.")},
        url=url,
    )
    html = content(items(data)[0])
    assert all(re.match(r"https?://[^/]|mailto:", found) for found in every_address(html))
    tags = Tags(html)
    links_made = tags.all("a", "href")
    assert links_made[:6] == [
        f"{site}/posts/two/#gate",
        f"{site}/",
        f"{site}/posts/one/#the-gate",
        "https://other.example/a?b=1&c=2",
        "mailto:a@b.example",
        f"{site}/posts/two/",
    ]
    *notes, page, comments = links_made[6:]
    assert all(link.startswith(f"{site}/posts/one/#") for link in notes)
    assert len(notes) == 2
    assert (page, comments) == (f"{site}/posts/one/", f"{site}/posts/one/#comments")
    assert set(tags.all("img", "src")) == {f"{site}/media/gate.svg"}
    assert tags.all("video", "poster") == [f"{site}/media/gate.svg"]
    assert "A gate loading=" in tags.all("img", "alt")
    assert '<code>&lt;a href="#shown" href="/as-typed/"&gt;</code>' in html
    assert not any("loading" in attributes for _, attributes in tags.found)
    assert texts(items(data)[0], "comments") == [f"{site}/posts/one/#comments"]
    assert texts(channel(data), "link") == [f"{site}/"]


def test_addresses_that_bodies_do_not_have_yet_would_be_full_too() -> None:
    html = (
        '<img src="/a.jpg" srcset="/a.jpg 1x, /b.jpg 2x" alt="x href=" loading="lazy">'
        '<q cite="#r">"/q"</q><p class="/">href="/"</p>'
    )
    assert absolute(html, "https://x.example/b/posts/one/") == (
        '<img src="https://x.example/a.jpg"'
        ' srcset="https://x.example/a.jpg 1x, https://x.example/b.jpg 2x" alt="x href=">'
        '<q cite="https://x.example/b/posts/one/#r">"/q"</q><p class="/">href="/"</p>'
    )


def test_the_note_of_each_post_has_its_own_place(tmp_path: Path) -> None:
    body = "Noted.[^1]\n\n[^1]: The note."
    data = made(tmp_path, {"one": post(body=body), "two": post(body=body)})
    ids = [
        attributes["id"]
        for entry in items(data)
        for _, attributes in Tags(content(entry)).found
        if "id" in attributes
    ]
    assert len(ids) >= 4
    assert len(ids) == len(set(ids))


def test_the_picture_of_the_front_matter_stands_at_the_top(tmp_path: Path) -> None:
    image = (
        'image:\n  src: ../media/gate.svg\n  alt: A gate <open> & "wide"\n'
        "  caption: The <i>gate</i>.\n  credit: Jo & Bell"
    )
    html = content(item(tmp_path, post(image)))
    assert html.startswith(
        f'<figure><img src="{URL}/media/gate.svg"'
        ' alt="A gate &lt;open&gt; &amp; &quot;wide&quot;"><figcaption>'
        "The &lt;i&gt;gate&lt;/i&gt;. Picture: Jo &amp; Bell</figcaption></figure>\n<p>The text."
    )
    plain = content(item(tmp_path, post("image:\n  src: ../media/gate.svg\n  decorative: yes")))
    assert plain.startswith(f'<figure><img src="{URL}/media/gate.svg" alt=""></figure>\n')


def test_the_text_ends_with_the_ways_to_the_site_and_its_comments(tmp_path: Path) -> None:
    html = content(item(tmp_path, post()))
    assert html.endswith(
        f'<p><a href="{URL}/posts/one/">Read this post on the Wayside &amp; Co website</a>.'
        f' <a href="{URL}/posts/one/#comments">Add your comment</a>.</p>'
    )


@pytest.mark.parametrize(
    ("front", "over", "has_place", "is_open"),
    [
        ("comments: open", {}, True, True),
        ("comments: closed", {}, True, False),
        ("comments: off", {}, False, False),
        ("comments:\n  until: 2020-01-01", {}, True, False),
        ("", {"comments_state": "off"}, False, False),
        ("", {"comments_url": ""}, False, False),
        ("comments:\n  url: https://talk.example/17", {"comments_url": ""}, True, True),
    ],
)
def test_readers_are_asked_to_comment_only_where_they_can(
    tmp_path: Path,
    front: str,
    over: dict[str, Any],
    has_place: bool,
    is_open: bool,
) -> None:
    entry = item(tmp_path, post(front), **over)
    assert bool(texts(entry, "comments")) == has_place
    assert ("Add your comment" in content(entry)) == is_open


@pytest.mark.parametrize(("state", "has_place"), [("closed", True), ("off", False)])
def test_old_comments_are_led_to_unless_the_discussion_is_off(
    tmp_path: Path, state: str, has_place: bool
) -> None:
    (tmp_path / "comments").mkdir()
    (tmp_path / "comments/one.yml").write_text(
        "origin: {site: Old}\ncomments: [{id: 1, name: Jo, date: 2014-02-11, text: Yes}]\n",
        encoding="utf-8",
    )
    entry = item(tmp_path, post(f"comments: {state}"), comments_url="")
    assert bool(texts(entry, "comments")) == has_place
