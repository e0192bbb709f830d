"""What would be new, changed and gone, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.model.size import size_in_words

NAMED = 20
_COPIES = (".br", ".gz")  # the compressed copy that stands beside a file


class Differences(NamedTuple):
    """Paths below the site's root, and how many bytes have to be sent."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    size: int

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def differences_of(
    site: Path, new: Iterable[str], changed: Iterable[str], gone: Iterable[str]
) -> Differences:
    """Differences in the order of their names, with the size of what is sent from a site."""
    new, changed = sorted(new), sorted(changed)
    files = [site / name for name in (*new, *changed)]
    size = sum(file.stat().st_size for file in files if file.is_file())
    return Differences(tuple(new), tuple(changed), tuple(sorted(gone)), size)


def files_in(site: Path) -> list[str]:
    """The paths of all files of a site, in the order of their names."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def in_words(differences: Differences) -> str:
    """As a person reads it: how many there are, and the names of what is changed or gone."""
    new, changed, gone = map(_of_interest, differences[:3])
    files = f"{len(new)} file{'' if len(new) == 1 else 's'} new"
    counts = f"{files}, {len(changed)} changed, {len(gone)} gone"
    lines = [f"{counts}; {size_in_words(differences.size)} to send."]
    lines += [*_named("Gone", gone), *_named("Changed", changed)]
    return "\n".join(lines)


def _of_interest(names: Iterable[str]) -> list[str]:
    """Pages first, by the address they have; without compressed copies."""
    shown = [name for name in names if not name.endswith(_COPIES)]
    return sorted(map(_address, shown), key=lambda name: (not name.endswith("/"), name))


def _address(name: str) -> str:
    return "/" + (name.removesuffix("index.html") if f"/{name}".endswith("/index.html") else name)


def _named(heading: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"{heading}:"
    yield from (f"  {name}" for name in names[:NAMED])
    if len(names) > NAMED:
        yield f"  and {len(names) - NAMED} more"
