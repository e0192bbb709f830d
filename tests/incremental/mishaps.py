"""What may befall a build, or what it keeps and makes, and no edit tells of."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.model.cache.kept import FILE, Kept
from plugins.output_tree import OutputTree, kept_beside
from tests.incremental.world import World

Mishap = Callable[[World, random.Random], str]


class Killed(BaseException):
    """The end of a build at some place; nothing catches it."""


def delete_the_link(world: World, chance: random.Random) -> str:
    world.output.unlink(missing_ok=True)
    return "rm -rf output"


def delete_what_is_shown(world: World, chance: random.Random) -> str:
    for path in world.output.iterdir() if world.output.exists() else ():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return "rm -rf output/*"


def delete_the_trees(world: World, chance: random.Random) -> str:
    trees = kept_beside(world.output)
    kept = (FILE, "pictures", "drawn", "search")
    which = chance.choice(["", "a", "b", "a.state", "b.state", *kept])
    path = trees / which
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return f"rm -rf .output.trees/{which}"


def delete_a_file_of_the_site(world: World, chance: random.Random) -> str:
    name = _one_of(world.output, chance)
    (world.output / name).unlink()
    return f"rm output/{name}"


def change_a_file_of_the_site(world: World, chance: random.Random) -> str:
    """As an editor of texts does it: the file is the same for both trees."""
    name = _one_of(world.output, chance)
    file = world.output / name
    file.write_bytes(file.read_bytes()[: chance.choice([0, 10])] + b"!")
    return f"output/{name}: written over"


def _one_of(site: Path, chance: random.Random) -> str:
    files = sorted(file for file in site.resolve().rglob("*") if file.is_file())
    return chance.choice(files).relative_to(site.resolve()).as_posix()


def damage_what_is_kept(world: World, chance: random.Random) -> str:
    """Files are cut short, or some of their bits turned."""
    name = chance.choice([FILE, "pictures", "drawn"])
    kept = kept_beside(world.output) / name
    is_cut, bits = chance.random() < 0.3, chance.choice([1, 20, 1000])
    for file in sorted(one for one in (kept, *kept.rglob("*")) if one.is_file()):
        data = bytearray(file.read_bytes())
        if is_cut:
            data = data[: chance.randrange(len(data) or 1)]
        for _ in range(0 if is_cut else bits):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
    return f"{name}: {'cut short' if is_cut else f'{bits} bits turned'}"


MISHAPS = (
    delete_the_link,
    delete_what_is_shown,
    delete_the_trees,
    delete_a_file_of_the_site,
    change_a_file_of_the_site,
    damage_what_is_kept,
)


def end_a_build(build: Callable[[], Any], chance: random.Random) -> str:
    """Let a build end, as if it was killed, at a place that chance chooses; says where."""
    owner, name = chance.choice(
        [
            (OutputTree, "clear"),
            (OutputTree, "level"),
            (OutputTree, "write"),
            (OutputTree, "remove"),
            (OutputTree, "_link"),
            (OutputTree, "leave"),
            (OutputTree, "switch"),
            (Kept, "save"),
        ]
    )
    left = chance.choice([1, 1, 2, 10])
    is_before = chance.random() < 0.5
    whole: Callable[..., Any] = getattr(owner, name)

    def ending(*given: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0 and is_before:
            raise Killed
        result = whole(*given, **named)
        if left == 0:
            raise Killed
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, ending)
        try:
            build()
        except Killed:
            return f"a build ended {'before' if is_before else 'after'} {name}"
    return f"a build never came to {name}"
