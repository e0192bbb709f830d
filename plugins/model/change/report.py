"""What a change does to the site, in Markdown for the editors who decide on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import escape

import msgspec

from plugins.model.address import encode
from plugins.model.annotation import LONGEST_SUMMARY, as_text, fenced
from plugins.model.change.comparison import Change, PageWeight
from plugins.model.change.pages import PageChange
from plugins.model.change.posts import Difference
from plugins.model.change.state import Subject
from plugins.model.change.weight import HEAVY_PAGE, HEAVY_PICTURE, Weight
from plugins.model.problem import Problem
from plugins.model.settings import Settings
from plugins.model.size import size_in_words
from plugins.model.spelling import counted, join_words

# How many lines of each section are shown, and how many more are folded away. The next pair is
# taken where all of it would be more than a forge takes.
_LIMITS = ((20, 200), (20, 0), (5, 0), (1, 0))
_LONGEST = 300  # letters that one text of the content may have here
_LONGEST_PROBLEM = 800
_PLURALS = {"person": "people", "series": "series"}
_SMALLER = (
    "Save it no wider than 1,600 pixels, as a JPEG or WebP of middling quality, and put it in place"
    " of this one under the same name."
)
_FEWER = "Leave pictures out, or make them smaller, so that it opens on a slow connection too."

Section = tuple[str, list[str]]  # a heading and its lines


class Wording:
    """Puts what the content says into Markdown.

    settings: where the site stands. root: how problems name the content folder.
    """

    def __init__(self, settings: Settings, root: str) -> None:
        self._url = settings.url
        self._root = root

    def subject(self, one: Subject, *, link: bool = True) -> str:
        """A page: what it is, its title, its address and its file.

        link: whether it can be looked at already.
        """
        title = f"**{_text(one.title)}**, " if one.title else ""
        file = f" ({self.file(one.file)})" if one.file else ""
        address = self.address(one.address) if link else _text(one.address)
        return f"{one.kind} {title}{address}{file}"

    def address(self, address: str) -> str:
        """An address, with the way there where the site has one."""
        if not self._url:
            return _text(address)
        return f'<a href="{escape(self._url + encode(address))}">{_text(address)}</a>'

    def file(self, path: str) -> str:
        """A file of the content, as problems name it."""
        return _text(f"{self._root}/{path}")


def report(change: Change, settings: Settings, root: str, notes: Iterable[str] = ()) -> str:
    """The whole report; no more than a forge takes as one summary.

    root: how problems name the content folder.
    notes: what must be known to read it.
    """
    write = Wording(settings, root)
    sections = [
        ("New problems", [_problem(one) for one in change.problems.new]),
        *_of_ids(change, write),
        *_of_pages(change.pages, write),
        *_of_feed(change, write),
        *_of_details(change, write),
        *_of_held_back(change, write),
        ("Problems mended", [_mended(one) for one in change.problems.mended]),
        ("Too heavy", [*_heavy(change)]),
        ("What pages weigh", [_weight(one) for one in change.weights]),
    ]
    head = ["## What this change does to the site", *notes, f"**{_first_sentence(change)}**"]
    tail = _last_sentences(change)
    text = ""
    for shown, folded in _LIMITS:
        blocks = [*head, *(_block(one, shown, folded) for one in sections if one[1]), *tail]
        text = "\n\n".join(blocks) + "\n"
        if len(text.encode(errors="backslashreplace")) <= LONGEST_SUMMARY:
            break
    return text


def _text(text: str, longest: int = _LONGEST) -> str:
    """Anything from the content, so that it does nothing."""
    return as_text(text if len(text) <= longest else f"{text[: longest - 1]}…")


def _block(section: Section, shown: int, folded: int) -> str:
    """A heading and as many lines as there is room for, the others folded away or counted."""
    title, lines = section
    more, rest = lines[shown : shown + folded], lines[shown + folded :]
    parts = [f"### {title} ({len(lines)})", _list(lines[:shown])]
    if more:
        fold = f"<details><summary>and {len(more)} more</summary>"
        parts.append(f"{fold}\n\n{_list(more)}\n\n</details>")
    if rest:
        parts.append(f"There are {len(rest)} more, and no room for them here.")
    return "\n\n".join(parts)


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _first_sentence(change: Change) -> str:
    if not change.touches_the_site():
        return "Nothing on the site changes."
    pages = change.pages
    counts = {
        "added": len(pages.added),
        "moved": len(pages.moved),
        "changed": len(pages.changed),
        "withdrawn": len(pages.withdrawn),
        "brought back": len(pages.restored),
        "gone": len(pages.gone),
    }
    parts = [f"{number} {what}" for what, number in counts.items() if number]
    words = f"Pages and files: {join_words(parts)}." if parts else "No page changes by itself."
    return f"{words} New entries in the feed: {len(change.feed.new)}."


def _last_sentences(change: Change) -> list[str]:
    """What is told in numbers alone."""
    said = []
    if change.pages.along:
        kinds = change.pages.along.items()
        parts = [_counted(number, kind) for kind, number in sorted(kinds)]
        said.append(
            f"Along with that, {join_words(parts)} will show something else: a menu, a list, a"
            " name or a link."
        )
    if change.pages.lists_added:
        said.append(f"New pages of lists: {change.pages.lists_added}.")
    if change.pages.lists_gone:
        said.append(f"Pages of lists that go: {change.pages.lists_gone}.")
    if change.feed.pushed:
        said.append(f"Older entries that make room in the feed: {change.feed.pushed}.")
    if change.problems.staying:
        said.append(f"Problems that were there before and stay: {change.problems.staying}.")
    return said


def _counted(number: int, noun: str) -> str:
    return (
        f"{number} {_PLURALS[noun]}" if number > 1 and noun in _PLURALS else counted(number, noun)
    )


def _problem(problem: Problem) -> str:
    """A problem with its cure, and the lines to paste as they must be pasted."""
    words, _, lines = str(problem).partition("\n")
    shown = _text(words, _LONGEST_PROBLEM)
    return f"{shown}\n{fenced(lines)}".rstrip("\n") if 0 < len(lines) <= _LONGEST_PROBLEM else shown


def _mended(problem: Problem) -> str:
    """A problem that is none any more, so without its cure."""
    return _text(str(msgspec.structs.replace(problem, remedy="")), _LONGEST_PROBLEM)


def _of_ids(change: Change, write: Wording) -> list[Section]:
    lines = [
        f"{write.subject(one)}: {_text(old)} → {_text(new)}. Subscribers would be told of it once"
        f" more. Write into the file: id: {_text(old)}"
        for one, old, new in change.feed.told_anew
    ]
    return [("Feed ids that must not change", lines)]


def _of_pages(pages: PageChange, write: Wording) -> list[Section]:
    moved = [
        f"{write.subject(old)} → {write.subject(new, link=False)}{_text(now and f': {now}')}"
        for old, new, now in pages.moved
    ]
    gone = [f"{write.subject(one)}: {_text(now)}" for one, now in pages.gone]
    return [
        ("Added", [write.subject(one, link=False) for one in pages.added]),
        ("Moved", moved),
        ("Changed", [write.subject(one) for one in pages.changed]),
        ("Withdrawn: only a notice stays", [write.subject(one) for one in pages.withdrawn]),
        ("Brought back", [write.subject(one) for one in pages.restored]),
        ("Gone", gone),
        ("Old addresses that will lead on", _arrows(pages.redirects)),
        ("Old addresses that no longer lead on", _arrows(pages.ended)),
    ]


def _arrows(redirects: Mapping[str, str]) -> list[str]:
    return [f"{_text(old)} → {_text(to)}" for old, to in redirects.items()]


def _of_feed(change: Change, write: Wording) -> list[Section]:
    return [
        ("New in the feed", [write.subject(one, link=False) for one in change.feed.new]),
        ("No longer in the feed", [write.subject(one) for one in change.feed.left]),
    ]


def _of_details(change: Change, write: Wording) -> list[Section]:
    return [
        ("Dates that move", _differences(change.dates, write)),
        ("Names that change", _differences(change.names, write)),
    ]


def _differences(found: Iterable[Difference], write: Wording) -> list[str]:
    """A line for each difference; one that many pages show, as after a new name, is told once."""
    alike: dict[tuple[str, str, str], list[Subject]] = defaultdict(list)
    for one in found:
        alike[one.what, one.before, one.after].append(one.subject)
    return [
        f"{write.subject(first)}{f' and {len(others)} more' if others else ''}:"
        f" {what}: {_text(before)} → {_text(after)}"
        for (what, before, after), (first, *others) in alike.items()
    ]


def _of_held_back(change: Change, write: Wording) -> list[Section]:
    held, released = change.held.new.items(), change.held.released.items()
    return [
        ("Held back", [f"{write.file(path)}: {_text(why)}" for path, why in held]),
        ("No longer held back", [f"{write.file(path)}: {now}" for path, now in released]),
    ]


def _heavy(change: Change) -> Iterator[str]:
    for one in change.weights:
        if one.after.whole > HEAVY_PAGE:
            yield _too_heavy("page", one.subject.address, one.after.whole, HEAVY_PAGE, _FEWER)
    for address, size in sorted(change.pictures.items()):
        if size > HEAVY_PICTURE:
            yield _too_heavy("picture", address, size, HEAVY_PICTURE, _SMALLER)


def _too_heavy(what: str, address: str, size: int, most: int, cure: str) -> str:
    sizes = f"{size_in_words(size)}; more than {size_in_words(most)} is much"
    return f"{what} {_text(address)}: {sizes}. {cure}"


def _weight(one: PageWeight) -> str:
    now, then = _weighed(one.after), _weighed(one.before) if one.before else ""
    before = f" (before: {then})" if then not in {"", now} else ""
    return f"{_text(one.subject.address)}: {now}{before}"


def _weighed(weight: Weight) -> str:
    text = f"{size_in_words(weight.html)}, packed {size_in_words(weight.packed)}"
    if not weight.pictures:
        return text
    pictures = counted(len(weight.pictures), "picture")
    return f"{text}, {pictures} {size_in_words(sum(weight.pictures.values()))}"
