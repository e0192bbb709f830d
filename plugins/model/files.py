"""Which files the content folder holds, and what each of them is."""

from __future__ import annotations

import os
import shlex
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from plugins.model.extra_file import wrong_at_the_root
from plugins.model.file_name import IN_NO_FOLDER, is_left_by_a_machine, visible, wrong_name
from plugins.model.problem import Problem, of_file
from plugins.model.schema import FOLDERS
from plugins.model.spelling import counted, did_you_mean, near

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif")
MEDIA = (
    *PICTURES,
    *(".mp3", ".ogg", ".oga", ".m4a", ".wav", ".mp4", ".webm", ".vtt"),
    *(".pdf", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx"),
    *(".txt", ".epub", ".brf", ".zip"),
)
AT_THE_ROOT = IN_NO_FOLDER | {
    "published.json",
    "old-addresses.txt",
    "forgotten-comments.txt",
    "known-problems.yml",
}
_KNOWN = (*FOLDERS, "media", "extra")
_NESTED = frozenset({"posts"})

Wrong = tuple[str, str]  # what was found and must hold, and how to put it right


class Asset(msgspec.Struct, frozen=True):
    """A file that is copied as it is.

    path: seen from the content folder.
    address: seen from the site's root.
    """

    path: str
    address: str


class Files(msgspec.Struct):
    """All files under the content folder, each in one of these lists, in order of their paths.

    refused: those that `problems` tells of.
    """

    texts: list[str] = []
    assets: list[Asset] = []
    left_by_machines: list[str] = []
    refused: list[str] = []
    problems: list[Problem] = []


def list_files(content: Path, as_before: Collection[str] = ()) -> Files:
    """Sort every file under the content folder by what it is.

    as_before: texts that are known to be as an earlier build found them, which has read them.
    """
    if wrong := _is_not_a_publication(content):
        return Files(problems=[of_file(content.name, *wrong)])
    files = Files()
    paths = sorted(_walk(content, files.problems))
    there = frozenset(paths)
    for path in paths:
        if path in as_before:
            files.texts.append(path)
        else:
            _sort(path, content, files, there)
    strange = Counter(path.partition("/")[0] for path in files.refused if _is_strange(path))
    files.problems += [_unknown_folder(*one, content.name) for one in strange.items()]
    return files


def _is_not_a_publication(content: Path) -> Wrong | None:
    """Message and remedy for a folder that holds something, and nothing that belongs here."""
    names = [name for name in _names_in(content) if not is_left_by_a_machine(name)]
    if not set(names) - AT_THE_ROOT or not set(names).isdisjoint(_KNOWN):
        return None
    known = {name: len(set(_KNOWN) & set(_names_in(content / name))) for name in names}
    best = max(names, key=lambda name: known[name])
    cure = f"Make a folder {content.name}/posts/ for the first post, or name another folder."
    return (
        f"{content} holds none of the folders of a publication: {', '.join(_KNOWN)}.",
        f"Did you mean CONTENT={shlex.quote(str(content / best))}?" if known[best] else cure,
    )


def _names_in(folder: Path) -> list[str]:
    """The names in a folder, in order; none where it cannot be read or is no folder."""
    try:
        return sorted(one.name for one in folder.iterdir())
    except OSError:
        return []


def _walk(content: Path, problems: list[Problem]) -> Iterator[str]:
    def tell(folder: str, message: str, remedy: str = "") -> None:
        place = visible(os.path.relpath(folder, content.parent))
        problems.append(of_file(place, message, remedy))

    def tell_unreadable(wrong: OSError) -> None:
        tell(wrong.filename, f"The folder cannot be read: {wrong.strerror}.")

    met: set[str] = set()  # a link to a folder above it would have no end
    for folder, folders, names in os.walk(content, onerror=tell_unreadable, followlinks=True):
        met.add(os.path.realpath(folder))
        inside = os.path.relpath(folder, content)
        for name in folders.copy():
            linked = os.path.realpath(f"{folder}/{name}")
            if linked in met:
                message = "This folder is a link to one that is read already."
                tell(f"{folder}/{name}", message, "Delete the link.")
            elif not _is_inside(linked, content):
                tell(f"{folder}/{name}", *_link_outside("folder", content.name))
            else:
                continue
            folders.remove(name)
        for name in names:
            yield name if inside == os.curdir else f"{inside}/{name}".replace(os.sep, "/")


def _is_inside(real: str, content: Path) -> bool:
    return Path(real).is_relative_to(os.path.realpath(content))


def _link_outside(noun: str, root: str) -> Wrong:
    """What another's change could publish of the machine that builds it."""
    return (
        f"This {noun} is a link that leads out of {root}/, and only what is inside is published.",
        f"Delete the link, and put the {noun} itself here.",
    )


def _sort(path: str, content: Path, files: Files, there: Collection[str]) -> None:
    """Put one file on its list; there: the paths of all of them."""
    folder, _, rest = path.partition("/")
    if is_left_by_a_machine(path):
        files.left_by_machines.append(visible(path))
    elif _is_strange(path):
        files.refused.append(path)  # told of once for the whole folder
    elif wrong := _what_is_wrong(path, content, there):
        files.refused.append(path)
        files.problems.append(of_file(f"{content.name}/{visible(path)}", *wrong))
    elif path in IN_NO_FOLDER:
        files.texts.append(path)
    elif path in AT_THE_ROOT:
        return
    elif folder in FOLDERS and path.endswith(_ending(folder)):
        files.texts.append(path)
    else:
        files.assets.append(Asset(path, f"/{rest if folder == 'extra' else path}"))


def _is_strange(path: str) -> bool:
    """Whether a file is in a folder that means nothing here."""
    folder, slash, _ = path.partition("/")
    return bool(slash) and folder not in _KNOWN


def _ending(folder: str) -> str:
    return ".yml" if folder == "comments" else ".md"


def _what_is_wrong(path: str, content: Path, there: Collection[str]) -> Wrong | None:
    """Message and remedy for a file that cannot be used; None for one that can."""
    if wrong := wrong_name(path) or wrong_file(f"{content}/{path}", content):
        return wrong
    folder = path.partition("/")[0]
    if path in AT_THE_ROOT or _is_text(path, folder):
        return None
    if folder == path:
        return (
            f"A file directly in {content.name}/ is not published.",
            f"Move it into the folder of its kind: {', '.join(_KNOWN)}.",
        )
    wrong_place = _WRONG_PLACES.get(folder, _wrong_text)
    return wrong_place(PurePosixPath(path), content.name, there)


def _is_text(path: str, folder: str) -> bool:
    """Whether a file is a text of its folder, in the right place: most files are."""
    if folder not in FOLDERS or not path.endswith(ending := _ending(folder)):
        return False
    is_in_place = folder in _NESTED or path.count("/") == 1
    return is_in_place and not path.removesuffix(ending).endswith((ending, "/"))


def wrong_file(file: Path | str, content: Path) -> Wrong | None:
    """Message and remedy for what is no ordinary file, or cannot be read; None for what can."""
    try:
        mode = os.lstat(file).st_mode
        if stat.S_ISLNK(mode):
            if not _is_inside(os.path.realpath(file), content):
                return _link_outside("file", content.name)
            mode = Path(file).stat().st_mode
    except FileNotFoundError:
        return (
            "The file cannot be read: it is a link to nothing.",
            "Add the file, or delete the link.",
        )
    except OSError as wrong:
        return f"The file cannot be read: {wrong.strerror}.", ""
    if not stat.S_ISREG(mode):
        return "This is a device or a pipe, and no file.", "Delete it."
    if not os.access(file, os.R_OK):
        return (
            "The file cannot be read: this account may not.",
            "Upload it again; or, on this computer, let everybody read it: chmod a+r"
            f" {shlex.quote(str(file))}",
        )
    return None


def _wrong_medium(place: PurePosixPath, root: str, _there: Collection[str]) -> Wrong | None:
    if place.suffix.lower() in MEDIA:
        return None
    return (
        "Files of this kind are not published from media/.",
        f"Move a text to {root}/posts/ or {root}/pages/;"
        f" put any other file for readers under {root}/extra/.",
    )


def _wrong_text(place: PurePosixPath, root: str, there: Collection[str]) -> Wrong | None:
    """Message and remedy for a file that is no text of its folder, and no picture of a post."""
    folder, ending, kind = place.parts[0], _ending(place.parts[0]), place.suffix.lower()
    if place.suffix == ending and PurePosixPath(place.stem).suffix != ending:
        return None if len(place.parts) == 2 or folder in _NESTED else _too_deep(place, root, there)
    if folder == "posts" and kind in PICTURES:
        return None
    if folder == "posts" and kind in MEDIA and kind != ".txt":
        return (
            f"Only pictures may stand beside a post, and this is a {kind} file.",
            f"Move it to {root}/media/ if readers should have it; if not, take it out.",
        )
    return (
        f"The name of a file in {folder}/ must end in {ending} and nothing else,"
        " so this one would not be published.",
        _right_ending(place, root, there),
    )


def _right_ending(place: PurePosixPath, root: str, there: Collection[str]) -> str:
    """How to put right a name with another ending; never to a name that another file has."""
    kind, ending = place.suffix.lower(), _ending(place.parts[0])
    to_media = f"ove it to {root}/media/ if it is a picture or a download."
    if kind in MEDIA and kind != ".txt":
        return f"M{to_media}"
    renamed = place.with_name((place.name.split(".")[0] or "name") + ending)
    if str(renamed) in there:
        return f"{renamed.name} is there already: delete the one of the two that is not wanted."
    return f"Rename it to {renamed.name}" + (f", or m{to_media}" if kind == ".txt" else ".")


def _too_deep(place: PurePosixPath, root: str, there: Collection[str]) -> Wrong:
    up = f"{place.parts[0]}/{place.name}"
    return (
        f"Files of {place.parts[0]}/ stand directly in that folder, and this one is deeper.",
        f"{root}/{up} is there already: rename this one, and move it up beside that."
        if up in there
        else f"Move it to {root}/{up}",
    )


_WRONG_PLACES = {"media": _wrong_medium, "extra": wrong_at_the_root}


def _unknown_folder(folder: str, files: int, root: str) -> Problem:
    message = (
        f'"{visible(folder)}" is not a folder that is known here,'
        f" so nothing in it is published ({counted(files, 'file')})."
    )
    remedy = did_you_mean(near(folder, _KNOWN, 0.6)) or f"The folders are: {', '.join(_KNOWN)}."
    return of_file(f"{root}/{visible(folder)}", message, remedy)
