"""Any service that can be linked to: a forum, a discussion, a mailbox; COMMENTS_URL says where."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from plugins.model.comments.state import comment_address
from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Form, Link


def link(maker: Maker, post: Post) -> Link | None:
    """The template with its places filled in."""
    settings, words = maker.settings, maker.words
    if not settings.comments_url:
        return None
    address = comment_address(settings.comments_url, post, maker.facts.feed_id(post), settings)
    by_mail = address.startswith("mailto:")
    return Link(text=words.mail_comment if by_mail else words.add_comment, href=address)


def form(maker: Maker, post: Post) -> Form | None:  # noqa: ARG001 (what all services have)
    """None: a place that is only linked to is not known any better."""
    return None


def policy(settings: Settings) -> Mapping[str, Collection[str]]:  # noqa: ARG001 (as above)
    """Nothing, as links need no leave."""
    return {}
