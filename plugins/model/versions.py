"""The files of posts of which readers are told how large they are: versions, and drawings.

A picture made of pixels is published in other bytes than those of its file: see `Sizes.size`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.model.files import Asset
from plugins.model.picture import is_raster
from plugins.model.post import Post
from plugins.model.reference import Targets, beside


def sizes_of_files(
    posts: Iterable[Post], targets: Targets, assets: Iterable[Asset], content: Path
) -> dict[str, int]:
    """The bytes of each such file that is here, by its address.

    content: the folder that the files are in.
    """
    named = {beside(post.entry.folder, file) for post in posts for file in _files_of(post)}
    found = (targets.find(one) for one in named)
    addresses = {target.address for target in found if target}
    files = [asset for asset in assets if asset.address in addresses] if addresses else []
    return {asset.address: size for asset in files if (size := _size(content / asset.path))}


def _files_of(post: Post) -> Iterator[str]:
    """The files that a post names, as it names them."""
    for version in post.fields.versions:
        if version.file:
            yield version.file
    image = post.fields.image
    if image and image.src and not is_raster(image.src):
        yield image.src


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # another problem tells of it
        return 0
