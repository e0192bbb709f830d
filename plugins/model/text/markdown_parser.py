"""Python-Markdown, set up to read a text as GitHub does.

Its inline phase, tree processors and serialiser are used as they are; `GitHubMarkdown` puts the
block phase of `markdown_blocks` in the place of its own, and some inline patterns in the place of
those that differ. One parser is kept for each thread and reset for each text.
"""

from __future__ import annotations

import re
import threading
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import AutolinkInlineProcessor, InlineProcessor, Pattern
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.util import AMP_SUBSTITUTE, Registry

from plugins.model.text.cleaning import INLINE_TAGS, take_tags
from plugins.model.text.markdown_blocks import Blocks
from plugins.model.text.markdown_document import Document
from plugins.model.text.markdown_emphasis import Emphasis
from plugins.model.text.markdown_fast_inline import FastInline, Triggers
from plugins.model.text.markdown_footnotes import NoteMark, Notes, hold
from plugins.model.text.markdown_inline import (
    ANGLE_LINK,
    ANGLE_MAIL,
    SCRIPT,
    TAG,
    AngleMail,
    BareLinks,
    CodeAndEscape,
    RawHtml,
    SpanProcessor,
)
from plugins.model.text.markdown_links import Links
from plugins.model.text.markdown_simple import read_simple
from plugins.model.text.markdown_writing import as_html

_REPLACED = (
    *("backtick", "escape", "reference", "link", "image_link", "image_reference"),
    *("short_reference", "short_image_ref", "autolink", "automail", "html", "em_strong"),
)
_NOTE = re.compile(r"<!--.*?\w.*?-->", re.DOTALL)  # an editor's; in a comment, perhaps its words
_NOT_IN_TITLES = ("linebreak", "entity")


class GitHubMarkdown(Extension):
    """The extension that makes Python-Markdown read as GitHub does."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Document()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - of Python-Markdown
        """Register the block processor, the patterns and the tree processors."""
        self.md = md
        md.registerExtension(self)
        md.preprocessors = Registry()
        md.parser = _LineByLine(md, self)
        self._register_patterns(md)
        md.treeprocessors.register(Notes(md, lambda: self.document), "footnotes", 19)
        md.treeprocessors.deregister("prettify")
        md.postprocessors.register(RawBlocks(md), "raw_html", 30)
        md.treeprocessors.deregister("unescape")

    def _register_patterns(self, md: Markdown) -> None:
        patterns = md.inlinePatterns
        for name in _REPLACED:
            patterns.deregister(name)
        self.spans: list[SpanProcessor] = [
            Links(md, lambda: self.document, images=False),
            Links(md, lambda: self.document, images=True),
            Emphasis(md),
        ]
        mark = NoteMark(md, lambda: self.document)
        added: tuple[tuple[InlineProcessor, str, int, Triggers], ...] = (
            (CodeAndEscape(md), "code", 190, ("\\", "`")),
            (mark, "footnote", 175, ("^",)),
            (self.spans[0], "link", 160, ("[",)),
            (self.spans[1], "image", 150, ("![",)),
            (AutolinkInlineProcessor(ANGLE_LINK, md), "autolink", 120, ("<",)),
            (AngleMail(ANGLE_MAIL, md), "automail", 110, ("<",)),
            (RawHtml(SCRIPT, md, self.keep_html), "script", 95, ("<",)),
            (RawHtml(TAG, md, self.keep_html), "html", 90, ("<",)),
            (BareLinks(md), "bare_link", 85, ("://", "@", "ww.", "Ww.", "W.")),
            (self.spans[2], "emphasis", 60, ("*", "_", "~")),
        )
        triggers: dict[Pattern, Triggers] = {
            patterns["linebreak"]: ("  \n",),
            patterns["entity"]: ("&",),
        }
        for pattern, name, priority, its_triggers in added:
            patterns.register(pattern, name, priority)
            triggers[pattern] = its_triggers
        md.treeprocessors.register(FastInline(md, triggers, read_simple), "inline", 20)

    def reset(self) -> None:
        """Start a new text."""
        self.md.serializer = as_html  # not sooner: once it has its extensions, it takes its own
        for pattern in self.spans:
            pattern.forget()

    def keep_html(self, raw: str, line: int) -> str:
        """Stash what the allow-list keeps of a piece of HTML; note what it does not."""
        kept, removed = take_tags(raw)
        if self.document.is_comment and _NOTE.search(raw):
            message = "What stands between <!-- and --> is not shown."
            remedy = "If it was said, write \\<!-- in its place; if not, take it out."
            self.document.warn(message, remedy)
        for what in removed:
            note = self.document.fail if what.is_error else self.document.warn
            note(what.message, what.remedy, line=line and line + what.line, near=what.near)
        if not kept.strip():
            return ""
        self.document.holds_html = True
        return self.md.htmlStash.store(kept)


class OneLine(Extension):
    """The extension that reads one line: code and emphasis, nothing else."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - of Python-Markdown
        """Leave the two patterns and one block."""
        md.registerExtension(self)
        md.preprocessors = Registry()
        md.parser.blockprocessors = Registry()
        for name in (*_REPLACED, *_NOT_IN_TITLES):
            md.inlinePatterns.deregister(name)
        md.treeprocessors.deregister("prettify")
        md.parser.blockprocessors.register(_OneParagraph(md.parser), "line", 100)
        self.emphasis = Emphasis(md, "*_")
        md.inlinePatterns.register(CodeAndEscape(md), "code", 190)
        md.inlinePatterns.register(self.emphasis, "emphasis", 60)

    def reset(self) -> None:
        """Start a new line."""
        self.emphasis.forget()


class _OneParagraph(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - of Python-Markdown
        return True

    def run(self, parent: Element, blocks: list[str]) -> None:
        # An & is text here, never the start of an entity.
        text = " ".join(blocks).replace("&", f"{AMP_SUBSTITUTE}amp;")
        blocks.clear()
        SubElement(parent, "p").text = text


class _LineByLine(BlockParser):
    """The parser of the block phase, which does without block processors."""

    def __init__(self, md: Markdown, extension: GitHubMarkdown) -> None:
        super().__init__(md)
        self.extension = extension

    def parseDocument(self, lines: list[str]) -> ElementTree:  # type: ignore[override]  # noqa: N802 - of Python-Markdown
        """The tree of a text that has some words."""
        document = self.extension.document
        root = Element(self.md.doc_tag)
        Blocks(root, document, self.extension.keep_html).read(lines)
        if document.notes:
            hold(root, document)
        return ElementTree(root)


class RawBlocks(RawHtmlPostprocessor):
    """Put the kept HTML back; a paragraph goes round it where it is running text."""

    def isblocklevel(self, html: str) -> bool:
        """Whether the HTML stands on its own: it starts with a block, or with half an element."""
        match = self.BLOCK_LEVEL_REGEX.match(html)
        name = match.group(1).rstrip("/") if match else ""
        whole = name not in ("a", "del", "ins") or html.count(f"<{name}") == html.count(f"</{name}")
        return bool(match) and (name not in INLINE_TAGS or not whole)


_kept = threading.local()


def convert(text: str, document: Document) -> str:
    """HTML (not yet cleaned) of a text without control characters; `document` takes the rest.

    Raises UnreadableError for a text beyond a limit, RecursionError for one nested too deep.
    """
    if not hasattr(_kept, "parser"):
        _kept.extension = GitHubMarkdown()
        _kept.parser = Markdown(extensions=[_kept.extension], output_format="html")
    _kept.parser.reset()
    _kept.extension.document = document
    html: str = _kept.parser.convert(text)
    document.tell_unused()
    return html


def convert_title(text: str) -> str:
    """HTML of one line, in which only code and emphasis are read."""
    if not hasattr(_kept, "titles"):
        _kept.title = OneLine()
        _kept.titles = Markdown(extensions=[_kept.title], output_format="html")
    _kept.titles.reset()
    Document().count_marks(text, 1)
    html: str = _kept.titles.convert(text)
    html = html.strip().removeprefix("<p>").removesuffix("</p>")
    # None of its tags has attributes, so that every quote is text.
    return html.replace('"', "&quot;").replace("'", "&#x27;")
