"""`make serve` shows the site as a web server would, and builds it again on every change."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.commands.serve import content_type, preview_of, serving

ROOT = Path(__file__).parents[2]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages, a feed and a "not found" page, behind a link as a build leaves it."""
    tree = tmp_path / ".output.trees" / "a"
    (tree / "posts" / "tea & talk").mkdir(parents=True)
    (tree / "index.html").write_text("<h1>Croeso i Tŷ Newydd</h1>", encoding="utf-8")
    (tree / "posts" / "tea & talk" / "index.html").write_text("<h1>Tea</h1>", encoding="utf-8")
    (tree / "404.html").write_text("<h1>Not here</h1>", encoding="utf-8")
    (tree / "feed.xml").write_text("<rss/>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "output").symlink_to(".output.trees/a")
    return tmp_path / "output"


@pytest.fixture
def server(site: Path) -> Iterator[ThreadingHTTPServer]:
    with serving(site, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server: ThreadingHTTPServer, path: str, method: str = "GET") -> http.client.HTTPResponse:
    return ask_port(server.server_port, path, method)


def ask_port(port: int, path: str, method: str = "GET") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path)
    response = connection.getresponse()
    response.body = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def body(response: http.client.HTTPResponse) -> str:
    content: bytes = response.body  # type: ignore[attr-defined]
    return content.decode()


def test_a_folder_shows_its_index(server: ThreadingHTTPServer) -> None:
    response = ask(server, "/?from=mail")
    assert (response.status, body(response)) == (200, "<h1>Croeso i Tŷ Newydd</h1>")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert body(ask(server, "/posts/tea%20%26%20talk/")) == "<h1>Tea</h1>"


def test_a_folder_without_its_slash_redirects_to_it(server: ThreadingHTTPServer) -> None:
    response = ask(server, "/posts/tea%20%26%20talk")
    assert (response.status, response.headers["Location"]) == (301, "/posts/tea%20%26%20talk/")


def test_a_redirect_never_leads_to_another_site(server: ThreadingHTTPServer) -> None:
    assert ask(server, "//posts").headers["Location"] == "/posts/"


def test_head_sends_no_body(server: ThreadingHTTPServer) -> None:
    response = ask(server, "/feed.xml", "HEAD")
    assert (response.status, response.headers["Content-Length"], body(response)) == (200, "6", "")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing-here/",
        "/posts/",  # a folder without an index is not listed
        "/index.html/",
        "/../secret.txt",
        "/posts/../../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "//etc/passwd",
        "/a%00b",
        "/" + "long" * 200,
        "/%ff%fe",
    ],
)
def test_what_is_not_in_the_site_is_not_found(server: ThreadingHTTPServer, path: str) -> None:
    response = ask(server, path)
    assert (response.status, body(response)) == (404, "<h1>Not here</h1>")
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_link_out_of_the_site_is_not_followed(server: ThreadingHTTPServer, site: Path) -> None:
    (site / "way-out.txt").symlink_to(site.parent / "secret.txt")
    assert ask(server, "/way-out.txt").status == 404


def test_a_switch_shows_at_once(server: ThreadingHTTPServer, site: Path) -> None:
    new = site.parent / ".output.trees" / "b"
    new.mkdir()
    (new / "index.html").write_text("<h1>New</h1>", encoding="utf-8")
    (site.parent / "next").symlink_to(".output.trees/b")
    (site.parent / "next").replace(site)
    assert body(ask(server, "/")) == "<h1>New</h1>"
    assert body(ask(server, "/nothing-here/")) == "There is no page at this address.\n"


def test_without_a_site_the_server_says_so(server: ThreadingHTTPServer, site: Path) -> None:
    site.unlink()
    response = ask(server, "/")
    assert (response.status, body(response).split(":")[0]) == (503, "There is no site yet")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("base.css", "text/css; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("bus.SVG", "image/svg+xml; charset=utf-8"),
        ("bus.png", "image/png"),
        ("letters.woff2", "font/woff2"),
        ("en.pf_index", "application/octet-stream"),
    ],
)
def test_a_file_is_sent_as_what_it_is(name: str, expected: str) -> None:
    assert content_type(Path(name)) == expected


def test_a_preview_is_another_site() -> None:
    assert preview_of(Path("sites/spring")) == Path("sites/spring-preview")


# The whole command, with a build of its own: it copies content/, and refuses the word "wrong".

STAND_IN_BUILD = """
import argparse, pathlib, shutil, sys
parser = argparse.ArgumentParser()
for name in ("--content", "--output", "--settings"):
    parser.add_argument(name, type=pathlib.Path)
parser.add_argument("--drafts", action="store_true")
parser.add_argument("--preview", action="store_true")
options = parser.parse_args()
text = (options.content / "index.html").read_text()
if "wrong" in text:
    sys.exit("content/index.html:1: the doctor's words")
if "cannot" in text:
    print("The site cannot be written.", file=sys.stderr)
    sys.exit(2)
options.output.mkdir(exist_ok=True)
settings = options.settings.read_text().strip()
(options.output / "index.html").write_text(f"{text} {settings} drafts={options.drafts}")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "plugins" / "commands").mkdir(parents=True)
    for name in ("plugins/process.py", "plugins/commands/serve.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "plugins/commands/build.py").write_text(STAND_IN_BUILD, encoding="utf-8")
    (tmp_path / "pelicanconf.py").write_text("blue", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.html").write_text("one", encoding="utf-8")
    return tmp_path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(checkout: Path, port: int, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "plugins.commands.serve", "--port", str(port), *options],
        cwd=checkout,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(port: int, wanted: str) -> None:
    """Ask until the site says what is wanted, for half a minute at most."""
    said = "nothing"
    for _ in range(300):
        try:
            said = body(ask_port(port, "/"))
        except ConnectionError:
            said = "no connection"
        if said == wanted:
            return
        time.sleep(0.1)
    pytest.fail(f"the site says {said!r}, not {wanted!r}")


@pytest.mark.slow
def test_every_change_is_built_and_a_wrong_one_leaves_the_site(checkout: Path) -> None:
    port = free_port()
    page = checkout / "content/index.html"
    with start(checkout, port) as process:
        wait_for(port, "one blue drafts=False")
        page.write_text("two", encoding="utf-8")
        wait_for(port, "two blue drafts=False")
        page.write_text("wrong", encoding="utf-8")
        time.sleep(1)
        wait_for(port, "two blue drafts=False")
        (checkout / "new.py").write_text("green", encoding="utf-8")
        page.write_text("three", encoding="utf-8")
        (checkout / "new.py").replace(checkout / "pelicanconf.py")  # as many editors save
        wait_for(port, "three green drafts=False")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "the doctor's words" in said
    assert said.endswith("\nStopped.\n")
    assert "Traceback" not in said


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_drafts_are_built_beside_the_site(checkout: Path, end: signal.Signals) -> None:
    port = free_port()
    with start(checkout, port, "--drafts") as process:
        wait_for(port, "one blue drafts=True")
        process.send_signal(end)
        process.communicate(timeout=10)
    assert process.returncode == 0
    assert not (checkout / "output").exists()
    assert (checkout / "output-preview/index.html").exists()


@pytest.mark.slow
def test_what_is_saved_during_the_first_build_is_built(checkout: Path) -> None:
    build = checkout / "plugins/commands/build.py"
    slow = STAND_IN_BUILD + "import time; (options.output / 'begun').touch(); time.sleep(2)"
    build.write_text(slow, encoding="utf-8")
    port = free_port()
    with start(checkout, port) as process:
        deadline = time.monotonic() + 30
        while not (checkout / "output-preview/begun").exists():
            assert time.monotonic() < deadline, "the first build has not begun"
            time.sleep(0.05)
        (checkout / "content/index.html").write_text("two", encoding="utf-8")
        wait_for(port, "two blue drafts=False")
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert said.count("Something was saved") == 1


@pytest.mark.slow
def test_content_that_is_wrong_from_the_start_can_be_put_right(checkout: Path) -> None:
    port = free_port()
    (checkout / "content/index.html").write_text("wrong", encoding="utf-8")
    with start(checkout, port) as process:
        wait_for(
            port, "There is no site yet: the problems stand in the window where it was started.\n"
        )
        (checkout / "content/index.html").write_text("right", encoding="utf-8")
        wait_for(port, "right blue drafts=False")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
    assert process.returncode == 0


def test_a_build_that_cannot_run_ends_the_command(checkout: Path) -> None:
    (checkout / "content/index.html").write_text("cannot", encoding="utf-8")
    with start(checkout, free_port()) as process:
        said, _ = process.communicate(timeout=30)
    assert (process.returncode, said) == (2, "The site cannot be written.\n")


def test_a_port_in_use_is_one_clear_line(checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with start(checkout, port) as process:
            said, _ = process.communicate(timeout=30)
    assert process.returncode == 2
    assert said == (
        f"Port {port} is in use, perhaps by another `make serve`."
        f" Stop that, or choose another port: make serve PORT={port + 1}\n"
    )


@pytest.mark.parametrize("port", ["eighty", "70000", "-1"])
def test_a_port_that_is_none_is_told(checkout: Path, port: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "plugins.commands.serve", f"--port={port}"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.endswith(f"argument --port: {port} is not a port; 8000 is one\n")
