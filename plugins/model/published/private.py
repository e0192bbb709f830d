"""The words of what is held back, by which a leak of it into the site is known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from plugins.model.entry import Entry
from plugins.model.library import Library

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_SHORTEST = 40  # letters: what is shorter may well be said twice
_MOST_SENTENCES = 5  # of one text


def private_words(library: Library, entries: Iterable[Entry[Any]]) -> dict[str, tuple[str, ...]]:
    """Sentences of each file that readers do not see, which stand in none that they see.

    entries: every text of the content, also those that the library leaves out.
    """
    seen = {post.entry.path for post in library.posts if post.state == "published"}
    seen |= {page.entry.path for page in library.pages}
    seen |= {page.entry.path for page in library.easy_reads}
    seen |= {entry.path for entry in library.entries if entry.kind not in _HELD_BACK_KINDS}
    hidden = [entry for entry in entries if entry.path not in seen and entry.body.text]
    shown = [entry for entry in library.entries if entry.path in seen]
    said = "\n".join(one for entry in shown for one in (entry.body.text, _title(entry)))
    found = {entry.path: tuple(_words(entry, said)) for entry in hidden}
    return {path: words for path, words in found.items() if words}


_HELD_BACK_KINDS: Collection[str] = frozenset({"posts", "pages", "easy-read", "comments"})


def _title(entry: Entry[Any]) -> str:
    return str(getattr(entry.fields, "title", ""))


def _words(entry: Entry[Any], said: str) -> Iterator[str]:
    """The longest sentences of a text that are its own.

    Of a withdrawn post the notice shows the title.
    """
    sentences = [one.strip() for one in _SENTENCE.findall(entry.body.text)]
    long_enough = [one for one in sentences if len(one) >= _SHORTEST and one not in said]
    yield from sorted(set(long_enough), key=lambda one: (-len(one), one))[:_MOST_SENTENCES]
    title = _title(entry)
    if entry.status != "withdrawn" and len(title) >= _SHORTEST and title not in said:
        yield title
