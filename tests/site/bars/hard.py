"""The valid site with what editors may hand in that is hard to set, and a plain post to weigh."""

from __future__ import annotations

import random
import shutil
import struct
import zlib
from pathlib import Path

from tests.bench.text import sentence
from tests.running import VALID
from tests.site.bars.publishing import publish

LONG_TITLE = "A title that goes on and on about who met whom and why it mattered, " * 3
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
JAPANESE, ARABIC = "長谷川 由紀子", "فاطمة الزهراء عبد الرحمن"
TOPICS = ", ".join(f"Topic {number}" for number in range(40))
PHOTOGRAPH = (6000, 4000)  # pixels
TOWER = (80, 6000)
DEEP = 14  # lists in lists, and answers to answers
PLAIN_WORDS = 700

POSTS = {
    "long-title": f"title: {LONG_TITLE[:200].strip()}\nauthor: ada-quell",
    "long-word": f"title: '{LONG_WORD}'\nauthor: '{LONG_WORD}'\norganisation: lantern-house",
    "far-names": f"title: Two names\nauthor: [{JAPANESE}, {ARABIC}]",
    "no-body": "title: Nothing to read\nauthor: ada-quell",
    "many-topics": f"title: About all\nauthor: ada-quell\ntopics: [{TOPICS}]",
    "photograph": "title: A large picture\nauthor: ada-quell\nimage: {src: large.png, alt: A wall}",
    "tower": "title: A tall picture\nauthor: ada-quell\nimage: {src: tower.png, alt: A tower}",
    "deep": "title: Deep down\nauthor: ada-quell",
    "arabic": f"title: {ARABIC}\nauthor: ada-quell\nlang: ar",
    "plain": "title: A plain post\nauthor: bram-ostrey\ncomments: off",
}
LOOKED_AT = [
    *(f"/posts/{slug}/" for slug in POSTS),
    *("/", "/posts/", "/people/", "/topics/", "/people/ada-quell/"),
]


def publish_hard(folder: Path) -> None:
    """Publish it into a folder."""
    content = shutil.copytree(VALID / "content", folder / "source")
    posts = content / "posts/2026"
    posts.mkdir()
    for number, (slug, keys) in enumerate(POSTS.items(), 1):
        text = f"---\n{keys}\ndate: 2026-11-{number:02}\nsummary: Hard, {slug}.\n---\n{_body(slug)}"
        (posts / f"{slug}.md").write_text(text, encoding="utf-8")
    (posts / "large.png").write_bytes(picture(*PHOTOGRAPH))
    (posts / "tower.png").write_bytes(picture(*TOWER))
    settings = (VALID / "settings.py").read_text(encoding="utf-8")
    publish(folder, content, f'{settings}\nLIST_LENGTH = 20\nUNREGISTERED_NAMES = "allow"\n')


def _body(slug: str) -> str:
    if slug == "no-body":
        return ""
    if slug == "long-word":
        table = f"| {LONG_WORD} | b |\n| --- | --- |\n| a | {LONG_WORD} |\n"
        return f"{LONG_WORD}\n\n## {LONG_WORD}\n\n{table}"
    if slug == "deep":
        lists = "".join(f"{'  ' * level}- what stands at {level}\n" for level in range(DEEP))
        return f"{lists}\n{'>' * DEEP} An answer to answers\n"
    if slug == "arabic":
        return f"{ARABIC}.\n"
    if slug != "plain":
        return f"Words about {JAPANESE} and {ARABIC}.\n\n![A wall](large.png)\n"
    chance = random.Random(7)  # noqa: S311 - no secret
    sentences = [""]
    while sum(len(one.split()) for one in sentences) < PLAIN_WORDS:
        sentences.append(sentence(chance))
    parts = [" ".join(sentences[one : one + 5]) for one in range(0, len(sentences), 5)]
    return "\n\n".join([*parts[:4], "## Afterwards", *parts[4:]]) + "\n"


def picture(width: int, height: int) -> bytes:
    """A PNG as large as a camera makes them, of a few colours (W3C, PNG)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    row = b"\0" + bytes(range(256)) * (width * 3 // 256 + 1)
    rows = zlib.compress(row[: width * 3 + 1] * height, 1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks
