"""What leads from a post to the comment service: an ordinary link, and what a page shows of it.

Settings: those of the comment services (plugins/services); MAKER, which `publication` sets.
Sets `comment_link` and `comment_form` of what is given to views.
"""

from __future__ import annotations

from pelican import signals
from pelican.generators import ArticlesGenerator

from plugins.model.post import Post
from plugins.model.view.given import Given
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Form, Link
from plugins.services import service_of


def give_comments(given: Given) -> None:
    """Tell views the way to the comments of each post."""
    given.comment_link = comment_link
    given.comment_form = comment_form


def comment_link(maker: Maker, post: Post) -> Link | None:
    """The link to add a comment: the post's own thread, else the service of the settings."""
    own = own_thread(post)
    if own:
        return Link(text=maker.words.add_comment, href=own)
    return service_of(maker.settings).link(maker, post)


def comment_form(maker: Maker, post: Post) -> Form | None:
    """What a page shows of the service once a reader asks; of a thread elsewhere, nothing."""
    return None if own_thread(post) else service_of(maker.settings).form(maker, post)


def own_thread(post: Post) -> str:
    """The address at which a post says that it is talked of, or ""."""
    wish = post.fields.comments
    return wish.url if wish else ""


def set_comments(generator: ArticlesGenerator) -> None:
    """Give every post its ways to comment."""
    give_comments(generator.settings["MAKER"].given)


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_init.connect(set_comments)
