"""What an index has of each page."""

from __future__ import annotations

import gzip
import json
from pathlib import Path


def texts_in(folder: Path) -> dict[str, str]:
    """What an index has of each page, by its address."""
    packed = [gzip.decompress(file.read_bytes()) for file in folder.glob("fragment/*")]
    found = [json.loads(data.removeprefix(b"pagefind_dcd")) for data in packed]
    return {one["url"]: one["content"] for one in found}
