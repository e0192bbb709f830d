"""The link to the comment service: an ordinary link, which needs no JavaScript.

Settings: COMMENTS_URL; MAKER, which `publication` sets.
Sets `comment_link` of what is given to views.
"""

from __future__ import annotations

from pelican import signals
from pelican.generators import ArticlesGenerator

from plugins.model.comment import comment_address, has_comment_address
from plugins.model.post import Post
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Link


def comment_link(maker: Maker, post: Post) -> Link | None:
    """The link to add a comment: the post's own thread, else the service of the settings."""
    settings, wish = maker.settings, post.fields.comments
    if not has_comment_address(post, settings):
        return None
    if wish and wish.url:
        return Link(text=maker.words.add_comment, href=wish.url)
    address = comment_address(settings.comments_url, post, maker.facts.feed_id(post), settings)
    words, by_mail = maker.words, address.startswith("mailto:")
    return Link(text=words.mail_comment if by_mail else words.add_comment, href=address)


def set_comment_link(generator: ArticlesGenerator) -> None:
    """Give every post its link."""
    generator.settings["MAKER"].given.comment_link = comment_link


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_init.connect(set_comment_link)
