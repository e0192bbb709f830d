"""How the fields of a kind of content are declared, and read from what an editor typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Annotated, Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec

from plugins.model.place import Keys, Value, fold_key
from plugins.model.problem import Problem, Severity
from plugins.model.source import Origin, Source
from plugins.model.spelling import KEY_LIKENESS, did_you_mean, near
from plugins.model.text.unseen import shows_nothing

UNKNOWN = "unknown"  # what an editor writes where an older site lost a name, a date or an address


class Spot(msgspec.Struct):
    """A value's place in a file while it is read, and the list its problems are put on.

    short: the key under this place that a text alone was written for, else "".
    """

    source: Source | Origin
    problems: list[Problem]
    keys: Keys = ()
    short: str = ""

    def at(self, key: str | int) -> Spot:
        """The place of one value inside this one."""
        if key == self.short:
            return Spot(self.source, self.problems, self.keys)
        return Spot(self.source, self.problems, (*self.keys, key))

    def standing_for(self, key: str) -> Spot:
        """The same place, where a text alone was written for the keys: it is that key's own."""
        return Spot(self.source, self.problems, self.keys, key)

    @property
    def line(self) -> int:
        """The line of the file on which the value stands."""
        return self.source.line_of(self.keys)

    @property
    def typed(self) -> Value | None:
        """What stands there as typed; None where the key is not written or cannot be read."""
        value: Any = self.source.values
        for key in self.keys:
            if isinstance(value, dict):
                value = value.get(key)
            else:
                value = value[key] if isinstance(value, list) and isinstance(key, int) else None
        return cast("Value | None", value)

    @property
    def name(self) -> str:
        """The key in words, "original.url"; a place in a list is left to the line number."""
        return ".".join(key for key in self.keys if isinstance(key, str))

    def error(self, message: str, remedy: str = "", rule: str = "") -> None:
        """Put down what would mislead a reader."""
        self._put(message, remedy, Severity.ERROR, rule)

    def warn(self, message: str, remedy: str = "") -> None:
        """Put down what an editor should know, and a build may pass."""
        self._put(message, remedy, Severity.WARNING)

    def _put(self, message: str, remedy: str, severity: Severity, rule: str = "") -> None:
        found = Problem(self.source.path, self.line, self.name, message, remedy, severity, rule)
        self.problems.append(found)


class Kind(msgspec.Struct, frozen=True):
    """A kind of value: its name in the editors' guide, and how it is read.

    says: "a day", "text", for the guide.
    read: gives the value, or None where it is wrong and the spot has been told.
    one_text: whether it is always one piece of text, so that punctuation in it means nothing.
    fields: the keys that stand under it, None where none do.
    """

    says: str
    read: Callable[[Value, Spot], Any]
    one_text: bool = True
    fields: type[Fields] | None = None


class Key(msgspec.Struct, frozen=True):
    """What is declared of one field.

    help: its meaning, for the editors' guide.
    kind: what may be written.
    example: what the block to copy shows; "" leaves the field out of that block.
    placeholder: whether the example stands for words of the editor's own, so that nobody means it.
    synonyms: other keys that mean the same.
    """

    help: str
    kind: Kind
    example: str = ""
    required: bool = False
    synonyms: tuple[str, ...] = ()
    placeholder: bool = False


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """The base of every declaration; a field that is absent or wrong holds its default.

    refused: keys by which other systems hide or time a page, as typed but without hyphens, and
        what to write instead: to pass over one would show readers what was to be kept from them.
    """

    refused: ClassVar[Mapping[str, str]] = {}

    def check(self, spot: Spot) -> None:
        """Tell the spot what does not hold between the fields."""


F = TypeVar("F", bound=Fields)


@lru_cache(maxsize=64)
def keys_of(kind: type[Fields]) -> dict[str, Key]:
    """The declared keys of a kind of content, in the order of their declaration."""
    return {
        name: get_args(hint)[1]
        for name, hint in get_type_hints(kind, include_extras=True).items()
        if get_origin(hint) is Annotated
    }


@lru_cache(maxsize=64)
def _spellings(kind: type[Fields]) -> dict[str, str]:
    keys = keys_of(kind)
    synonyms = {fold_key(other): name for name, key in keys.items() for other in key.synonyms}
    return synonyms | {shown(name): name for name in keys}


def shown(name: str) -> str:
    """A key as an editor writes it: Python keeps "from" for itself, so the field is "from_"."""
    return name.rstrip("_")


@lru_cache(maxsize=1024)
def spellings_of(kind: type[Fields], name: str) -> tuple[str, ...]:
    """Every way to write one key: its own name and its synonyms."""
    return tuple(spelling for spelling, meant in _spellings(kind).items() if meant == name)


@lru_cache(maxsize=64)
def text_keys(kind: type[Fields]) -> frozenset[str]:
    """The keys, synonyms too, whose value is one piece of text whatever punctuation it holds."""
    keys = keys_of(kind)
    return frozenset(
        spelling for spelling, name in _spellings(kind).items() if keys[name].kind.one_text
    )


def read_fields(
    kind: type[F], values: Mapping[str, Value], spot: Spot, extra_keys: Collection[str] = ()
) -> F:
    """Read what was typed for one kind of content, telling the spot all that is wrong with it."""
    typed = _match_keys(kind, values, spot, extra_keys)
    found: dict[str, Any] = {}
    for name, key in keys_of(kind).items():
        if name in typed:
            spelling = typed[name]
            value = key.kind.read(values[spelling], spot.at(spelling))
            if key.placeholder and _is_still_the_example(value, key):
                spot.at(spelling).error("This is still the example.", "Write your own.")
            elif value is not None:
                found[name] = value
        elif key.required:
            _tell_missing(name, kind, values, spot)
    fields = kind(**found)
    fields.check(spot)
    return fields


def _is_still_the_example(value: object, key: Key) -> bool:
    example = key.example.lstrip("\n -")  # of a list, its one item
    return value == example or (isinstance(value, tuple) and example in value)


def _match_keys(
    kind: type[Fields], values: Mapping[str, Value], spot: Spot, extra_keys: Collection[str]
) -> dict[str, str]:
    """Which key, as typed, holds each declared field; empty values are absent ones."""
    spellings = _spellings(kind)
    typed: dict[str, str] = {}
    for spelling, value in values.items():
        name = spellings.get(spelling)
        if name is None:
            if spelling not in extra_keys:
                _tell_unknown(spelling, kind, spot)
        elif is_absent(value):
            continue
        elif name in typed:
            spot.at(spelling).error(
                f'"{spelling}" and "{typed[name]}" are two words for the same key.',
                "Keep one of them.",
            )
        else:
            typed[name] = spelling
    return typed


def is_absent(value: Value) -> bool:
    """Whether nothing was written: a text without a letter, an empty list or mapping, or such."""
    if isinstance(value, str):
        return shows_nothing(value)
    return all(map(is_absent, value)) if isinstance(value, list) else not value


def _tell_unknown(spelling: str, kind: type[Fields], spot: Spot) -> None:
    here = spot.at(spelling)
    place = spot.source.places.get(here.keys)
    shown = place.key if place else spelling
    if instead := kind.refused.get(spelling.replace("_", "")):
        what = f'"{shown}" is a key of other systems: here it keeps nothing from readers.'
        here.error(what, instead)
        return
    found = near(spelling, _spellings(kind), KEY_LIKENESS)
    if found:
        here.error(f'"{shown}" is not a key that is known here.', did_you_mean(found))
    else:
        keep = "" if spot.keys else ", or list the key in FRONT_MATTER_EXTRA_KEYS in the settings"
        here.warn(
            f'"{shown}" is not a key that is known here, so nothing is done with it.',
            f"Take the line out{keep}.",
        )


def line_to_copy(name: str, value: str) -> str:
    """What an editor may paste: the key and its value, which may go on over several lines."""
    return f"{shown(name)}:{'' if value.startswith(chr(10)) else ' '}{value}"


def _tell_missing(name: str, kind: type[Fields], values: Mapping[str, Value], spot: Spot) -> None:
    """Tell that a needed key is missing or empty; one that could not be read has been told of."""
    key, places = keys_of(kind)[name], spot.source.places
    written = [one for one in spellings_of(kind, name) if spot.at(one).keys in places]
    if any(spelling not in values for spelling in written):
        return
    where = "at the top of the file" if not spot.keys else f'under "{spot.name}"'
    line = line_to_copy(name, key.example or "...")
    line = f"\n{line}" if "\n" in line else f" {line}"
    spot.at(written[0] if written else shown(name)).error(
        f'The key "{shown(name)}" is {"empty" if written else "missing"};'
        f" it must hold {key.kind.says}.",
        f"Write something after it, such as:{line}"
        if written
        else f"Add a line {where}, such as:{line}",
    )
