"""The last pass over a rendered text: headings, links, pictures, punctuation, plain text.

It goes once through the HTML, tag by tag. The HTML is Python-Markdown's own and `take_tags`', so
that no tag holds a bare < or >.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

import msgspec

from plugins.model.cleaning import INLINE_TAGS
from plugins.model.link_target import Kind, Target, read_target
from plugins.model.markdown_document import MAX_TAGS, Document, refuse
from plugins.model.markdown_leaves import ATTRIBUTES
from plugins.model.outline import Anchors, Levels
from plugins.model.text_alternative import check_alternative
from plugins.model.typography import set_punctuation

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_ATTRIBUTE = re.compile(r'\s([^\s="]+)(?:="([^"]*)")?')
_NO_LINK = re.compile(r"\]\([^()\s]+ [^()]*\)")
_VOID = frozenset(["br", "hr", "img", "input", "source", "track", "wbr", "col"])
_SIZES = frozenset({"width", "height"})
_VERBATIM = frozenset({"code", "pre", "kbd", "samp"})
_ASIDE = frozenset(
    [
        "aside",
        "blockquote",
        "figure",
        "section",
        "table",
        "li",
        "dd",
        "dt",
        "details",
        "summary",
        "caption",
    ]
)


class Heading(msgspec.Struct, frozen=True):
    """A heading of the text: its level on the page (2 to 6), its id, its words."""

    level: int
    id: str
    text: str


class Reference(msgspec.Struct, frozen=True):
    """An internal link or picture: what it points at (`source:...` or `site:...`) and where."""

    target: str
    line: int
    is_image: bool


class Finishing:
    """One pass over one text; the results are its attributes.

    document: takes what is found.
    line_of: the line on which some words stand, asked in the order of the page.
    """

    def __init__(
        self,
        document: Document,
        line_of: Callable[[str], int],
        *,
        folder: str,
        site_url: str,
        frame_hosts: frozenset[str],
    ) -> None:
        self.document = document
        self.line_of = line_of
        self.folder = folder
        self.site_url = site_url
        self.frame_hosts = frame_hosts
        self.headings: list[Heading] = []
        self.references: list[Reference] = []
        self.paragraph = ""
        self.words: list[str] = []
        self._out: list[str] = []
        self._levels = Levels()
        self._anchors = Anchors()
        self._verbatim = 0
        self._aside = 0
        self._depth = 0
        self._before = " "
        self._framed = False
        self._link: str | None = None  # the end tag of the open link; "" if the link was left out
        self._silent = False
        self._heading: tuple[int, int, int] | None = None  # place in out, level, place in words
        self._typed: list[str] = []  # the open heading's words as typed
        self._paragraph_start = -1
        self._fragments: list[tuple[int, str, int]] = []

    def run(self, html: str) -> str:
        """The finished HTML."""
        self._out = _TAG.split(html)
        for place, token in enumerate(self._out):
            if place % 2:
                self._take_tag(place, token)
            elif token:
                self._take_text(place, token)
        self._resolve_fragments()
        return "".join(self._out)

    @property
    def text(self) -> str:
        """The plain text of the whole."""
        return _plain(self.words)

    def _take_text(self, place: int, token: str) -> None:
        if not self._verbatim:
            if "{" in token:
                token = self._without_attributes(token)
            if "](" in token and (found := _NO_LINK.search(token)):
                self._note_broken_link(found.group())
            if self._heading:
                self._typed.append(token)
            token = set_punctuation(token, self._before)
            self._out[place] = token
        elif self._heading:
            self._typed.append(token)
        if not self._silent:
            self.words.append(token)
        self._before = token[-1:] or self._before

    def _take_tag(self, place: int, token: str) -> None:
        match = _NAME.match(token)
        name = match.group(1) if match else ""
        is_end = token[1] == "/"
        if name not in INLINE_TAGS:
            self.words.append(" ")
            self._before = " "
        if name not in _VOID:
            self._count(name, -1 if is_end else 1)
        if handler := _HANDLERS.get(name):
            handler(self, place, token, is_end)

    def _count(self, name: str, step: int) -> None:
        self._depth += step
        if self._depth > MAX_TAGS:
            raise refuse(
                1,
                f"More than {MAX_TAGS} tags stand inside each other.",
                "Take out what was pasted by mistake, or close what is open.",
            )
        if name in _VERBATIM:
            self._verbatim = max(0, self._verbatim + step)
        elif name in _ASIDE:
            self._aside = max(0, self._aside + step)

    def _paragraph(self, _place: int, _token: str, is_end: bool) -> None:
        if self.paragraph or self._aside:
            return
        if not is_end:
            self._paragraph_start = len(self.words)
        elif self._paragraph_start >= 0:
            self.paragraph = _plain(self.words[self._paragraph_start :])

    def _take_heading(self, place: int, token: str, is_end: bool) -> None:
        if not is_end:
            level, skips = self._levels.shift(int(token[2]))
            self._heading = (place, level, len(self.words))
            self._typed = []
            if skips:
                self._warn_of_skip(place, token)
        elif self._heading:
            start, level, first = self._heading
            name = self._anchors.add(unescape("".join(self._typed)))
            self._out[start] = f'<h{level} id="{escape(name)}">'
            self._out[place] = f"</h{level}>"
            self.headings.append(Heading(level, name, _plain(self.words[first:])))
            self._heading = None

    def _take_link(self, place: int, token: str, is_end: bool) -> None:
        if is_end:
            self._out[place] = self._link or ""
            self._link, self._silent = None, False
            return
        if self._link is not None:  # a link cannot stand in a link
            self._out[place] = ""
            return
        attributes = _attributes(token)
        if "role" in attributes:  # one of our own, of a footnote
            self._link, self._silent = "</a>", True
            if own := attributes.get("id"):
                self._anchors.keep(own)
            return
        href = self._href(place, attributes.get("href", ""))
        if href is None:
            self._link = self._out[place] = ""
            return
        title = {"title": attributes["title"]} if "title" in attributes else {}
        self._link = "</a>"
        self._out[place] = f"<a{_written({'href': href} | title)}>"

    def _href(self, place: int, written: str) -> str | None:
        target = self._read(written)
        if target.kind is Kind.WRONG:
            return None
        if target.kind is Kind.FRAGMENT:
            self._fragments.append((place, target.address, self.line_of(written)))
            return f"#{target.address}"
        if target.kind is Kind.INSIDE:
            self.references.append(Reference(target.address, self.line_of(written), False))
        return target.address

    def _read(self, written: str) -> Target:
        target = read_target(written, folder=self.folder, site_url=self.site_url)
        if target.kind is Kind.WRONG:
            note = self.document.fail if target.is_error else self.document.warn
            note(target.message, target.remedy, line=self.line_of(written))
        return target

    def _resolve_fragments(self) -> None:
        for place, fragment, line in self._fragments:
            found = self._anchors.find(fragment)
            if found is None:
                self.document.warn(
                    f'The link "#{fragment}" leads to a place that this text does not have.',
                    self._places(),
                    line=line,
                )
            elif found != fragment:
                written = f'href="#{escape(fragment)}"'
                self._out[place] = self._out[place].replace(written, f'href="#{escape(found)}"')

    def _places(self) -> str:
        if not self.headings:
            return "Headings make such places; this text has none."
        names = ", ".join(f"#{heading.id}" for heading in self.headings[:8])
        return f"Its headings make these: {names}."

    def _take_image(self, place: int, token: str, _is_end: bool) -> None:
        attributes = _attributes(token)
        src, alt, title = (attributes.get(name, "") for name in ("src", "alt", "title"))
        if title.strip().lower() == "decorative":
            alt = title = ""
        elif message := check_alternative(alt):
            remedy = (
                "Say in the [ ] what it shows; or, if it only decorates,"
                f' write ![]({src[:80]} "decorative").'
            )
            self.document.fail(message, remedy, line=self.line_of(src))
        target = self._read(src)
        if target.kind is Kind.OUTSIDE:
            self._out[place] = self._outside_image(src, alt)
            return
        if target.kind is not Kind.INSIDE:
            self._out[place] = escape(alt)
            return
        self.references.append(Reference(target.address, self.line_of(src), True))
        kept: dict[str, str] = {name: attributes[name] for name in _SIZES if name in attributes}
        captioned = title and self._is_alone(place)
        if title and not captioned:
            kept["title"] = title
        image = _written({"src": target.address} | kept)
        image = f'<img{image} alt="{escape(alt)}" loading="lazy" decoding="async">'
        if captioned:
            caption = set_punctuation(escape(title, quote=False))
            self._out[place - 2] = "<figure>"
            self._out[place + 2] = "</figure>"
            image += f"<figcaption>{caption}</figcaption>"
            self.words.append(f" {caption} ")
        self._out[place] = image

    def _is_alone(self, place: int) -> bool:
        around = self._out[max(0, place - 2) : place + 3]
        return (
            len(around) == 5
            and around[0] == "<p>"
            and around[4] == "</p>"
            and (not around[1].strip() and not around[3].strip())
        )

    def _outside_image(self, src: str, alt: str) -> str:
        """A picture on another site becomes a link: reading calls no third party."""
        name = src.split("?")[0].rstrip("/").rpartition("/")[2] or "picture.jpg"
        self.document.fail(
            f"The picture {src[:120]} is on another site, which would see every reader.",
            f"Save it, add it beside this file, and write ![...]({name}).",
            line=self.line_of(src),
        )
        words = escape(f"Picture: {alt}" if alt else "Picture", quote=False)
        self.words.append(words)
        return words if self._link is not None else f"<a{_written({'href': src})}>{words}</a>"

    def _take_medium(self, place: int, token: str, is_end: bool) -> None:
        """Sound, film and their parts: files of this site only."""
        if is_end:
            return
        attributes = _attributes(token)
        name = token[1:].split(" ")[0].rstrip(">")
        for key in ("src", "poster"):
            if key not in attributes:
                continue
            target = self._read(attributes[key])
            line = self.line_of(attributes[key])
            if target.kind is Kind.INSIDE:
                self.references.append(Reference(target.address, line, key == "poster"))
                attributes[key] = target.address
                continue
            if target.kind is not Kind.WRONG:
                self.document.fail(
                    f"<{name}> plays {attributes[key][:120]}, which is not a file of this site.",
                    "Add the file to content/media/ and name it there, or write a link.",
                    line=line,
                )
            del attributes[key]
        self._out[place] = f"<{name}{_written(attributes)}>"

    def _take_frame(self, place: int, token: str, is_end: bool) -> None:
        """A frame, if its host is one of those that the site allows."""
        if is_end:
            self._out[place] = self._out[place] if self._framed else ""
            return
        attributes = _attributes(token)
        src = attributes.get("src", "")
        target = read_target(src, folder=self.folder)
        host = target.address.partition("://")[2].partition("/")[0].lower()
        self._framed = target.kind is Kind.OUTSIDE and host in self.frame_hosts
        if self._framed:
            attributes["src"] = target.address
            self._out[place] = f"<iframe{_written(attributes)}>"
            return
        self._out[place] = ""
        self.document.warn(
            f"The frame <iframe> of {host or 'no site'} was left out: that site is not on the list"
            " of those allowed.",
            "Write a link to it instead, or ask who looks after the settings to allow it.",
            line=self.line_of("<iframe"),
        )

    def _take_item(self, _place: int, token: str, is_end: bool) -> None:
        if not is_end and (name := _attributes(token).get("id")):
            self._anchors.keep(name)

    def _without_attributes(self, token: str) -> str:
        for match in ATTRIBUTES.finditer(token):
            written = match.group().strip()
            self.document.warn(
                f"{written} is no text, and was left out: attributes cannot be set here.",
                "Take it out.",
                near=written,
            )
        return ATTRIBUTES.sub("", token)

    def _note_broken_link(self, written: str) -> None:
        self.document.warn(
            f'"{written[:80]}" looks like a link, but its address holds a blank, so it is shown as'
            " it stands.",
            "Write %20 for each blank in the address.",
            near=written,
        )

    def _warn_of_skip(self, place: int, token: str) -> None:
        words = self._out[place + 1].strip()
        self.document.warn(
            f'The heading "{unescape(words)}" skips a level, which gets lost on those who hear the'
            " page.",
            f"Write it with one # fewer than {'#' * int(token[2])}.",
            near=unescape(words),
        )


def _plain(parts: list[str]) -> str:
    return " ".join(unescape("".join(parts)).split())


def _attributes(token: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(token)}


def _written(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


_Handler = Callable[[Finishing, int, str, bool], None]
_HANDLERS: dict[str, _Handler] = {
    **{f"h{level}": Finishing._take_heading for level in range(1, 7)},
    "a": Finishing._take_link,
    "img": Finishing._take_image,
    "p": Finishing._paragraph,
    "li": Finishing._take_item,
    "iframe": Finishing._take_frame,
    **dict.fromkeys(("audio", "video", "source", "track"), Finishing._take_medium),
}
