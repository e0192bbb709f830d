"""Settings files, run as Pelican runs them but without Pelican, which takes half a second to load.

They are programs: what they say may change though no byte of them does, so they are run each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from plugins.model.settings import SNAPSHOT
from plugins.model.snapshot_folder import read_snapshot_folder

BASE_SETTINGS = Path("pelicanconf.py")
_PLAIN = (str, int, float, bytes, type(None))


class Untold(Exception):  # noqa: N818 - it is named for what it finds
    """Nobody can tell whether a setting is as it was."""


def own_settings(
    *, drafts: bool = False, preview: bool = False, publishing: bool = False, search: bool = False
) -> dict[str, Any]:
    """What a command sets over the settings of the files.

    preview: for this computer alone, so that links begin at the root, whatever SITEURL says.
    publishing: for readers, whether the settings say so or not.
    search: with a search index, whether the settings say so or not.
    """
    own: dict[str, Any] = {"DRAFTS": drafts}
    own |= {"SITEURL": "", "PUBLISHING": False} if preview else {}
    own |= {"SEARCH": True} if search else {}
    return own | ({"PUBLISHING": True} if publishing else {})


@contextmanager
def no_bytecode() -> Iterator[None]:
    """Let Python neither take nor keep a compiled form of what is loaded in the block.

    It would take that for the file as long as this has the same size and second (PEP 3147, and
    docs.python.org/3/reference/import.html#pyc-invalidation): an edit may well keep both.
    """
    before = sys.dont_write_bytecode, sys.pycache_prefix
    sys.dont_write_bytecode, sys.pycache_prefix = True, os.devnull  # in which nothing is found
    try:
        yield
    finally:
        sys.dont_write_bytecode, sys.pycache_prefix = before


def values_of(file: Path) -> dict[str, Any]:
    """All names in capitals that a settings file sets; raises whatever it raises."""
    spec = spec_from_file_location(file.stem, file)
    if spec is None or spec.loader is None:
        raise Untold
    module = module_from_spec(spec)
    sys.modules[file.stem] = module  # a file that is imported by another is then run once
    with no_bytecode():
        spec.loader.exec_module(module)
    return {name: getattr(module, name) for name in dir(module) if name.isupper()}


def snapshot_folder(settings: Path, values: Mapping[str, Any]) -> Path:
    """Where what was said at the comment service is kept; values: what the settings say.

    Raises ValueError where that may not be.
    """
    return settings.parent / read_snapshot_folder(values.get("COMMENTS_SNAPSHOT", SNAPSHOT))


def told(value: object) -> object:
    """A value as plain texts, numbers and lists, the same for equal values.

    Functions and classes are named; their code is that of a file. Raises Untold for what cannot be
    told.
    """
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, (list, tuple)):
        return [told(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(repr(told(one)) for one in value)
    if isinstance(value, dict):
        return sorted((repr(told(key)), told(one)) for key, one in value.items())
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, ModuleType):
        return value.__name__
    if isinstance(value, (type, FunctionType)):
        return f"{value.__module__}.{value.__qualname__}"
    raise Untold
