"""What a reader may read next: the posts that a post is related to, in a line each."""

from __future__ import annotations

from plugins.model.post import Post
from plugins.model.text.body import inline
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Day, Html, View


class Related(View, frozen=True, kw_only=True):
    """A related post; it is in the same language.

    lang: of its title, where that is not the one of the words around it, else "".
    """

    title: Html
    href: str
    authors: str  # names in a row; the organisations of a post without an author; or ""
    added: Day
    lang: str


def related_to(maker: Maker, post: Post) -> tuple[Related, ...]:
    """The posts that a post is related to, the closest first."""
    return tuple(_related(maker, other) for other in maker.facts.related(post))


def _related(maker: Maker, post: Post) -> Related:
    """All of it is known of the post itself, so that no record need be asked for."""
    authors = [one.person.name for one in post.credits if one.known]
    return Related(
        title=Html(inline(post.fields.title)),
        href=maker.to("posts", post.slug),
        authors=maker.words.in_a_row(authors or [one.name for one in post.organisations]),
        added=maker.added(post),
        lang=maker.lang_of(post.fields.lang),
    )
