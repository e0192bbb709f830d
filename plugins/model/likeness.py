"""What was probably meant, found among very many names without a look at each of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath

PART = 3  # letters; a slip of the pen spoils three parts of a name at most
RAREST = 8  # parts of a name that tell most of it
SHARING = 200  # names looked at for each part: the time must not grow with their number
COMPARED = 20  # names, those that share most parts, of which each letter is compared
SHORTEST_START = 4  # letters of a name that may stand for all of it


class Names:
    """Names to search; an archive that was moved here may ask for one in each post.

    They are made ready by the first question; mostly there is none.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(set(self._names))

    @cached_property
    def _sharing(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._sorted:
            for part in _parts(name):
                found[part].append(name)
        return found

    def like(self, wanted: str, likeness: float = 0.8) -> list[str]:
        """The name spelt most like this one, in a list, or [] where none is like it."""
        known = [part for part in _parts(wanted) if part in self._sharing]
        rarest = sorted(known, key=lambda part: len(self._sharing[part]))[:RAREST]
        shared = Counter(name for part in rarest for name in self._sharing[part][:SHARING])
        likely = [name for name, _ in shared.most_common(COMPARED)]
        return get_close_matches(wanted, likely, n=1, cutoff=likeness)

    def begun_by(self, start: str) -> list[str]:
        """The first name that begins with this and goes on, in a list, or []."""
        place = bisect_left(self._sorted, start)
        return [name for name in self._sorted[place : place + 1] if name.startswith(start)]


class FileNames:
    """Files to search by their names, whatever their folder and capital letters."""

    def __init__(self, files: Iterable[str]) -> None:
        self._by_name: dict[str, str] = {}
        self._by_stem: dict[str, str] = {}
        for file in files:
            name = PurePosixPath(file.lower())
            self._by_name.setdefault(name.name, file)
            self._by_stem.setdefault(name.stem, file)
        self._stems = Names(self._by_stem)

    def alike(self, wanted: str) -> list[str]:
        """A file of that name, else one whose name it begins or is spelt like; or []."""
        name = PurePosixPath(wanted.lower()).name
        if name in self._by_name:
            return [self._by_name[name]]
        stem = name.partition(".")[0]
        begun = self._stems.begun_by(stem) if len(stem) >= SHORTEST_START else []
        return [self._by_stem[one] for one in begun or self._stems.like(stem)]


def _parts(name: str) -> list[str]:
    """Every run of three letters of a name, each once; what it begins with counts as one."""
    marked = f"\n{name}"
    return list(dict.fromkeys(marked[at : at + PART] for at in range(len(marked) - PART + 1)))
