"""Publish the site: `python -m plugins.commands.publish`."""

from __future__ import annotations

import argparse
import signal
from pathlib import Path

from plugins.publication import open_publication
from plugins.publishing import publish


def main(arguments: list[str] | None = None) -> int:
    """Publish; see `plugins.publishing.publish` for the exit status."""
    parser = argparse.ArgumentParser(prog="publish", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("public"))
    parser.add_argument("--settings", type=Path, default=Path("publishconf.py"))
    given = parser.parse_args(arguments)
    return publish(open_publication(given.settings, given.content, given.output, publishing=True))


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `make publish | head` is nothing to tell of
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:  # by Ctrl-C: the site is as it was
        raise SystemExit(130) from None
