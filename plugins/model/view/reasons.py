"""What a page was made of, in the words of whoever asks why it was made again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

from plugins.model.day import written
from plugins.model.library import Library
from plugins.model.registry import title_of
from plugins.model.spelling import join_words
from plugins.model.view.fact import Fact
from plugins.model.wording.english import ENGLISH

_MOST = 4  # facts that are named: more would hide what matters


def changed(library: Library, facts: Iterable[Fact]) -> str:
    """That some facts are not as they were: `changed: the post "Soup" and the list /posts/`."""
    words = list(dict.fromkeys(in_words(library, fact) for fact in sorted(facts)))
    rest = len(words) - _MOST
    named = [*words[:_MOST], f"{rest} more"] if rest > 1 else words
    return f"changed: {join_words(named, 'and')}"


def in_words(library: Library, fact: Fact) -> str:
    """One fact: `the post "Soup"`, `the list /posts/`."""
    kind, of = fact
    return _WORDS[kind](library, of)


def _post(library: Library, slug: str) -> str:
    post = library.by_slug.get(slug)
    return f'the post "{post.title}"' if post else f'the post "{slug}"'


def _file(library: Library, path: str) -> str:
    found = library.by_path.get(path)
    kind = "post" if path.startswith("posts/") else "page"
    return f'the {kind} "{found.title}"' if found else f"the file {path}"


def _text(library: Library, path: str) -> str:
    return _file(library, path) if path in library.by_path else f"the text of {path}"


def _record(library: Library, kind_and_slug: str) -> str:
    kind, slug = kind_and_slug.split("/", 1)
    return f"the record of {_name(library, kind, slug)}"


def _of_record(words: str, kind: str) -> Callable[[Library, str], str]:
    """What is said of something that belongs to a record, whose name stands for {}."""
    return lambda library, slug: words.format(_name(library, kind, slug))


def _name(library: Library, kind: str, slug: str) -> str:
    entry = getattr(library.records, kind).entries.get(slug)
    return f'"{title_of(entry.fields) if entry else slug}"'


def _list(_library: Library, front_and_number: str) -> str:
    front, _, number = front_and_number.rpartition(" ")
    return f"page {number} of the list {front}" if number else f"the list {front}"


def _plainly(words: str) -> Callable[[Library, str], str]:
    """What is said of a fact by its own words alone."""
    return lambda _library, of: words.format(of)


_WORDS: Mapping[str, Callable[[Library, str], str]] = {
    "post": _post,
    "page": _file,
    "text": _text,
    "record": _record,
    "named": lambda _, kind_and_name: f'who or what is called "{kind_and_name.split("/", 1)[1]}"',
    "related": lambda library, slug: f"what {_post(library, slug)} is related to",
    "members": _of_record("who works at {}", "organisations"),
    "narrower": _of_record("the topics under {}", "topics"),
    "kept": _of_record("the posts and pages that {} looks after", "people"),
    "size": _plainly("the size of {}"),
    "parts": _of_record("the parts of the series {}", "series"),
    "list": _list,
    "picture": lambda _, target: f"the picture {target.partition(':')[2]}",
    "lead": _plainly("where a link to {} leads"),
    "rules": _plainly("what is told wherever readers may comment"),
    "erased": _plainly("which comments at {} were erased"),
    "letters": _plainly("how many posts there are under each letter"),
    "letter": _plainly('the posts under "{}"'),
    "kind": lambda _, kind: f'whether there are posts of the kind "{ENGLISH.kinds[kind].name}"',
    "easy-reads": _plainly("whether there are Easy Read texts"),
    "past": lambda _, day: f"whether {written(datetime.date.fromisoformat(day))} has passed",
    "feed": _plainly("what the feed {} holds"),
    "archive": _plainly("what part {} of the feed of all posts holds"),
    "archives": _plainly("how many parts the feed of all posts has"),
    "begun": _plainly("the day of the first publication"),
    "feeds": _plainly("which feeds there are"),
    "has_feed": _plainly("whether there is a feed {}"),
    "today": _plainly("the day"),
}
