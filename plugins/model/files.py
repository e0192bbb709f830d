"""Which files the content folder holds, and what each of them is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from plugins.model.problem import Problem
from plugins.model.schema import FOLDERS
from plugins.model.spelling import did_you_mean, near

MEDIA = frozenset(
    f".{ending}"
    for ending in (
        *("jpg", "jpeg", "png", "gif", "svg", "webp", "avif"),
        *("mp3", "ogg", "oga", "m4a", "wav", "mp4", "webm", "vtt"),
        *("pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt", "pptx"),
        *("txt", "epub", "brf", "zip"),
    )
)
AT_THE_ROOT = frozenset({"published.json", "known-problems.yml"})
_LEFT_BY_MACHINES = frozenset({"thumbs.db", "desktop.ini"})
_NESTED = frozenset({"posts"})


class Asset(msgspec.Struct, frozen=True):
    """A file that is copied as it is.

    path: seen from the content folder.
    address: seen from the site's root.
    """

    path: str
    address: str


class Files(msgspec.Struct):
    """All files under the content folder, each in one of these lists, in order of their paths."""

    texts: list[str] = []
    assets: list[Asset] = []
    left_by_machines: list[str] = []
    problems: list[Problem] = []


def list_files(content: Path) -> Files:
    """Sort every file under the content folder by what it is."""
    files = Files()
    for path in sorted(_walk(content, files.problems)):
        _sort(path, content.name, files)
    files.problems += [
        Problem(
            f"{content.name}/{asset.path}",
            0,
            "",
            "The file cannot be read: it is a link to nothing.",
            "Add the file, or delete the link.",
        )
        for asset in files.assets
        if not (content / asset.path).exists()
    ]
    return files


def _walk(content: Path, problems: list[Problem]) -> Iterator[str]:
    def tell(wrong: OSError) -> None:
        place = os.path.relpath(wrong.filename, content.parent)
        problems.append(Problem(place, 0, "", f"The folder cannot be read: {wrong.strerror}."))

    met: set[str] = set()  # a link to a folder above it would have no end
    for folder, folders, names in os.walk(content, onerror=tell, followlinks=True):
        met.add(os.path.realpath(folder))
        inside = os.path.relpath(folder, content)
        for linked in [name for name in folders if os.path.realpath(f"{folder}/{name}") in met]:
            folders.remove(linked)
            place = os.path.relpath(f"{folder}/{linked}", content.parent)
            problems.append(
                Problem(
                    place,
                    0,
                    "",
                    "This folder is a link to one that is read already.",
                    "Delete the link.",
                )
            )
        for name in names:
            yield name if inside == os.curdir else f"{inside}/{name}".replace(os.sep, "/")


def _sort(path: str, root: str, files: Files) -> None:
    place = PurePosixPath(path)
    folder, name = place.parts[0], place.name
    if (name.startswith(".") and folder != "extra") or name.lower() in _LEFT_BY_MACHINES:
        files.left_by_machines.append(path)
    elif not _is_readable_name(path):
        shown = path.encode("utf-8", "backslashreplace").decode()
        files.problems.append(
            Problem(f"{root}/{shown}", 0, "", "The file's name is not valid text.", "Rename it.")
        )
    elif path in AT_THE_ROOT:
        return
    elif folder == "extra" and len(place.parts) > 1:
        files.assets.append(Asset(path, "/" + "/".join(place.parts[1:])))
    elif folder == "media" and len(place.parts) > 1:
        _sort_media(path, root, files)
    elif folder in FOLDERS and len(place.parts) > 1:
        _sort_text(path, root, files)
    else:
        files.problems.append(_misplaced(path, root))


def _is_readable_name(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return path.isprintable()


def _sort_media(path: str, root: str, files: Files) -> None:
    if PurePosixPath(path).suffix.lower() in MEDIA:
        files.assets.append(Asset(path, f"/{path}"))
    else:
        files.problems.append(
            Problem(
                f"{root}/{path}",
                0,
                "",
                "Files of this kind are not published from media/.",
                "Move a text to posts/ or pages/; put any other file for readers under extra/.",
            )
        )


def _sort_text(path: str, root: str, files: Files) -> None:
    place = PurePosixPath(path)
    folder = place.parts[0]
    ending = ".yml" if folder == "comments" else ".md"
    if place.suffix == ending and PurePosixPath(place.stem).suffix != ending:
        if len(place.parts) == 2 or folder in _NESTED:
            files.texts.append(path)
        else:
            files.problems.append(_too_deep(path, root))
    elif folder == "posts" and place.suffix.lower() in MEDIA - {".txt"}:
        files.assets.append(Asset(path, f"/{path}"))
    else:
        files.problems.append(_wrong_ending(path, root, ending))


def _too_deep(path: str, root: str) -> Problem:
    place = PurePosixPath(path)
    return Problem(
        f"{root}/{path}",
        0,
        "",
        f"Files of {place.parts[0]}/ stand directly in that folder, and this one is deeper.",
        f"Move it to {root}/{place.parts[0]}/{place.name}",
    )


def _wrong_ending(path: str, root: str, ending: str) -> Problem:
    place = PurePosixPath(path)
    stem = place.name.split(".")[0] or "name"
    return Problem(
        f"{root}/{path}",
        0,
        "",
        f"The name of a file in {place.parts[0]}/ must end in {ending} and nothing else,"
        " so this one would not be published.",
        f"Rename it to {stem}{ending}, or move it to media/ if it is a picture or a download.",
    )


def _misplaced(path: str, root: str) -> Problem:
    place = PurePosixPath(path)
    folders = [*FOLDERS, "media", "extra"]
    if len(place.parts) == 1:
        message = f"A file directly in {root}/ is not published."
        remedy = f"Move it into the folder of its kind: {', '.join(folders)}."
    else:
        message = f'"{place.parts[0]}" is not a folder that is known here.'
        remedy = did_you_mean(near(place.parts[0], folders, 0.6)) or (
            f"The folders are: {', '.join(folders)}."
        )
    return Problem(f"{root}/{path}", 0, "", message, remedy)
