"""What an index has of each page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any


def texts_in(folder: Path) -> dict[str, str]:
    """What an index has of each page, by its address."""
    return {one["url"]: one["content"] for one in _fragments(folder)}


def meta_in(folder: Path) -> dict[str, dict[str, str]]:
    """What an index says of each page beside its words, by its address."""
    return {one["url"]: one["meta"] for one in _fragments(folder)}


def _fragments(folder: Path) -> list[Any]:
    packed = [gzip.decompress(file.read_bytes()) for file in folder.glob("fragment/*")]
    return [json.loads(data.removeprefix(b"pagefind_dcd")) for data in packed]
