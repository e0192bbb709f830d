"""A post that a site lacks is found, wherever it is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.bench.corpus import Post, Publication, make_publication
from tests.bench.tools.tool import write_files
from tests.bench.verification import missing, missing_from_feed

CARD = '<h2 class="post-card-title"><a href="/posts/{0.slug}/">{0.title}</a></h2>'


@pytest.fixture(scope="module")
def publication() -> Publication:
    return make_publication(45)


@pytest.fixture
def site(publication: Publication, tmp_path: Path) -> Path:
    """The least that holds every post: the list of all on two pages, the others on one."""
    posts = publication.posts
    pages = {"posts": posts[20:], "posts/page/2": posts[:20]}
    for person in publication.people:
        pages[f"people/{person.slug}"] = [post for post in posts if person.slug in post.authors]
    for topic in publication.topics:
        pages[f"topics/{topic.slug}"] = [post for post in posts if topic.slug in post.topics]
    texts = {f"{place}/index.html": cards(shown) for place, shown in pages.items()}
    for post in posts:
        texts[f"posts/{post.slug}/index.html"] = f"<h1>{post.title}</h1><p>{post.proof}</p>"
    texts["feed.xml"] = cards(posts[-20:])
    write_files(tmp_path, texts)
    return tmp_path


def cards(posts: Sequence[Post]) -> str:
    return "\n".join(map(CARD.format, posts))


def test_a_whole_site_lacks_nothing(publication: Publication, site: Path) -> None:
    assert list(missing(site, publication.posts)) == []
    assert list(missing_from_feed(site, publication.posts)) == []


PAGE = "/posts/{slug}/ is not there, or does not say what it must."
LIST = "/posts/{slug}/ is not in the list {place}/ under its title."


@pytest.mark.parametrize(
    ("place", "lost"),
    [
        (lambda post: f"posts/{post.slug}", lambda post: post.title),
        (lambda post: f"posts/{post.slug}", lambda post: post.proof),
        (lambda _: "posts/page/2", lambda post: f"/posts/{post.slug}/"),
        (lambda _: "posts/page/2", lambda post: post.title),
        (lambda post: f"people/{post.authors[-1]}", lambda post: f"/posts/{post.slug}/"),
        (lambda post: f"topics/{post.topics[-1]}", lambda post: f"/posts/{post.slug}/"),
    ],
)
def test_what_is_lost_is_told(
    publication: Publication,
    site: Path,
    place: Callable[[Post], str],
    lost: Callable[[Post], str],
) -> None:
    post = publication.posts[3]
    where = place(post)
    page = site / where / "index.html"
    whole = page.read_text(encoding="utf-8")
    shown = CARD.format(post) if CARD.format(post) in whole else whole
    page.write_text(whole.replace(shown, shown.replace(lost(post), "")), encoding="utf-8")
    told = PAGE if where == f"posts/{post.slug}" else LIST
    expected = told.format(slug=post.slug, place=where.removesuffix("/page/2"))
    assert list(missing(site, publication.posts)) == [expected]


def test_a_page_that_is_gone_is_told(publication: Publication, site: Path) -> None:
    post = publication.posts[7]
    (site / "posts" / post.slug / "index.html").unlink()
    assert list(missing(site, publication.posts)) == [PAGE.format(slug=post.slug)]


def test_an_empty_site_lacks_everything(publication: Publication, tmp_path: Path) -> None:
    told = "\n".join(missing(tmp_path, publication.posts))
    assert all(PAGE.format(slug=post.slug) in told for post in publication.posts)


@pytest.mark.parametrize("lost", ["/posts/{0.slug}/", "{0.title}"])
def test_what_the_feed_lacks_is_told(publication: Publication, site: Path, lost: str) -> None:
    post = publication.posts[-1]
    feed = site / "feed.xml"
    feed.write_text(feed.read_text(encoding="utf-8").replace(lost.format(post), ""), "utf-8")
    told = f"/posts/{post.slug}/ is not in the feed under its title."
    assert told in list(missing_from_feed(site, publication.posts))


def test_any_post_of_the_last_day_may_end_the_feed(publication: Publication, site: Path) -> None:
    posts = list(publication.posts)
    posts[-21] = posts[-21]._replace(day=posts[-20].day)
    feed = site / "feed.xml"
    feed.write_text(cards([posts[-21], *posts[-19:]]), encoding="utf-8")
    assert list(missing_from_feed(site, posts)) == []
