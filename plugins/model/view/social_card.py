"""What stands on the social card of a post, and on that of the site itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.model import address as at
from plugins.model.post import Post
from plugins.model.view.maker import Maker
from plugins.model.view.parts import View
from plugins.model.view.sheets import Sheet
from plugins.model.view.social_image import byline_of, has_cards

TEMPLATE = "social-card"  # no template of the theme: it is drawn


class SocialCard(View, frozen=True, kw_only=True):
    """What stands on a card; on that of the site no title."""

    site: str
    tagline: str
    title: str = ""
    byline: str = ""
    series: str = ""


def card_sheets(maker: Maker) -> Iterator[Sheet]:
    """The cards of a site: its own, and one of each post that lists show."""
    if not has_cards(maker.settings):
        return
    yield Sheet(at.SITE_CARD, TEMPLATE, partial(_of_site, maker))
    for post in maker.facts.behind.posts:
        yield Sheet(at.card(post.slug), TEMPLATE, partial(_of_post, maker, post))


def _of_site(maker: Maker) -> SocialCard:
    return SocialCard(site=maker.settings.name, tagline=maker.settings.tagline)


def _of_post(maker: Maker, post: Post) -> SocialCard:
    own = maker.speaking(post.fields.lang)
    return SocialCard(
        site=maker.settings.name,
        tagline=maker.settings.tagline,
        title=post.title,
        byline=byline_of(own.card(post).authors, own.words),
        series=maker.record("series", post.series).text if post.series else "",
    )
