"""How a page shows a picture: its sizes as HTML names them, in a text and in what stands around it.

`<picture>` and `srcset`: HTML, 4.8.4. A browser chooses among the widths by `sizes`, before it
knows any style, so the two that follow must be kept true to the theme's `--measure`. Templates say
how wide they show what is not as wide as a text.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from plugins.model.picture import PictureFile, Sizes
from plugins.model.text.markup import attributes_of, in_tag

IN_TEXT = "(min-width: 42em) 40em, 100vw"
IN_A_ROW = "(min-width: 40em) 16em, 100vw"  # of an Easy Read text


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One format of a picture in its widths: `srcset` is "/a-320.webp 320w, /a-640.webp 640w"."""

    type: str
    srcset: str


class Shown(msgspec.Struct, frozen=True):
    """A picture in a page.

    src: where it stands in its own format; "" where that is what the page names.
    width, height: of that; 0 where nobody knows.
    """

    src: str
    width: int
    height: int
    sources: tuple[Source, ...] = ()


def shown(file: PictureFile, sizes: Sizes | None, href: Callable[[str], str]) -> Shown:
    """A picture in a page; sizes: None where none were made of it. href: makes links."""
    if sizes is None:
        return Shown("", file.width, file.height)
    return Shown(
        sizes.src and href(sizes.src),
        sizes.width,
        sizes.height,
        tuple(
            Source(type=kind, srcset=", ".join(f"{href(path)} {width}w" for path, width in files))
            for kind, files in sizes.sources
        ),
    )


def not_shown(_target: str) -> Shown | None:
    """What is known of a picture by who knows none."""
    return None


def in_text(tag: str, picture: Shown, sizes: str) -> str:
    """An image of a text in all its sizes.

    tag: the image as it was read, its address led already. A width and height that an editor wrote
        stand; of one alone, the browser finds the other.
    """
    own = attributes_of(tag)
    own["src"] = picture.src or own["src"]
    if picture.width and not own.keys() & {"width", "height"}:
        own |= {"width": str(picture.width), "height": str(picture.height)}
    image = f"<img{in_tag(own)}>"
    if not picture.sources:
        return image
    sources = (
        f"<source{in_tag({'type': one.type, 'srcset': one.srcset, 'sizes': sizes})}>"
        for one in picture.sources
    )
    return f"<picture>{''.join(sources)}{image}</picture>"
