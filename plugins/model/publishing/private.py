"""The words of what is held back, by which a leak of it into the site is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from plugins.model.entry import Entry
from plugins.model.library import Library
from plugins.model.publishing.publishable import MAY_WAIT

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_SHORTEST = 40  # letters: what is shorter may well be said twice
_MOST_SENTENCES = 5  # of one text


def private_words(library: Library, entries: Iterable[Entry[Any]]) -> dict[str, tuple[str, ...]]:
    """Sentences of each file that readers do not see, which stand in none that they see.

    entries: the texts of the content that may be held back, also those that the library leaves out.
    """
    shown = [entry for entry in library.entries if _is_shown(entry, library)]
    seen = {entry.path for entry in shown}
    said = "\n".join(text for entry in shown for text in (entry.body.text, *_texts(entry.fields)))
    hidden = [entry for entry in entries if entry.path not in seen and entry.body.text]
    found = {entry.path: tuple(_words(entry, said)) for entry in hidden}
    return {path: words for path, words in found.items() if words}


def _is_shown(entry: Entry[Any], library: Library) -> bool:
    """Whether readers see what a file says."""
    if entry.kind == "comments":
        post = library.by_slug.get(entry.slug)
        return post is not None and post.state == "published"
    if entry.kind == "posts":
        return library.by_slug[entry.slug].state == "published"
    return entry.kind not in MAY_WAIT or library.targets.files[entry.path].shown


def _texts(fields: Any) -> Iterator[str]:
    """Every text in the fields of a file, however deep."""
    if isinstance(fields, str):
        yield fields
    elif isinstance(fields, dict):
        for value in fields.values():
            yield from _texts(value)
    elif isinstance(fields, list | tuple):
        for value in fields:
            yield from _texts(value)
    elif isinstance(fields, msgspec.Struct):
        yield from _texts(msgspec.structs.asdict(fields))


def _words(entry: Entry[Any], said: str) -> Iterator[str]:
    """The longest sentences of a text that are its own.

    Of a withdrawn post the notice shows the title.
    """
    sentences = {one.strip() for one in _SENTENCE.findall(entry.body.text)}
    longest = sorted(sentences, key=lambda one: (-len(one), one))
    own = (one for one in longest if len(one) >= _SHORTEST and one not in said)
    yield from islice(own, _MOST_SENTENCES)
    title = str(getattr(entry.fields, "title", ""))
    if entry.status != "withdrawn" and len(title) >= _SHORTEST and title not in said:
        yield title
