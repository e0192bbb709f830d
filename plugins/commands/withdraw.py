"""Withdraw a post: `python -m plugins.commands.withdraw --post POST --reason "..."`.

POST is its file, the last part of its address, or its address. Its file is changed; readers see it
with the next `make publish`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from plugins.model.day import NotADay, read_day, written
from plugins.model.encoding import MOST_BYTES
from plugins.model.files import list_files
from plugins.model.known_settings import read_settings
from plugins.model.likeness import FileNames
from plugins.model.place import quoted
from plugins.model.problem import errors, report
from plugins.model.reading import read_entry
from plugins.model.replacement import replace_file
from plugins.model.settings import Settings
from plugins.model.spelling import did_you_mean, join_words, slugify
from plugins.model.withdrawal import NotWithdrawn, Withdrawal, one_line, withdraw
from plugins.process import CANNOT_RUN, run
from plugins.typed_settings import PELICANS, typed_settings


def main(arguments: list[str] | None = None) -> int:
    """Withdraw; returns 0 if the post is withdrawn, else 2. Whatever else is wrong, stays so."""
    parser = argparse.ArgumentParser(prog="withdraw", description=__doc__)
    parser.add_argument("--post", default="", help="its file, or its address")
    parser.add_argument("--reason", default="", help="what readers are told, in a sentence")
    parser.add_argument("--on", default="", metavar="DAY", help="the day, if it is not today")
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    given = parser.parse_args(arguments)
    settings = _settings(given.settings, given.content)
    try:
        print(_withdraw(given, settings))
    except (NotWithdrawn, NotADay) as wrong:
        print(wrong, file=sys.stderr)
        return CANNOT_RUN
    except OSError as wrong:
        what = f"{wrong.filename or given.post} cannot be read or written: {wrong.strerror}"
        print(f"{what}. Nothing was changed.", file=sys.stderr)
        return CANNOT_RUN
    return 0


def _settings(file: Path, content: Path) -> Settings:
    """The settings; only those that tell which day it is must be right. Ends with 2 otherwise."""
    values = typed_settings(file, content, Path("output"), {})
    settings, problems = read_settings(values, str(file), PELICANS)
    if told := [one for one in errors(problems) if one.field in {"TODAY", "TIMEZONE"}]:
        print(report(told), file=sys.stderr)
        raise SystemExit(CANNOT_RUN)
    return settings


def _withdraw(given: argparse.Namespace, settings: Settings) -> str:
    """Do it, and say what was done. Raises NotWithdrawn, NotADay and OSError."""
    if not given.post.strip():
        raise NotWithdrawn('Say which post: make withdraw POST=content/posts/... REASON="..."')
    on = read_day(given.on).date if given.on else settings.today
    if on > settings.today:
        raise NotWithdrawn(f"{written(on)} is still to come. Leave the day out for today.")
    reason = one_line(given.reason)
    path = find_post(given.content, given.post.strip(), settings)
    file = _real(given.content / path, given.content)
    data = file.read_bytes()
    done = withdraw(path, data, reason, on, settings, given.content.name)
    if done.data != data:
        replace_file(file, done.data)
    return _told(str(given.content / path), done, reason)


def _told(place: str, done: Withdrawal, reason: str) -> str:
    """What was done, and what to do next."""
    problems = f"\n{report(done.problems)}\n" if done.problems else ""
    if not done.written:
        day = written(done.status.on.date) if done.status.on else ""
        told = f"{place} was withdrawn before, on {day}, so nothing was changed."
        if done.status.reason != reason:
            told += f"\nIts reason stays {quoted(done.status.reason)}; another can be typed there."
        return told
    old = f"\nin place of\n\n{done.replaced.rstrip()}\n" if done.replaced else ""
    return (
        f"{place} is withdrawn. These lines are new in it:\n\n{done.written.rstrip()}\n{old}"
        f"{problems}\nIts address will say so once the site is published: make publish\n"
        "(or commit the file and push it). Its text stays in the file, and in git's history."
    )


def find_post(content: Path, wanted: str, settings: Settings) -> str:
    """The file of a post, seen from the content folder.

    wanted: its path, from here or from the content folder; its slug; or its address.
    Raises NotWithdrawn where there is none, or more than one, and for what is no post.
    """
    for folder in (Path(), content, content / "posts"):
        if os.path.isfile(folder / wanted):  # noqa: PTH113 - Path's own fails for a long name
            return _inside(folder / wanted, content)
    files = [path for path in list_files(content).texts if path.startswith("posts/")]
    slug = _slug_in(wanted)
    found = [path for path in files if slug and _has_slug(content, path, slug, settings)]
    if len(found) == 1:
        return found[0]
    if found:
        both = join_words((f"{content}/{path}" for path in found), "or")
        raise NotWithdrawn(f"{quoted(wanted)} may be {both}. Name the file that is meant.")
    alike = (f"{content}/{path}" for path in FileNames(files).alike(wanted))
    raise NotWithdrawn(f"There is no post {quoted(wanted)}. {did_you_mean(alike)}".rstrip())


def _inside(file: Path, content: Path) -> str:
    """A post's file as seen from the content folder."""
    path = os.path.relpath(file, content).replace(os.sep, "/")
    if not path.startswith("posts/") or not path.endswith(".md"):
        raise NotWithdrawn(
            f"{file} is no post, and only posts can be withdrawn."
            f" A post is a file in {content}/posts/ that ends in .md."
        )
    return path


def _slug_in(wanted: str) -> str:
    """The slug in an address of a post, or that is given alone; "" where it is neither."""
    address = wanted.partition("://")[2] or wanted
    path = unquote(re.split("[?#]", address, maxsplit=1)[0])
    *folders, last = [part for part in path.split("/") if part not in {"", "index.html"}] or [""]
    return slugify(last) if folders[-1:] == ["posts"] or "/" not in wanted else ""


def _has_slug(content: Path, path: str, slug: str, settings: Settings) -> bool:
    """Whether a post has this slug; one that names it nowhere is not read as a whole."""
    with (content / path).open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if slug not in slugify(PurePosixPath(path).stem) and slug.encode() not in data:
        return False
    return read_entry(path, data, settings, content.name).slug == slug


def _real(file: Path, content: Path) -> Path:
    """The file itself, where a link leads to it."""
    real = Path(os.path.realpath(file))
    if not real.is_relative_to(os.path.realpath(content)):
        raise NotWithdrawn(
            f"{file} is a link that leads out of {content}, to {real}, so it is left alone."
            " Put the file itself in its place."
        )
    return real


if __name__ == "__main__":
    run(main)
