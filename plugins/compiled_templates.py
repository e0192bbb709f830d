"""Templates as Jinja compiled them, kept from one build to the next, for all outputs.

They lie where Python keeps our own code compiled. A file is sealed with the digest of all that made
it, so that one that is torn, or of another state, is as good as none.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, StrictUndefined
from jinja2.bccache import Bucket

from plugins.drawn import keep_newest
from plugins.lean_templates import LEAN
from plugins.model.replacement import replace_file

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "auto_reload": False,  # a build makes its own environment: no template changes under it
    "cache_size": -1,  # no template is dropped again, so no use of one need be noted
}
_MOST_KEPT = 500  # files, two for each template: enough for several themes
_SEAL = 32  # bytes of a SHA-256


def compiled_here() -> Path | None:
    """The folder for compiled templates: in the one where Python keeps this module compiled.

    So they are compiled once for all outputs. None where Python is to keep nothing.
    """
    if sys.dont_write_bytecode:
        return None
    folder = Path(cache_from_source(__file__)).parent / "templates"
    keep_newest(folder, _MOST_KEPT)
    return folder


class Bytecode(BytecodeCache):
    """Compiled templates, kept from one build to the next: compiling takes 4 ms each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template, where it is kept."""
        data = kept(self._file(bucket), self._about(bucket))
        # A mangled file could end the process here, or worse: the seal has been checked.
        bucket.code = None if data is None else marshal.loads(data)  # noqa: S302 - of our making

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        keep(self._file(bucket), self._about(bucket), marshal.dumps(bucket.code))

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.bytecode"

    def _about(self, bucket: Bucket) -> str:
        return f"{bucket.key} {bucket.checksum}"  # the template's name and place, and its source


def kept(file: Path, about: str) -> bytes | None:
    """What a file keeps, where it is whole, of this same renderer and about this; else None."""
    try:
        sealed = file.read_bytes()
    except OSError:
        return None
    seal, data = sealed[:_SEAL], sealed[_SEAL:]
    return data if seal == _seal(about, data) else None


def keep(file: Path, about: str, data: bytes) -> None:
    """Keep data for the next build; where that cannot be done, it is made again."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, _seal(about, data) + data)


def _seal(about: str, data: bytes) -> bytes:
    parts = renderer() + hashlib.sha256(about.encode()).digest() + data
    return hashlib.sha256(parts).digest()


@cache
def renderer() -> bytes:
    """What turns a template into code and text: Python, Jinja and how it is set."""
    versions = sys.version, version("jinja2"), version("markupsafe"), LEAN
    return hashlib.sha256(repr((versions, sorted(OPTIONS.items(), key=str))).encode()).digest()
