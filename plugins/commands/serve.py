"""Show the site on this computer, and build it again whenever a file is saved.

`python -m plugins.commands.serve`: each build runs in a fresh process, so it is the very build of
`make build`. While something is wrong, the problems are printed and the last good site stays. What
is built here is a preview, beside the site of `make build`: at the server's root, whatever path
SITEURL has, and with --drafts it holds drafts.
"""

from __future__ import annotations

import argparse
import errno
import mimetypes
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from watchfiles import watch

from plugins.process import CANNOT_RUN, run

LOOK_AGAIN = 250  # milliseconds
# What Python's table lacks, or a machine's own may have otherwise.
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
NO_SITE = b"There is no site yet: the problems stand in the window where it was started.\n"


class Answer(NamedTuple):
    """What a request gets."""

    status: HTTPStatus
    content_type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    location: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, serve and watch until Ctrl-C; the exit status: 0, or 2 if it could not run."""
    options = _options(arguments)
    output = preview_of(options.output)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # end as cleanly as after Ctrl-C
    try:
        server = serving(output, options.host, options.port)
    except OSError as error:
        print(_no_server(error, options.host, options.port), file=sys.stderr)
        return CANNOT_RUN
    with server:
        try:
            return _build_and_watch(server, _build_command(options, output), options)
        except KeyboardInterrupt:
            print("\nStopped.")
            return 0


def preview_of(output: Path) -> Path:
    """Where the preview of a site is built: `output-preview` for `output`."""
    return output.with_name(f"{output.name}-preview")


def serving(output: Path, host: str, port: int) -> ThreadingHTTPServer:
    """A server of the site at `output`, which may be switched or missing at any time.

    Raises OSError if the address cannot be had.
    """
    return ThreadingHTTPServer((host, port), partial(SiteHandler, output))


class SiteHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD with the files of a site."""

    def __init__(self, output: Path, *args: Any) -> None:
        self.output = output
        super().__init__(*args)

    def do_GET(self) -> None:
        """Send a file."""
        answer = answer_to(self.output, self.path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-cache")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            with suppress(ConnectionError):  # a reader may leave before the page has come
                self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - http.server names it

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002 - http.server passes it
        """Tell of what was not found, and of nothing else."""
        if code == HTTPStatus.NOT_FOUND:
            print(f"Not found: {self.path}", flush=True)


def answer_to(output: Path, request: str) -> Answer:
    """What the site shows at an address.

    output: the site; a link is followed anew each time, so that a switch shows at once.
    request: the request's target, "/posts/a/?x=1".
    """
    site = output.resolve()
    if not site.is_dir():
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, body=NO_SITE)
    try:
        return _answer_in(site, unquote(urlsplit(request).path))
    except (OSError, ValueError):  # no such file, or no name that a file can have
        return _not_found(site)


def _answer_in(site: Path, address: str) -> Answer:
    asked = (site / address.lstrip("/")).resolve()
    if not asked.is_relative_to(site):
        raise FileNotFoundError(address)
    if asked.is_dir() and not address.endswith("/"):
        folder = asked.relative_to(site).as_posix()
        return Answer(HTTPStatus.MOVED_PERMANENTLY, location=f"/{quote(folder)}/")
    file = asked / "index.html" if address.endswith("/") else asked
    return Answer(HTTPStatus.OK, content_type(file), file.read_bytes())


def _not_found(site: Path) -> Answer:
    page = site / "404.html"
    if page.is_file():
        return Answer(HTTPStatus.NOT_FOUND, content_type(page), page.read_bytes())
    return Answer(HTTPStatus.NOT_FOUND, body=b"There is no page at this address.\n")


def content_type(file: Path) -> str:
    """The media type of a file by its name, text as UTF-8 (RFC 9110, 8.3)."""
    media_type = TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0]
    media_type = media_type or "application/octet-stream"
    is_text = media_type.startswith("text/") or media_type.endswith(("xml", "json"))
    return f"{media_type}; charset=utf-8" if is_text else media_type


def _build_and_watch(
    server: ThreadingHTTPServer, command: list[str], options: argparse.Namespace
) -> int:
    saves = changes(options.content, options.settings)
    next(saves)  # watching has begun: what is saved during the first build is built next
    status = subprocess.run(command, check=False).returncode  # noqa: S603 - our own command
    if status == CANNOT_RUN:
        return status
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        print(f"See http://{options.host}:{server.server_port}/ (Ctrl-C ends this).", flush=True)
        for _ in saves:
            print("\nSomething was saved: building again ...", flush=True)
            subprocess.run(command, check=False)  # noqa: S603 - our own command
    finally:
        server.shutdown()
    return 0


def changes(content: Path, settings: Path) -> Iterator[None]:
    """Yield once when watching has begun, then whenever content, theme, code or settings change.

    Settings files are looked at again and again: many editors replace a file when they save it, and
    a watched file that is replaced is watched no more.
    """
    folders = [folder for folder in (content, Path("theme"), Path("plugins")) if folder.is_dir()]
    seen = None
    for changed in watch(*folders, rust_timeout=LOOK_AGAIN, yield_on_timeout=True):
        now = _moments(settings)
        if changed or now != seen:
            seen = now
            yield


def _moments(settings: Path) -> dict[Path, float]:
    """When the settings file, and those beside it that it may import, were last saved."""
    moments = {}
    for file in settings.absolute().parent.glob("*.py"):
        with suppress(FileNotFoundError):  # it is being replaced
            moments[file] = file.stat().st_mtime
    return moments


def _build_command(options: argparse.Namespace, output: Path) -> list[str]:
    places = ["--content", options.content, "--output", output, "--settings", options.settings]
    command = [sys.executable, "-m", "plugins.commands.build", "--preview", *map(str, places)]
    return [*command, "--drafts"] if options.drafts else command


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


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("plugins.commands.serve", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"))
    parser.add_argument("--output", type=Path, default=Path("output"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8000)
    parser.add_argument("--drafts", action="store_true", help="show drafts too, marked as such")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    run(main, has_peers=True)
