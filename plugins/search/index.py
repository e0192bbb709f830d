"""Pagefind's index of built pages, made anew only where what it holds would be another.

Pagefind (https://pagefind.app, MIT licence) is a program that PyPI's pagefind-bin brings along for
Linux, macOS and Windows on usual processors. What of a page it reads, the templates mark by
attributes that begin with data-pagefind.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGE = "pagefind_bin"
_NAMED = re.compile(rb"<html\b[^>]*>|<meta\b[^>]*\sdata-pagefind-[^>]*>")
_BODY = re.compile(rb"<(\w+)\b[^>]*\sdata-pagefind-body\b[^>]*>")
# What a page of another site could show the index with, and a worker; js/search.js is ours.
_NOT_NEEDED = re.compile(r"pagefind-(?:component-ui|highlight|modular-ui|ui|worker)\.(?:js|css)")
_LICENCE = Path(__file__).with_name("pagefind-licence.txt")
_TEXTS, _NEW = "texts", "new"  # folders beside the index while it is made
_TOO_LONG = 600  # seconds; 1,000 posts take a few


class NotIndexed(Exception):  # noqa: N818 - it is named for what an editor reads
    """There can be no index; the text says why and what to do."""


def find_program() -> Path:
    """Where Pagefind is. Raises NotIndexed where it is not."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        system = os.uname()
        raise NotIndexed(
            f"Pagefind, which makes its index, is not installed, or not to be had for"
            f" {system.sysname} on {system.machine}. Everything else is as it should be."
        ) from None


def kept_index(site: Path, pages: Iterable[str], kept: Path, lang: str = "") -> Path:
    """The folder of the index of some pages, which is made only if it is not kept already.

    site: the folder of the built pages. pages: their names, seen from it, in order: it may hold
        others, which are about to be taken away.
    kept: the folder to keep one index in; it need not be there.
    lang: of the texts, where it is not the one that the pages speak; its words have other endings.
    Raises NotIndexed where Pagefind fails, OSError where a file cannot be read or written.
    """
    texts = texts_of(site, pages)
    index = kept / _digest(texts, lang)
    if not index.is_dir():
        shutil.rmtree(kept, ignore_errors=True)
        _make(texts, kept, lang)
        (kept / _NEW).rename(index)  # at once: a build that is killed leaves no half of an index
        shutil.rmtree(kept / _TEXTS)
    return index


def texts_of(site: Path, pages: Iterable[str]) -> dict[str, bytes]:
    """All that Pagefind is to read of some pages, by their names; nothing of any other page."""
    texts: dict[str, bytes] = {}
    for name in pages:
        html = (site / name).read_bytes()
        if b"data-pagefind-body" in html:
            texts[name] = b"\n".join([b"<!doctype html>", *_NAMED.findall(html), *_bodies(html)])
    return texts


def _digest(texts: Mapping[str, bytes], lang: str) -> str:
    """A word for some texts, and for what makes an index of them."""
    whole = hashlib.sha256(f"{_version()}\n{_LICENCE.read_text('utf-8')}{lang}".encode())
    for name, text in texts.items():
        whole.update(b"\0".join([b"", name.encode(), text]))
    return whole.hexdigest()[:32]


def _bodies(html: bytes) -> Iterator[bytes]:
    """The elements that Pagefind reads."""
    for found in _BODY.finditer(html):
        depth = 0
        for tag in re.compile(rb"<(/?)%s\b[^>]*>" % found[1]).finditer(html, found.start()):
            depth += -1 if tag[1] else 1
            if not depth:
                yield html[found.start() : tag.end()]
                break


def _make(texts: Mapping[str, bytes], kept: Path, lang: str) -> None:
    """Let Pagefind index texts; a settings file or a variable of somebody's means nothing here."""
    site, new = kept / _TEXTS, kept / _NEW
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(text)
    command = [str(find_program()), "--site", str(site), "--output-path", str(new), "--quiet"]
    command += ["--force-language", lang] if lang else []
    ours = {name: value for name, value in os.environ.items() if "PAGEFIND" not in name}
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=kept, env=ours, capture_output=True, timeout=_TOO_LONG, check=False
        )
    except OSError as wrong:
        raise NotIndexed(f"Pagefind cannot be run ({wrong.strerror}).") from wrong
    except subprocess.TimeoutExpired:
        raise NotIndexed(f"Pagefind took more than {_TOO_LONG} seconds.") from None
    if done.returncode:
        *_, last = [b"", *done.stdout.split(b"\n"), *done.stderr.strip().split(b"\n")]
        raise NotIndexed(f"Pagefind failed ({last.decode(errors='replace').strip()}).")
    for file in new.iterdir():
        if _NOT_NEEDED.fullmatch(file.name):
            file.unlink()
    shutil.copyfile(_LICENCE, new / "licence.txt")


def _version() -> str:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return ""
