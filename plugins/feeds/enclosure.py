"""The files of a post that a feed reader can play or show: audio, films, the picture at its top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.feeds.entry import Enclosure
from plugins.model.feeds.content import fit
from plugins.model.post import Post
from plugins.model.reference import beside
from plugins.model.view.maker import Maker

# By the endings that `model/files.py` lets through; www.iana.org/assignments/media-types.
_AUDIO = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".wav": "audio/wav",
}
_FILM = {".mp4": "video/mp4", ".webm": "video/webm"}
_PICTURE = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


def enclosures_of(maker: Maker, post: Post, picture: str) -> tuple[Enclosure, ...]:
    """The files of this site whose size is known, in the order in which readers should have them.

    picture: the link to the one at its top, or "".
    """
    if not picture and not post.fields.versions:  # most have neither
        return ()
    versions = [*_versions(maker, post)]
    sound = [one for one in versions if one.type.startswith("audio/")]
    return (*sound, *(one for one in versions if one not in sound), *_image(maker, post, picture))


def _versions(maker: Maker, post: Post) -> Iterator[Enclosure]:
    for version in post.fields.versions:
        kind = _type(version.file, _AUDIO | _FILM)
        if not kind:
            continue
        target = beside(post.entry.folder, version.file)
        href = maker.facts.lead(target)
        if href and (size := maker.facts.size(target)):
            yield Enclosure(maker.full(href), kind, str(size))


def _image(maker: Maker, post: Post, picture: str) -> Iterator[Enclosure]:
    fields = post.fields.image
    kind = _type(picture, _PICTURE)
    if fields is None or not kind:
        return
    target = beside(post.entry.folder, fields.src)
    file = maker.facts.picture(target)
    sizes = maker.given.pictures.get(file.digest) if file else None
    size = sizes.size if sizes else maker.facts.size(target)
    if size:
        yield Enclosure(fit(maker.full(picture)), kind, str(size))


def _type(path: str, types: dict[str, str]) -> str:
    """The MIME type of a file by its ending; "" for others."""
    return types.get(PurePosixPath(path).suffix.lower(), "")
