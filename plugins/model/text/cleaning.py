"""What HTML is let through: the allow-lists, and what tells an editor that something was not.

Raw HTML in a text is reduced tag by tag as it is read (`take_tags`, which can say what it left
out), and the finished page goes through nh3 (`clean`), which parses it as a browser does and has
the last word.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape
from typing import NamedTuple

import nh3

MOST_READINGS = 5
INLINE_TAGS = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "input"),
        *("ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span"),
        *("strong", "sub", "sup", "time", "u", "var", "wbr"),
    }
)
# HTML that is not allowed here; any other name in <> is no tag at all, and stays as text.
_OTHER_TAGS = frozenset(
    {
        *("acronym", "address", "applet", "area", "article", "aside", "base", "basefont", "big"),
        *("blink", "body", "button", "canvas", "center", "col", "colgroup", "data", "datalist"),
        *("dialog", "dir", "embed", "fieldset", "font", "footer", "form", "frame", "frameset"),
        *("head", "header", "hgroup", "html", "input", "label", "legend", "link", "main", "map"),
        *("marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noframes", "noscript"),
        *("object", "optgroup", "option", "output", "param", "picture", "plaintext", "portal"),
        *("progress", "search", "section", "select", "slot", "strike", "template"),
        *("textarea", "title", "tt", "xmp"),
    }
)
_EVERYWHERE = {"lang", "dir"}

# What an editor may write, and with which attributes (beside `lang` and `dir`).
WRITTEN: dict[str, set[str]] = {
    **{
        tag: set()
        for tag in (
            *("b", "bdi", "blockquote", "br", "caption", "cite", "code", "dd", "dfn", "div"),
            *("dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6"),
            *("hr", "i", "kbd", "mark", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp"),
            *("small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "tfoot"),
            *("thead", "tr", "u", "ul", "var", "wbr"),
        )
    },
    "a": {"href", "title"},
    "abbr": {"title"},
    "audio": {"src", "controls"},
    "bdo": {"dir"},
    "del": {"datetime"},
    "details": {"open"},
    "iframe": {"src", "title", "width", "height", "allowfullscreen"},
    "img": {"src", "alt", "title", "width", "height"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "poster", "controls", "width", "height"},
}

# What the renderer adds of its own; an editor's ids and classes never get this far.
_MADE: dict[str, set[str]] = {
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "a": {"id", "class", "role", "aria-label"},
    "aside": {"class", "role"},
    "code": {"class"},
    "img": {"loading", "decoding"},
    "input": {"type", "disabled", "checked"},
    "label": set(),
    "li": {"id", "class"},
    "p": {"class"},
    "section": {"class", "role", "aria-label"},
    "sup": {"class"},
    "table": {"tabindex"},
    "td": {"class"},
    "th": {"class"},
    "ul": {"class"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "source", "site"}
_DROPPED_WITH_TEXT = {"script", "style", "svg"}

_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<!DOCTYPE\s[^>]*>"
    r"|<(?P<dropped>script|style|svg)\b.*?(?:</(?P=dropped)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<tag>[A-Za-z][^\s/<>]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?", re.DOTALL
)

# Words and tags that nh3 leaves as they are, where they are rightly nested. Addresses are of the
# plainest kind: what nh3 holds of any other, it must say itself.
_NO_WORD = r"<>&\x00-\x08\x0b-\x1f\x7f\xa0\ud800-\udfff\ufffe\uffff"
_HARMLESS = re.compile(
    rf"(?:[^{_NO_WORD}]++"
    r"|</?(?:p|em|strong|code|del|ul|ol|li|blockquote|h[2-6]|a|figure|figcaption)>|<br>|<hr>"
    r"|</?(?:table|thead|tbody|tr|th|td)>|<t[hd] class=\"align-[a-z]+\">"
    r"|<h[2-6] id=\"[\w-]+\">"
    r"|<a href=\"(?:(?:source|site):|#|https?://[a-z]+(?:[.-][a-z]+)*\.[a-z]{2,}/)[\w/.#-]*\">"
    rf"|<img src=\"source:[\w/.-]+\" alt=\"[^{_NO_WORD}\"]*\" loading=\"lazy\" decoding=\"async\">"
    r")*+"
)

_MAY_BE_PICTURE = re.compile("<im(?:g|age)[^a-z]", re.IGNORECASE)  # <image> is read as <img>
# As nh3 writes it, with no " nor > in an attribute.
_PICTURE = re.compile(r"<img(?:[^>]* alt=\"([^\"]*)\")?[^>]*>")


class LeftOut(NamedTuple):
    """What was left out of a piece of HTML, `line` lines into it, near those words."""

    message: str
    remedy: str
    line: int
    near: str
    is_error: bool = False


def take_tags(raw: str) -> tuple[str, list[LeftOut]]:
    """What of a piece of raw HTML may stay, each tag written anew; and what was left out.

    Comments go in silence, scripts and styles with their text, other tags without it.
    """
    left_out: list[LeftOut] = []
    parts: list[str] = []
    pos = 0
    for match in _PIECE.finditer(raw):
        parts.append(_text(raw[pos : match.start()]))
        line = raw.count("\n", 0, match.start())
        parts.append(_take_piece(match, line, left_out))
        pos = match.end()
    parts.append(_text(raw[pos:]))
    return "".join(parts), left_out


def is_harmless(html: str) -> bool:
    """Whether `clean` would leave all of this HTML as it is, if its elements are rightly nested.

    Most texts are so, and to parse each of them twice takes a tenth of the time of reading.
    """
    return _HARMLESS.fullmatch(html) is not None


def clean(html: str) -> str:
    """A finished body as nh3 lets it through: well-formed, nothing that can run."""
    return _settled(html, _cleaner())


def clean_short(html: str) -> str:
    """A comment: a few tags only, its links marked as not ours, each picture as its words."""
    if _MAY_BE_PICTURE.search(html):
        html = _PICTURE.sub(_words_of_picture, _settled(html, _short_cleaner(with_pictures=True)))
    return _settled(html, _short_cleaner())


def _words_of_picture(picture: re.Match[str]) -> str:
    return escape(unescape(picture[1] or ""), quote=False)


def _settled(html: str, cleaner: nh3.Cleaner) -> str:
    """What a second reading no longer changes: of wrongly nested tags a first one makes others.

    That is how markup which was harmless when it was cleaned comes to life in a browser.
    """
    for _ in range(MOST_READINGS):
        before, html = html, cleaner.clean(html)
        if html == before:
            break
    return html


@cache
def _cleaner() -> nh3.Cleaner:
    tags = WRITTEN.keys() | _MADE.keys()
    return nh3.Cleaner(
        tags=set(tags),
        attributes={
            tag: WRITTEN.get(tag, set()) | _MADE.get(tag, set()) | _EVERYWHERE for tag in tags
        },
        clean_content_tags=_DROPPED_WITH_TEXT,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


@cache
def _short_cleaner(*, with_pictures: bool = False) -> nh3.Cleaner:
    tags = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre"}
    return nh3.Cleaner(
        tags=tags | {"img"} if with_pictures else tags,
        attributes={"a": {"href"}, "img": {"alt"}} if with_pictures else {"a": {"href"}},
        clean_content_tags=_DROPPED_WITH_TEXT,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="nofollow ugc",
    )


def _text(raw: str) -> str:
    return raw.replace("<", "&lt;").replace(">", "&gt;")


def _take_piece(match: re.Match[str], line: int, left_out: list[LeftOut]) -> str:
    whole, tag = match.group(), match.group("tag")
    if tag:
        return _take_tag(match, tag.lower(), line, left_out)
    if dropped := match.group("dropped"):
        left_out.append(_dropped(dropped, line, closed=whole.endswith(">") and "</" in whole))
    elif whole.startswith("<!--") and not whole.endswith("-->"):
        message = "The comment that starts here with <!-- never ends: all after it would be lost."
        left_out.append(LeftOut(message, "Put --> where the comment ends.", line, "<!--", True))
    return ""


def _dropped(typed: str, line: int, *, closed: bool) -> LeftOut:
    tag = typed.lower()
    if tag == "svg":
        message = "A drawing (<svg>) stands in the text, and would be lost."
        remedy = "Save it as a file of its own, and write ![what it shows](drawing.svg)."
        return LeftOut(message, remedy, line, f"<{typed}", True)
    if closed:
        message = f"<{tag}> and what is in it was left out; a text may not hold any."
        return LeftOut(message, "Take it out.", line, f"<{typed}")
    message = f"<{tag}> starts here and never ends, and all after it would be lost."
    return LeftOut(message, "Take it out.", line, f"<{typed}", True)


def _take_tag(match: re.Match[str], tag: str, line: int, left_out: list[LeftOut]) -> str:
    allowed = WRITTEN.get(tag)
    near = match.group().partition("\n")[0]
    if allowed is None and tag not in _OTHER_TAGS:
        if not match.group("end"):
            message = f"<{tag}> is no tag of HTML, and is shown as it stands."
            remedy = f"If it is text, write \\<{tag}>; if not, take it out."
            left_out.append(LeftOut(message, remedy, line, near))
        return _text(match.group())
    if allowed is None:
        if not match.group("end"):
            remedy = "Take the tag out, or say it in Markdown; the words inside it are kept."
            left_out.append(LeftOut(f"The tag <{tag}> was left out.", remedy, line, near))
        return ""
    if match.group("end"):
        return f"</{tag}>"
    kept = []
    for name, *values in _ATTRIBUTE.findall(match.group("rest")):
        name = name.lower()
        if name in allowed or name in _EVERYWHERE:
            kept.append(f' {name}="{escape(unescape("".join(values)))}"')
        else:
            remedy = f"Write <{tag}> without it."
            message = f'"{name}" was left out of <{tag}>; a text may not set it.'
            left_out.append(LeftOut(message, remedy, line, near))
    return f"<{tag}{''.join(kept)}>"
