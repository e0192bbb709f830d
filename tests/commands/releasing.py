"""What the tests of deploy and rollback share: small sites, and the commands as they are typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.running import ROOT, environment

PROGRAMS = ("sh", "date", "cat", "mkdir", "rm", "mv", "ln", "readlink", "flock", "perl", "rsync")
TOO_LONG = 60  # seconds
# A server that this computer plays: it has the programs of `bin`, a folder beside, and no others.
PLAYED = """\
#!/bin/sh
while [ "$1" != played ]; do shift; done
shift
PATH={bin}
{greeting}
exec /bin/sh -c "$*"
"""


def make_site(folder: Path, **pages: str) -> Path:
    """A site for readers, behind a link as `make publish` leaves it."""
    site = folder / "public"
    tree = folder / ".public.trees" / "a"
    if not site.is_symlink():
        tree.mkdir(parents=True)
        (tree / ".hosts").mkdir()
        site.symlink_to(".public.trees/a")
    (tree / "index.html").write_text("<h1>Croeso</h1>", encoding="utf-8")
    for name, text in pages.items():
        (tree / name).mkdir(exist_ok=True)
        (tree / name / "index.html").write_text(text, encoding="utf-8")
    return site


def typed(name: str, target: str, *more: str) -> list[str]:
    return [sys.executable, "-m", f"plugins.commands.{name}", "--target", target, *more]


def deploy(site: Path, target: object, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Deploy without a question."""
    return run(typed("deploy", str(target), "--site", str(site), "--yes", *more), **env)


def roll_back(target: object, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Roll back without a question."""
    return run(typed("rollback", str(target), "--yes", *more), **env)


def run(command: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TOO_LONG,
        check=False,
    )


def done(result: subprocess.CompletedProcess[str]) -> str:
    """What a command says that did what it should."""
    assert (result.returncode, result.stderr) == (0, ""), result.stderr
    return result.stdout


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The line or two of a command that could not do it."""
    assert result.returncode == 2, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert 1 <= len(result.stderr.splitlines()) <= 2, result.stderr
    return result.stderr


def releases(target: Path) -> list[str]:
    """The names of what stands in releases/, half or whole, the oldest first."""
    folder = target / "releases"
    names = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    return sorted(names, key=lambda name: int(name.rpartition("-")[2].removesuffix(".part")))


def shown(target: Path) -> str:
    """The name of the release that readers see."""
    link = (target / "current").readlink()
    assert link.parent == Path("releases")
    return link.name


def page(target: Path, name: str) -> str:
    return (target / "current" / name / "index.html").read_text(encoding="utf-8")


def played_server(folder: Path, *lacking: str, greeting: str = "", **instead: str) -> str:
    """An ssh command to a server that lacks some programs, or has others instead of them."""
    programs = folder / "bin"
    programs.mkdir(parents=True)
    for name in PROGRAMS:
        if name in instead:
            _script(programs / name, instead[name])
        elif name not in lacking:
            path = next(p / name for p in map(Path, ("/usr/bin", "/bin")) if (p / name).exists())
            (programs / name).symlink_to(path)
    _script(folder / "played-ssh", PLAYED.format(bin=programs, greeting=greeting))
    return str(folder / "played-ssh")


def slow_rsync(folder: Path) -> dict[str, str]:
    """An environment in which rsync sends 500 kB a second."""
    folder.mkdir()
    _script(folder / "rsync", '#!/bin/sh\nexec /usr/bin/rsync --bwlimit=500 "$@"\n')
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def _script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
