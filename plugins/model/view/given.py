"""What plugins give to the views, before the first of them is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import msgspec

from plugins.model.picture import Sizes
from plugins.model.post import Post
from plugins.model.view.parts import Form, Link

if TYPE_CHECKING:
    from plugins.model.view.maker import Maker


def no_link(maker: Maker, post: Post) -> Link | None:  # noqa: ARG001 (what a site without a service has)
    """The comment link of a site without a comment service: none."""
    return None


def no_form(maker: Maker, post: Post) -> Form | None:  # noqa: ARG001 (as above)
    """The comment form of a site whose service has none that we know: none."""
    return None


class Given(msgspec.Struct):
    """What plugins have given to the views, before the first of them is made.

    comment_link: gives the link to add a comment to a post; the comments plugin sets it.
    comment_form: gives the form to send a comment on a post; set like `comment_link`.
    theme: the addresses of the theme's files by their names in theme/static; the theme_assets
        plugin sets it, and the icons plugin adds to it.
    paper: the colour of the page where it is light, and where it is dark; set like `theme`.
    has_index: whether this site is searched by an index; the search plugin sets it.
    pictures: the sizes made of each picture, by the digest of its bytes; the pictures plugin.
    """

    comment_link: Callable[[Maker, Post], Link | None] = no_link
    comment_form: Callable[[Maker, Post], Form | None] = no_form
    theme: Mapping[str, str] = {}
    paper: tuple[str, ...] = ()
    has_index: bool = False
    pictures: Mapping[bytes, Sizes] = {}
