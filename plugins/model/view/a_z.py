"""What the list of all posts from A to Z shows."""

from __future__ import annotations

from html import escape

from plugins.model import address as at
from plugins.model.collection import is_on_one_page
from plugins.model.post import Post
from plugins.model.spelling import fold, slugify
from plugins.model.view.linked_data import head_of_page
from plugins.model.view.lists import Group, Line
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Head, Html, Link, Site, View

_OTHERS = ("people", "organisations", "series", "topics")


class Letter(View, frozen=True, kw_only=True):
    """The way to the posts under a letter; `current` on their own page."""

    text: str
    href: str
    count: str  # "3 posts"
    current: bool


class AToZView(View, frozen=True, kw_only=True):
    """All posts by the first letters of their titles: on one page, or on one for each letter.

    groups: the posts; none on the front of several pages.
    others: the indexes of other things.
    """

    site: Site
    head: Head
    title: Html
    count: str
    letters: tuple[Letter, ...]
    groups: tuple[Group, ...]
    others: tuple[Link, ...]


def a_to_z_view(maker: Maker, letter: str = "") -> AToZView:
    """The list of all posts, or of those under one letter."""
    letters, words = maker.facts.letters(), maker.words
    front = words.titles["a-z"]
    total = sum(letters.values())
    is_whole = is_on_one_page(total)
    shown = [letter] if letter else [*letters] if is_whole else []
    title = f"{front}: {letter}" if letter else front
    path = at.letter_page(letter) if letter else at.A_Z
    site, settings = maker.site(at.A_Z), maker.settings
    count = words.posts(letters.get(letter, 0) if letter else total)
    about = words.index_about.format(title=title, site=settings.name, count=count)
    head = maker.head(title, path, about, index="a-z" if letter else "")
    return AToZView(
        site=site,
        head=head_of_page(settings, site, head, settings.lang),
        title=Html(escape(title)),
        count=count,
        letters=tuple(
            Letter(
                text=one,
                href=f"#{_anchor(one)}" if is_whole else maker.href(at.letter_page(one)),
                count=words.posts(number),
                current=one == letter,
            )
            for one, number in letters.items()
        ),
        groups=tuple(_group(maker, one) for one in shown),
        others=tuple(
            Link(text=words.titles[kind], href=maker.href(at.index(kind))) for kind in _OTHERS
        ),
    )


def _group(maker: Maker, letter: str) -> Group:
    posts = sorted(maker.facts.under_letter(letter), key=_by_title)
    return Group(
        label=letter,
        anchor=_anchor(letter),
        entries=tuple(
            Line(
                text=post.title,
                href=maker.to("posts", post.slug),
                details=", ".join(filter(None, (maker.mark(post), maker.added(post).text))),
                lang=maker.lang_of(post.fields.lang),
            )
            for post in posts
        ),
    )


def _by_title(post: Post) -> tuple[str, str]:
    return fold(post.title), post.slug


def _anchor(letter: str) -> str:
    return f"letter-{slugify(letter)}"
