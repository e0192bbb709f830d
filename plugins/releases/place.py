"""A folder of this computer that a site may be put into: one of its own."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.model.published.ledger import FILE as LEDGER
from plugins.releases import ReleaseProblem
from plugins.releases.destination import Destination

_CONTENT = ("posts", "pages")  # folders that stand side by side in the content of a publication


def check_place(site: Path, destination: Destination) -> None:
    """Hold that a site is put into no folder that is there for something else.

    Raises ReleaseProblem for one in the content or in a built site, and for one that holds
    anything but what `deploy` has made. Of a server only its own shell can tell.
    """
    if destination.host:
        return
    folder = Path(os.path.realpath(destination.path))
    if folder.is_relative_to(site):
        raise _refused(destination, "lies in the site itself")
    for above in (folder, *folder.parents):
        if _is_content(above):
            raise _refused(destination, f"lies in the content of a publication, {above}")
        if above.name.startswith(".") and above.name.endswith(".trees"):
            raise _refused(destination, f"lies in {above}, where sites are built")
    if strange := _strange(folder):
        raise _refused(destination, f"is used for something else: it holds {strange}")


def _refused(destination: Destination, why: str) -> ReleaseProblem:
    return ReleaseProblem(
        f"TARGET {destination.path} {why}. Choose a folder that is empty, or a new one."
    )


def _is_content(folder: Path) -> bool:
    # Path's own fails in a folder that one may not look into.
    has_both = all(os.path.isdir(folder / name) for name in _CONTENT)  # noqa: PTH112
    return has_both or os.path.lexists(folder / LEDGER)


def _strange(folder: Path) -> str:
    """What a folder holds where `deploy` made nothing, the first by its name; "" for nothing."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:  # there is none yet, or what the shell says later tells why it cannot be used
        return ""
    return "" if os.path.lexists(folder / "releases/.ours") else next(iter(names), "")
