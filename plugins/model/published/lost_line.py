"""Hold that the ledger has every line that it ever had: git remembers those taken out."""

from __future__ import annotations

from pathlib import Path

import msgspec

from plugins.model.problem import Problem
from plugins.model.published.ledger import FILE, Ledger, Published
from plugins.model.repository.git import GitFailed, ask_git

# What left the file in any commit of this branch, and since the last of them.
_PLAIN = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv")
_LOG = ("log", "--first-parent", "-m", "-p", *_PLAIN, "--format=", "HEAD", "--", FILE)
_DIFF = ("diff", *_PLAIN, "HEAD", "--", FILE)
_LINE = msgspec.json.Decoder(Published)


def check_holds_all_lines(ledger: Ledger, content: Path) -> list[Problem]:
    """Hold that no line was taken out; nothing is said where there is no git to ask.

    ledger: as it is now.
    content: its folder, in a git repository or not.
    """
    try:
        said = ask_git(content, *_LOG) + ask_git(content, *_DIFF)
    except GitFailed:
        return []
    held = set(ledger.lines)
    lost = sorted(set(_taken_out(said)) - held)
    if not lost:
        return []
    path = f"{content.name}/{FILE}"
    what = f"the line of {lost[0].address}" + (f" and {len(lost) - 1} more" if lost[1:] else "")
    message = f"The ledger of what was published has lost {what}: nobody takes lines out of it."
    remedy = (
        "Bring the file back. On the web page: open it, then its History, then the version before"
        f" the one that took them out, and copy that. Or run: git checkout <commit> -- {path}\n"
        "(If you began anew with a content of your own, say so in old-addresses.txt:"
        " * gone 2026-11-21 We began anew.)"
    )
    return [Problem(path, 0, "", message, remedy)]


def _taken_out(said: str) -> list[Published]:
    """The ledger's lines that git shows as taken out."""
    found: list[Published] = []
    for line in said.split("\n"):
        if line.startswith('-{"address"'):
            try:
                found.append(_LINE.decode(line[1:].rstrip(",\r").encode()))
            except msgspec.MsgspecError:
                continue  # a line that never was one: it is told where it stands
    return found
