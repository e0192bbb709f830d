"""The last pass over a rendered text: headings, links, pictures, punctuation, plain text.

It goes once through the HTML, tag by tag. The HTML is Python-Markdown's own and `take_tags`', so
that no tag holds a bare < or >.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from html import escape, unescape

from plugins.model.text.link_target import Aim, Leads, Reference, read_aim
from plugins.model.text.markdown_document import MAX_TAGS, Document, refuse
from plugins.model.text.markup import as_text, attributes_of, in_tag, read_tag
from plugins.model.text.outline import Anchors, Heading, Levels
from plugins.model.text.pictures import take_frame, take_image, take_medium
from plugins.model.text.running_text import Abbreviations, check_text
from plugins.model.text.typography import set_punctuation

_TAG = re.compile(r"(<[^<>]*>)")
_ID = re.compile(r' id="([^"]*)"')


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
        self._line_of = line_of
        self._line = (-1, 0)
        self.folder = folder
        self.site_url = site_url
        self.frame_hosts = frame_hosts
        self.headings: list[Heading] = []
        self.references: list[Reference] = []
        self.paragraph = ""
        self.words = [" "]
        self.out: list[str] = []
        self._levels = Levels()
        self._anchors = Anchors()
        self._verbatim = 0
        self._aside = 0
        self._depth = 0
        self._before = " "
        self.framed = False
        self._abbreviations = Abbreviations(document.abbreviations)
        self._mark = self._abbreviations.mark if document.abbreviations else None
        self.link: str | None = None  # the end tag of the open link; "" if the link was left out
        self._link_address = ""
        self._link_start = -1
        self._block = -1  # where the block around the text starts
        self._silent = False
        self._heading: tuple[int, int, int] | None = None  # place in out, level, place in words
        self._typed: list[str] = []  # the open heading's words as typed
        self._paragraph_start = -1
        self._fragments: list[tuple[int, str, int]] = []

    def run(self, html: str) -> str:
        """The finished HTML."""
        if self.document.notes:  # their ids are the only ones so far
            for name in _ID.findall(html):
                self._anchors.keep(name)
        self.out = out = _TAG.split(html)
        if out[0]:
            self._take_text(0, out[0])
        for place in range(1, len(out), 2):
            self._take_tag(place, out[place])
            words = out[place + 1]
            if words == "\n" and not self._heading:  # as after each block
                self._pause()
            elif words:
                self._take_text(place + 1, words)
        self._resolve_fragments()
        self._abbreviations.tell_unused(self.document)
        return "".join(self.out)

    @cached_property
    def text(self) -> str:
        """The plain text of the whole, once it has run."""
        return as_text(self.words)

    def _pause(self) -> None:
        """End a word, where the text before did not."""
        if self.words[-1] != " ":
            self.words.append(" ")
        self._before = " "

    def _take_text(self, place: int, token: str) -> None:
        if not self._verbatim:
            token = check_text(token, self.document)
            if self._heading and not self._silent:
                self._typed.append(token)
            # In words that are the address of their link, every sign counts.
            if not (self.link and unescape(token) in self._link_address):
                token = set_punctuation(token, self._before)
                self.out[place] = self._mark(token) if self._mark else token
        elif self._heading:
            self._typed.append(token)
        if not self._silent:
            self.words.append(token)
        self._before = token[-1:] or self._before

    def _take_tag(self, place: int, token: str) -> None:
        tag = read_tag(token)
        if tag.is_block:
            self._pause()
            if not tag.is_end:
                self._block = place
            elif self.link and self._link_start > self._block:
                self._close_link(place)
        self._depth += tag.step
        if self._depth > MAX_TAGS:
            raise refuse(
                1,
                f"More than {MAX_TAGS} tags stand inside each other.",
                "Take out what was pasted by mistake, or close what is open.",
            )
        if tag.is_verbatim:
            self._verbatim = max(0, self._verbatim + tag.step)
        elif tag.is_aside:
            self._aside = max(0, self._aside + tag.step)
        if handler := _HANDLERS.get(tag.name):
            handler(self, place, token, tag.is_end)

    def _close_link(self, place: int) -> None:
        """End a link of raw HTML with its paragraph, or it would swallow all links after it."""
        self.document.fail(
            "A link that starts in this paragraph with <a> is not ended.",
            "Put </a> after its words.",
            line=self.line(self._link_start, "<a"),
        )
        self.out[place] = f"</a>{self.out[place]}"
        self.link, self._silent = None, False

    def _paragraph(self, _place: int, _token: str, is_end: bool) -> None:
        if self.paragraph or self._aside:
            return
        if not is_end:
            self._paragraph_start = len(self.words)
        elif self._paragraph_start >= 0:
            self.paragraph = as_text(self.words[self._paragraph_start :])

    def _take_heading(self, place: int, token: str, is_end: bool) -> None:
        if not is_end:
            level, skips = self._levels.shift(int(token[2]))
            self._heading = (place, level, len(self.words))
            self.out[place] = f"<h{level}>"
            self._typed = []
            if skips:
                self._warn_of_skip(place, token)
        elif self._heading:
            start, level, first = self._heading
            if place == start + 2 and not self.out[start + 1].strip():
                self.out[start] = self.out[place] = ""  # no heading without words
                self._heading = None
                return
            name = self._anchors.add(unescape("".join(self._typed)))
            self.out[start] = f'<h{level} id="{escape(name)}">'
            self.out[place] = f"</h{level}>"
            self.headings.append(Heading(level, name, as_text(self.words[first:])))
            self._heading = None

    def _take_link(self, place: int, token: str, is_end: bool) -> None:
        if is_end:
            self.out[place] = self.link or ""
            self.link, self._silent = None, False
            return
        if self.link is not None:  # a link cannot stand in a link
            self.out[place] = ""
            return
        self._link_start = place
        attributes = attributes_of(token)
        if "role" in attributes:  # one of our own, of a footnote
            self.link, self._silent = "</a>", True
            return
        self._link_address = attributes.get("href", "")
        href = self._href(place, attributes.get("href", ""))
        if href is None:
            self.link = self.out[place] = ""
            return
        title = {"title": attributes["title"]} if "title" in attributes else {}
        self.link = "</a>"
        self.out[place] = f"<a{in_tag({'href': href} | title)}>"

    def _href(self, place: int, written_as: str) -> str | None:
        aim = self.read(place, written_as)
        if aim.leads is Leads.NOWHERE:
            return None
        if aim.leads is Leads.FRAGMENT:
            self._fragments.append((place, aim.address, self.line(place, written_as)))
            return f"#{aim.address}"
        if aim.leads is Leads.INSIDE:
            self.refer(place, aim, written_as)
        return aim.address

    def read(self, place: int, written_as: str, *, is_needed: bool = False) -> Aim:
        """What the address in the tag at `place` points at; a wrong one is noted."""
        aim = read_aim(written_as, folder=self.folder, site_url=self.site_url)
        if aim.leads is Leads.NOWHERE:
            note = self.document.fail if aim.is_error or is_needed else self.document.warn
            note(aim.message, aim.remedy, line=self.line(place, written_as))
        return aim

    def refer(self, place: int, aim: Aim, written_as: str, *, is_image: bool = False) -> None:
        """Keep an internal reference, for the library to check."""
        line = self.line(place, written_as)
        self.references.append(Reference(aim.address, line, is_image, written_as))

    def line(self, place: int, words: str) -> int:
        """The line of the tag at `place`, which holds these words; looked for once."""
        if self._line[0] != place:
            self._line = (place, self._line_of(words))
        return self._line[1]

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
                self.out[place] = self.out[place].replace(written, f'href="#{escape(found)}"')

    def _places(self) -> str:
        if not self.headings:
            return "Headings make such places; this text has none."
        names = ", ".join(f"#{heading.id}" for heading in self.headings[:8])
        return f"Its headings make these: {names}."

    def _warn_of_skip(self, place: int, token: str) -> None:
        words = self.out[place + 1].strip()  # up to its first tag: enough to find it
        self.document.warn(
            f'The heading "{unescape(words)}" skips a level, which gets lost on those who hear the'
            " page.",
            f"Write it with one # fewer than {'#' * int(token[2])}.",
            near=f"{'#' * int(token[2])} {unescape(words)}",
        )


_Handler = Callable[[Finishing, int, str, bool], None]
_HANDLERS: dict[str, _Handler] = {
    **{f"h{level}": Finishing._take_heading for level in range(1, 7)},
    "a": Finishing._take_link,
    "img": take_image,
    "p": Finishing._paragraph,
    "iframe": take_frame,
    **dict.fromkeys(("audio", "video", "source", "track"), take_medium),
}
