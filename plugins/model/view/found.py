"""What a search knows of a page beside its words: by what it can be narrowed, and who made it."""

from __future__ import annotations

from plugins.model.post import Post
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Day, View


class Found(View, frozen=True, kw_only=True):
    """A page that a search may find, as its templates tell the index."""

    kind: str  # "Blog", "Person"
    byline: str  # names in a row, or ""
    added: Day | None
    topics: tuple[str, ...]
    organisations: tuple[str, ...]
    lang: str
    comments: str = ""  # "3 comments", or ""

    @property
    def year(self) -> str:
        """Of the day on which it was added; "" where that is not known."""
        return self.added.iso[:4] if self.added else ""


def found_post(maker: Maker, post: Post) -> Found | None:
    """A post, in the words of the site; None for one that readers do not see yet."""
    card = maker.card(post)
    if card.mark:
        return None
    named = [one.name for who in post.credits for one in who.organisations]
    return Found(
        kind=card.kind.text,
        byline=maker.words.in_a_row(one.name for one in card.authors),
        added=card.added,
        topics=tuple(maker.record("topics", slug).text for slug in post.topics),
        organisations=tuple(dict.fromkeys([*named, *(one.name for one in post.organisations)])),
        lang=post.fields.lang or maker.settings.lang,
        comments=card.comments,
    )


def found_page(
    kind: str, lang: str, *, organisations: tuple[str, ...] = (), topics: tuple[str, ...] = ()
) -> Found:
    """A page of another kind."""
    return Found(
        kind=kind,
        byline="",
        added=None,
        topics=topics,
        organisations=tuple(dict.fromkeys(organisations)),
        lang=lang,
    )
