"""Pictures, sound, film and frames in a text: what each must have, and where it may come from.

A picture needs a text alternative (WCAG 1.1.1). Nothing is loaded from another site, so that
reading calls no third party; frames are let through from the hosts that the settings name.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from plugins.model.place import short
from plugins.model.text.link_target import Leads, read_aim
from plugins.model.text.markdown_leaves import ATTRIBUTES
from plugins.model.text.markup import as_html, attributes_of, in_tag
from plugins.model.text.text_alternative import check_alternative
from plugins.model.text.typography import set_punctuation

if TYPE_CHECKING:
    from plugins.model.text.finishing import Finishing

_SIZES = ("width", "height")


def take_image(finishing: Finishing, place: int, token: str, _is_end: bool) -> None:
    """A picture: its text alternative, its address, and the caption that its title makes."""
    attributes = attributes_of(token)
    src, alt, title = (attributes.get(name, "") for name in ("src", "alt", "title"))
    if title.strip().lower() == "decorative":
        alt = title = ""
    elif message := check_alternative(alt):
        remedy = (
            "Say in the [ ] what it shows; or, if it only decorates,"
            f' write ![]({short(src)} "decorative").'
        )
        line = finishing.line(place, src)
        finishing.document.fail(message, remedy, line=line, rule="picture-alternative")
    aim = finishing.read(place, src, is_needed=True)
    if aim.leads is Leads.OUTSIDE:
        finishing.out[place] = _outside_image(finishing, place, src, alt)
        return
    if aim.leads is not Leads.INSIDE:
        finishing.out[place] = escape(alt)
        return
    finishing.refer(place, aim, src, is_image=True)
    kept: dict[str, str] = {name: attributes[name] for name in _SIZES if name in attributes}
    captioned = title and _is_alone(finishing, place)
    if title and not captioned:
        kept["title"] = title
    image = in_tag({"src": aim.address} | kept)
    image = f'<img{image} alt="{escape(alt)}" loading="lazy" decoding="async">'
    if captioned:
        caption = set_punctuation(as_html(title))
        finishing.out[place - 2] = "<figure>"
        finishing.out[place + 2] = "</figure>"
        image += f"<figcaption>{caption}</figcaption>"
        finishing.words += caption, " "
    finishing.out[place] = image


def _is_alone(finishing: Finishing, place: int) -> bool:
    around = finishing.out[max(0, place - 2) : place + 3]
    return (
        len(around) == 5
        and around[0] == "<p>"
        and around[4] == "</p>"
        and not around[1].strip()
        and not ATTRIBUTES.sub("", around[3]).strip()
    )


def _outside_image(finishing: Finishing, place: int, src: str, alt: str) -> str:
    """A picture on another site becomes a link: reading calls no third party."""
    name = src.split("?")[0].rstrip("/").rpartition("/")[2] or "picture.jpg"
    finishing.document.fail(  # the list of known faults tells two of them apart by these words
        f"The picture {src[:120]} is on another site, which would see every reader.",
        f"Save it, add it beside this file, and write ![...]({name}).",
        line=finishing.line(place, src),
        rule="picture-elsewhere",
    )
    words = as_html(f"Picture: {alt}" if alt else "Picture")
    finishing.words.append(words)
    return words if finishing.link is not None else f"<a{in_tag({'href': src})}>{words}</a>"


def take_medium(finishing: Finishing, place: int, token: str, is_end: bool) -> None:
    """Sound, film and their parts: files of this site only."""
    if is_end:
        return
    attributes = attributes_of(token)
    name = token[1:].split(" ")[0].rstrip(">")
    for key in ("src", "poster"):
        if key not in attributes:
            continue
        aim = finishing.read(place, attributes[key], is_needed=True)
        if aim.leads is Leads.INSIDE:
            finishing.refer(place, aim, attributes[key], is_image=key == "poster")
            attributes[key] = aim.address
            continue
        if aim.leads is not Leads.NOWHERE:
            finishing.document.fail(
                f"<{name}> plays {short(attributes[key])}, which is not a file of this site.",
                "Add the file to content/media/ and name it there, or write a link.",
                line=finishing.line(place, attributes[key]),
            )
        del attributes[key]
    finishing.out[place] = f"<{name}{in_tag(attributes)}>"


def take_frame(finishing: Finishing, place: int, token: str, is_end: bool) -> None:
    """A frame, if its host is one of those that the site allows."""
    if is_end:
        finishing.out[place] = finishing.out[place] if finishing.framed else ""
        return
    attributes = attributes_of(token)
    src = attributes.get("src", "")
    aim = read_aim(src, folder=finishing.folder)
    host = aim.address.partition("://")[2].partition("/")[0].lower()
    finishing.framed = aim.leads is Leads.OUTSIDE and host in finishing.frame_hosts
    if finishing.framed:
        attributes["src"] = aim.address
        finishing.out[place] = f"<iframe{in_tag(attributes)}>"
        return
    finishing.out[place] = ""
    finishing.document.warn(
        f"The frame <iframe> of {host or 'no site'} was left out: that site is not on the list"
        " of those allowed.",
        "Write a link to it instead, or ask who looks after the settings to allow it.",
        line=finishing.line(place, "<iframe"),
    )
