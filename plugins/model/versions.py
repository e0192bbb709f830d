"""The files that are versions of posts, of which readers are told how large they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plugins.model.files import Asset
from plugins.model.post import Post
from plugins.model.reference import Targets, beside


def sizes_of_versions(
    posts: Iterable[Post], targets: Targets, assets: Iterable[Asset], content: Path
) -> dict[str, int]:
    """The bytes of each such file that is here, by its address.

    content: the folder that the files are in.
    """
    named = {
        beside(post.entry.folder, version.file)
        for post in posts
        for version in post.fields.versions
        if version.file
    }
    found = (targets.find(one) for one in named)
    addresses = {target.address for target in found if target}
    files = [asset for asset in assets if asset.address in addresses] if addresses else []
    return {asset.address: size for asset in files if (size := _size(content / asset.path))}


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # another problem tells of it
        return 0
