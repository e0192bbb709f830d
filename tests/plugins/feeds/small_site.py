"""A small site whose feeds tests make, and ways to look into them."""

import datetime
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec.structs import replace

from plugins.comments import give_comments
from plugins.feeds.files import feed_files
from plugins.model.library import Library
from plugins.model.loading import load
from plugins.model.problem import errors
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker

URL = "https://wayside.example/blog"
NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
SITE = Settings(
    name="Wayside & Co",
    tagline="Blog <and> news",
    url=URL,
    today=datetime.date(2026, 11, 21),
    default_page_author="Web team",
    page_author_roles=("Web team",),
    feed_id_authority="wayside.example,2012",
    comments_url="https://talk.example/t?id={id}",
    licence=("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
)
RECORDS = {
    "people/ruth-farrant.md": """\
name: Ruth Farrant
affiliations:
  - organisation: Fenmoor Council
    from: 2010-01-01
    to: 2014-12-31
  - organisation: Marsh Trust
    from: 2015-01-01""",
    "organisations/fenmoor-council.md": "name: Fenmoor Council",
    "organisations/marsh-trust.md": "name: Marsh Trust",
    "topics/support.md": "title: Support",
    "topics/direct-payments.md": "title: Direct payments\nbroader: Support",
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
ADDRESSES = ("href", "src", "srcset", "poster", "cite")
LINKS = """\
[Two](two.md#gate), [home](/), [here](#the-gate), [out](https://other.example/a?b=1&c=2),
[mail](mailto:a@b.example), [old](https://wayside.example/blog/posts/two/). Noted.[^n]

## The gate

![A gate](../media/gate.svg "The gate") and <img src="/media/gate.svg" alt="A gate loading=">

<video src="../media/gate.svg" poster="../media/gate.svg" controls></video>

<blockquote cite="/posts/two/">Said <q cite="two.md">so</q>.</blockquote>

`<a href="#shown" href="/as-typed/">`

[^n]: The note.
"""


def post(front: str = "", body: str = "The text.", *, title: str = "A title") -> str:
    """A file; `front` goes over the usual keys."""
    keys = {"title": quoted(title), "date": "2014-02-10", "author": "Ruth Farrant"}
    given_keys = set(re.findall(r"^(\w+):", front, re.MULTILINE))
    lines = [f"{key}: {value}" for key, value in keys.items() if key not in given_keys]
    return "\n".join(["---", *lines, *filter(None, [front]), "---", "", body, ""])


def quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def write(folder: Path, posts: dict[str, str]) -> Path:
    """A small content folder: the records, a picture, and these posts by slug."""
    files = {name: f"---\n{front}\n---\n" for name, front in RECORDS.items()}
    files |= {f"posts/{slug}.md": text for slug, text in posts.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media/gate.svg").write_bytes(PICTURE)
    return folder


def made(folder: Path, posts: dict[str, str], *, may_be_wrong: bool = False, **over: Any) -> bytes:
    """The feed of these posts."""
    return all_files(folder, posts, may_be_wrong=may_be_wrong, **over)["feed.xml"]


def all_files(
    folder: Path, posts: dict[str, str], *, may_be_wrong: bool = False, **over: Any
) -> dict[str, bytes]:
    """All feeds of these posts, by name."""
    library = load(write(folder, posts), replace(SITE, **over))
    assert may_be_wrong or not errors(library.problems), errors(library.problems)
    return files_of(library)


def files_of(library: Library) -> dict[str, bytes]:
    """All feeds and archives of a library, by name."""
    maker = Maker(library)
    give_comments(maker.given)
    return {
        name: data
        for group in feed_files(maker)
        for name, data in zip(group.names, group.make(), strict=True)
    }


def channel(data: bytes) -> Any:
    root = etree.fromstring(data)
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    (only,) = root
    return only


def items(data: bytes) -> list[Any]:
    return list(channel(data).findall("item"))


def item(folder: Path, text: str, **over: Any) -> Any:
    """The one entry of the feed of one post, "one"."""
    (only,) = items(made(folder, {"one": text}, **over))
    return only


def texts(element: Any, name: str) -> list[str]:
    return [found.text for found in element.findall(name, NAMESPACES)]


def content(element: Any) -> str:
    (only,) = texts(element, "content:encoded")
    return only


class Tags(HTMLParser):
    """The tags of a piece of HTML, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, name: str) -> list[str]:
        return [attributes[name] for one, attributes in self.found if one == tag]


def every_address(html: str) -> list[str]:
    """Every address in a piece of HTML."""
    found = [
        value
        for _, attributes in Tags(html).found
        for name, value in attributes.items()
        if name in ADDRESSES
    ]
    return [part for value in found for part in value.split(", ")]
