"""The files that hold a text, with another in its place: for the build in which no more is new.

Of a post these are its page and the feeds that tell of it. Each is made of what was kept, without
Pelican and feedgen, and is the same byte for byte as a whole build would make it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from jinja2 import TemplateError

from plugins.model.address import FEED, address, encode, file_of
from plugins.model.cache.kept import Kept
from plugins.model.cache.output import KeptFile, KeptOutput
from plugins.model.cache.views import with_text
from plugins.model.digest import digest, digest_of_bytes
from plugins.model.entry import Entry
from plugins.model.feeds.content import absolute, exchanged
from plugins.model.settings import Settings
from plugins.rendering import Theme, render
from plugins.theme_problem import ThemeProblem


class Retouching:
    """Texts put into the files of a site, nothing of which is written here.

    kept: of earlier builds. site: where it is shown. output: what is known of that.
    settings: those of the last build, and of this one.

    files: those that hold another text now, by name.
    """

    def __init__(
        self, kept: Kept, site: Path, output: KeptOutput, settings: Settings, theme: Theme
    ) -> None:
        self._kept = kept
        self._site = site
        self._output = output
        self._settings = settings
        self._theme = theme
        self._pages = dict(output.pages)
        self.files: dict[str, bytes] = {}

    def take(self, entry: Entry[Any]) -> bool:
        """Put the text of a post or page where the old one stood; whether that could be done."""
        own = file_of(address(entry.kind, entry.slug))
        names = self._output.made_of(("text", entry.path))
        if own not in names:
            return not names
        made = with_text(self._kept.view(own), entry.body.html)
        if made is None:
            return False
        template, view = made
        try:
            self.files[own] = render(self._theme, template, view)
        except (TemplateError, ThemeProblem):  # the other way tells of it
            return False
        self._pages[own] = self._pages[own].showing(digest(view))
        feeds = [name for name in names if name != own]
        return not feeds or self._take_into_feeds(feeds, entry, own)

    def _take_into_feeds(self, names: list[str], entry: Entry[Any], own: str) -> bool:
        """Put a text into files that hold it in other words than HTML; whether that is certain."""
        before = self._kept.entry(entry.path)
        if before is None or any(self._pages[name].look for name in names):
            return False
        page = self._settings.full_address + encode(address(entry.kind, entry.slug))
        old, new = (
            absolute(made[1].body, page) if made else ""
            for made in (with_text(self._kept.view(own), one.body.html) for one in (before, entry))
        )
        for name in names:
            feed = self.files.get(name) or (self._site / name).read_bytes()
            data = exchanged(feed, old, new)
            if data is None:
                return False
            if data != feed:
                self.files[name] = data
            self._pages[name] = self._pages[name].showing(digest_of_bytes(data))
        return True

    def end(self) -> KeptOutput:
        """What is known of the output now, but for its state; also copies of the feed follow it."""
        others = dict(self._output.files)
        feed = self.files.get(file_of(FEED))
        if feed is not None:
            for name in others.keys() & map(file_of, self._settings.feed_aliases):
                self.files[name] = feed
                others[name] = KeptFile(others[name].stamp, digest_of_bytes(feed))
        return msgspec.structs.replace(self._output, pages=self._pages, files=others)
