"""Show the site on this computer, and build it again whenever a file is saved.

`python -m plugins.commands.serve`: a page that is open in a browser shows by itself what was saved.
While something is wrong it says what, as the terminal does, and the last good site stays. What is
built here is a preview, beside the site of `make build`: at the server's root, whatever path
SITEURL has, and with --drafts it holds drafts.
"""

from __future__ import annotations

import argparse
import errno
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from plugins.process import CANNOT_RUN, run
from plugins.serving.builder import Builder
from plugins.serving.live import Live
from plugins.serving.server import serving
from plugins.serving.watching import saves

LOOK_FOR_END = 0.1  # seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, serve and watch until Ctrl-C; the exit status: 0, or 2 if it could not run."""
    options = options_of(arguments)
    live = Live(preview_of(options.output))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # end as cleanly as after Ctrl-C
    try:
        server = serving(live, options.host, options.port)
    except OSError as error:
        print(_no_server(error, options.host, options.port), file=sys.stderr)
        return CANNOT_RUN
    try:
        with server, Builder(_build_command(options, live.output)) as builder:
            threading.Thread(target=server.serve_forever, args=(LOOK_FOR_END,), daemon=True).start()
            try:
                return _build_and_watch(builder, live, server.server_port, options)
            finally:
                server.shutdown()
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


def preview_of(output: Path) -> Path:
    """Where the preview of a site is built: `output-preview` for `output`."""
    return output.with_name(f"{output.name}-preview")


def _build_and_watch(builder: Builder, live: Live, port: int, options: argparse.Namespace) -> int:
    watched = saves(options.content, options.settings, lambda: live.beside)
    next(watched)  # watching has begun: what is saved during the first build is built next
    _build(builder, live)
    if not (options.content.is_dir() and options.settings.is_file()):
        return CANNOT_RUN  # as has been said; no save can mend what is not watched
    print(f"See http://{options.host}:{port}/ (Ctrl-C ends this).", flush=True)
    for save in watched:
        print("\nSomething was saved: building again ...", flush=True)
        if save.is_code:
            builder.replace()
        _build(builder, live, save.files)
    return 0


def _build(builder: Builder, live: Live, saved: Sequence[str] = ()) -> None:
    outcome = builder.build(live.show_pages, saved)
    live.show_outcome(outcome)
    if outcome.status == CANNOT_RUN:
        print("Put that right, then save any file to build again.", flush=True)


def _build_command(options: argparse.Namespace, output: Path) -> list[str]:
    places = ["--content", options.content, "--output", output, "--settings", options.settings]
    command = [sys.executable, "-m", "plugins.serving.resident", *map(str, places)]
    return [*command, *(f"--{name}" for name in ("drafts", "search") if getattr(options, name))]


def _no_server(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use, perhaps by another `make serve`."
            f" Stop that, or choose another port: make serve PORT={port + 1}"
        )
    return f"{host}, port {port}, cannot be served from ({error.strerror}). Choose HOST= and PORT=."


def _port(text: str) -> int:
    if text.isdecimal() and int(text) < 2**16:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a port; 8000 is one")


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser("plugins.commands.serve", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("output"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8000)
    parser.add_argument("--drafts", action="store_true", help="show drafts too, marked as such")
    parser.add_argument("--search", action="store_true", help="make the search index too")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    run(main, has_peers=True)
