"""What ssh, rsync and the server's commands say when they fail, in a maintainer's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.releases import ReleaseProblem
from plugins.releases.destination import Destination

# {name}: the host; {host}: with the user; {folder}: the folder there.
_WORDS = [
    (
        "REMOTE HOST IDENTIFICATION HAS CHANGED",
        "{name} shows another key than before: it was set up anew, or somebody stands in between."
        " Ask who runs it. Only if they confirm it: ssh-keygen -R {name}, then: ssh {host}",
    ),
    (
        "Host key verification failed",
        "The key of {name} is not known on this computer."
        " Connect once by hand (ssh {host}), compare what it shows, and answer yes.",
    ),
    (
        r"Permission denied \(|Too many authentication failures",
        "{name} did not accept your key."
        " Put your public key there (ssh-copy-id {host}); if it has a passphrase: ssh-add",
    ),
    (
        "Could not resolve hostname",
        "There is no host {name}, or this computer is offline. Look at the name in TARGET.",
    ),
    (
        "Connection refused|timed out|No route to host|Network is unreachable|banner exchange",
        "{name} cannot be reached: {last}. Look at the name, the port (SSH=) and your network.",
    ),
    (
        "No space left on device|Disk quota exceeded|File too large",
        "The disk of {name} is full. Make room there, then deploy again.",
    ),
    (
        "rsync ended with code 11$",  # "Error in file I/O" (man rsync)
        "The disk of {name} is full, most likely: rsync could not write there, and said no more."
        " Make room there, then deploy again.",
    ),
    (
        "perl: not found|perl: No such file|cannot be locked",
        "{name} lacks perl, which is needed there, as its own commands can do too little."
        " Install perl on it.",
    ),
    (
        "rsync: (command )?not found|rsync: No such file|rsync: inaccessible|lacks rsync",
        "{name} has no rsync. Install rsync on it.",
    ),
    (
        "protocol version mismatch",
        "{name} says something whenever somebody logs in, and rsync cannot work with that."
        " Look for echo in .bashrc and the like there.",
    ),
    (
        "Permission denied|Operation not permitted|Read-only file system",
        "{folder} may not be written by you: {last}. Get the right to write there.",
    ),
    (
        "can't cd to|Not a directory|File exists",
        "{folder} is no folder that you may use: {last}.",
    ),
    (
        "closed by|Connection reset|Broken pipe|unexpectedly closed|not responding|lost connection",
        "The connection to {name} was lost. Deploy again: what was half sent is cleared away.",
    ),
    ("", "{name} could not do it: {last}."),
]


def failure(destination: Destination, said: str) -> ReleaseProblem:
    """What went wrong on a server, made of all that the programs said."""
    lines = [line.strip() for line in said.splitlines() if _tells(line)]
    return in_our_words(
        said,
        _WORDS,
        name=destination.name,
        host=destination.host or destination.name,
        folder=destination.folder,
        last=lines[-1].rstrip(".\r") if lines else "it ended without a word",
    )


def in_our_words(said: str, words: Sequence[tuple[str, str]], **names: str) -> ReleaseProblem:
    """What went wrong, in the first sentence whose pattern fits what a program said.

    words: patterns and sentences, the last of which fits all. names: what the sentences speak of.
    """
    sentence = next(sentence for pattern, sentence in words if re.search(pattern, said))
    return ReleaseProblem(sentence.format(**names))


def _tells(line: str) -> bool:
    """Whether a line says what went wrong, and not just that something did."""
    return bool(line.strip()) and not re.match(r"rsync (error|warning): |\(see the rsync", line)
