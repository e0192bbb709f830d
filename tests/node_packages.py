"""What comes from npm for tests and measurements: pinned with hashes, kept in a cache.

The lock file names no address, so that npm takes the packages from wherever it is set up to.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from tests.once import locked

LOCKS = ("package.json", "package-lock.json", ".npmrc")


class NotInstalledError(Exception):
    """npm is missing, or could not install; in words."""


def node_packages(folder: Path, cache: Path) -> Path:
    """The folder `node_modules` with what the lock in a folder names; installed where it is not.

    cache: where it is kept, under a name made of the lock's bytes.
    Raises NotInstalledError.
    """
    data = b"".join((folder / name).read_bytes() for name in LOCKS)
    place = cache / f"node-{hashlib.sha256(data).hexdigest()[:12]}"
    cache.mkdir(parents=True, exist_ok=True)
    with locked(cache / "lock"):
        if not (place / "ready").exists():
            _install(folder, place)
            (place / "ready").touch()
    return place / "node_modules"


def _install(folder: Path, place: Path) -> None:
    npm = shutil.which("npm")
    if not npm:
        raise NotInstalledError("npm is not installed (Debian: apt install npm)")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name in LOCKS:
        shutil.copy(folder / name, place)
    done = subprocess.run(
        [npm, "ci", "--loglevel=error", "--ignore-scripts"],
        cwd=place,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        said = " ".join(f"{done.stdout}{done.stderr}".split())
        raise NotInstalledError(
            f"npm could not install what {folder.name}/package.json names: {said}"
        )
