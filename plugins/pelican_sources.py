"""What Pelican itself reads of the content: all of it for plugins of others, without them nothing.

Settings of Pelican that it gives: ARTICLE_PATHS, PAGE_PATHS, ARTICLE_ORDER_BY, PAGE_ORDER_BY,
STATIC_PATHS, EXTRA_PATH_METADATA.
"""

from __future__ import annotations

from typing import Any

from pelican.contents import Content

from plugins.model.library import Library
from plugins.model.picture import is_raster

# With our plugins alone nobody looks at Pelican's articles, pages and static files.
NO_SOURCES: dict[str, Any] = {"ARTICLE_PATHS": [], "PAGE_PATHS": [], "STATIC_PATHS": []}


def all_sources(library: Library) -> dict[str, Any]:
    """What Pelican reads and copies, so that the plugins of others find it, in our order.

    Pelican lists files in no order, and articles of one day as it finds them.
    """
    places = {path: place for place, path in enumerate(library.by_path)}
    copied = [asset for asset in library.assets if not is_raster(asset.path)]

    def place(content: Content) -> int:
        return places.get(content.get_relative_source_path(), len(places))

    return {
        "ARTICLE_ORDER_BY": place,
        "PAGE_ORDER_BY": place,
        "STATIC_PATHS": [asset.path for asset in copied],
        # Only what goes elsewhere: Pelican looks through all of it for each file.
        "EXTRA_PATH_METADATA": {
            asset.path: {"path": asset.address.lstrip("/")}
            for asset in copied
            if asset.address != f"/{asset.path}"
        },
    }
