"""What every comment service says of itself to a build."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from plugins.model.post import Post
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Form, Link


class Service(Protocol):
    """A comment service; each is a module with these functions."""

    def link(self, maker: Maker, post: Post) -> Link | None:
        """Where readers add a comment without JavaScript; None where that is not said."""

    def form(self, maker: Maker, post: Post) -> Form | None:
        """What a page of ours can show of the service, once a reader asks; None for nothing."""

    def policy(self, settings: Settings) -> Mapping[str, Collection[str]]:
        """What pages must be let hold or ask of other sites, by the directive of their policy."""
