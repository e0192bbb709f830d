"""The picture that other sites show where somebody leads to a page: a card with its title.

The Open Graph protocol (ogp.me) names it in the head of a page; those who show it ask for 1200 x
630 pixels. A preview has no addresses to name it by, and so no cards.
"""

from __future__ import annotations

from collections.abc import Sequence

from plugins.model import address as at
from plugins.model.settings import Settings
from plugins.model.view.parts import Author, SocialImage
from plugins.model.wording.table import Wording

WIDTH, HEIGHT = 1200, 630
_MOST_NAMES = 3


def has_cards(settings: Settings) -> bool:
    """Whether this site has cards: they are wanted, and it is no preview."""
    return settings.social_cards and bool(settings.url) and not settings.drafts


def image_of_site(settings: Settings) -> SocialImage | None:
    """The card of all pages that have none of their own; None on a site without cards."""
    words = ": ".join(filter(None, (settings.name, settings.tagline)))
    return _image(settings, at.SITE_CARD, words)


def image_of_post(
    settings: Settings, slug: str, title: str, authors: Sequence[Author], words: Wording
) -> SocialImage | None:
    """The card of a post; None on a site without cards.

    Its text alternative says all that should stand on it. Where the theme's font lacks a letter,
    the card shows less (see `social_cards`), and whoever cannot see it still learns the title.
    """
    said = ". ".join(filter(None, (title, byline_of(authors, words), settings.name)))
    return _image(settings, at.card(slug), said)


def byline_of(authors: Sequence[Author], words: Wording) -> str:
    """Who wrote a post, as its card says it; "" where nobody knows."""
    names = [one.name for one in authors if one.known]
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], words.others(len(names) - _MOST_NAMES + 1)]
    return f"{words.by} {words.in_a_row(names)}" if names else ""


def _image(settings: Settings, path: str, alt: str) -> SocialImage | None:
    if not has_cards(settings):
        return None
    return SocialImage(address=settings.url + at.encode(path), width=WIDTH, height=HEIGHT, alt=alt)
