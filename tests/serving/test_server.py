"""The server shows the site as a web server would, and tells open pages what became of it."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.model.problem import Problem, Severity
from plugins.serving.answer import content_type
from plugins.serving.live import Live
from plugins.serving.outcome import GOOD, Outcome, Pages
from plugins.serving.server import serving

SERVING = Path(__file__).parents[2] / "plugins/serving"
SCRIPT = (SERVING / "live.js").read_text("utf-8")
HOME = "<html><head></head><body><h1>Croeso i Tŷ Newydd</h1></body></html>"
WRONG = Outcome(1, [Problem("content/posts/a.md", 4, "date", "No day.", "Write one.")])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages, a feed and a "not found" page, behind a link as a build leaves it."""
    tree = tmp_path / ".output.trees" / "a"
    (tree / "posts" / "tea & talk").mkdir(parents=True)
    (tree / "index.html").write_text(HOME, encoding="utf-8")
    (tree / "posts" / "tea & talk" / "index.html").write_text("<h1>Tea</h1>", encoding="utf-8")
    (tree / "404.html").write_text("<h1>Not here</h1>", encoding="utf-8")
    (tree / "feed.xml").write_text("<rss/>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "output").symlink_to(".output.trees/a")
    return tmp_path / "output"


@pytest.fixture
def live(site: Path) -> Live:
    live = Live(site)
    live.show_outcome(Outcome(GOOD))
    return live


@pytest.fixture
def server(live: Live) -> Iterator[ThreadingHTTPServer]:
    with serving(live, "127.0.0.1", 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Got:
    """An answer, read to its end."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read().decode()


def ask(server: ThreadingHTTPServer, path: str, method: str = "GET") -> Got:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path)
    got = Got(connection.getresponse())
    connection.close()
    return got


def state(server: ThreadingHTTPServer, page: str) -> dict[str, str]:
    said: dict[str, str] = json.loads(ask(server, f"/.serve/state?page={page}").body)
    return said


def test_a_folder_shows_its_index(server: ThreadingHTTPServer) -> None:
    got = ask(server, "/?from=mail")
    assert got.status == 200
    assert "<h1>Croeso i Tŷ Newydd</h1>" in got.body
    assert got.headers["Content-Type"] == "text/html; charset=utf-8"
    assert got.headers["Cache-Control"] == "no-cache"
    assert "<h1>Tea</h1>" in ask(server, "/posts/tea%20%26%20talk/").body


@pytest.mark.parametrize("name", ["feed/index.html", "rss"])
def test_the_feed_at_an_old_address_is_a_feed(
    server: ThreadingHTTPServer, site: Path, name: str
) -> None:
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text('<?xml version="1.0"?><rss/>', encoding="utf-8")
    got = ask(server, f"/{name.removesuffix('index.html')}")
    assert got.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert got.body == '<?xml version="1.0"?><rss/>'


def test_a_page_gets_the_script_and_the_site_does_not(
    server: ThreadingHTTPServer, site: Path
) -> None:
    script = f'<script data-state="{state(server, "/")["state"]}">\n{SCRIPT}</script>'
    style = '<link rel="stylesheet" href="/.serve/panel.css">'
    added = ask(server, "/").body
    assert added == HOME.replace("</head>", f"{style}</head>").replace(
        "</body>", f"{script}</body>"
    )
    assert (site / "index.html").read_text(encoding="utf-8") == HOME
    assert ask(server, "/feed.xml").body == "<rss/>"


def test_the_style_is_there(server: ThreadingHTTPServer) -> None:
    got = ask(server, "/.serve/panel.css")
    assert got.headers["Content-Type"] == "text/css; charset=utf-8"
    assert got.body == (SERVING / "panel.css").read_text("utf-8")


@pytest.mark.parametrize("path", ["/.serve/", "/.serve/server.py", "/.serve/../answer.py"])
def test_nothing_else_of_the_program_is_shown(server: ThreadingHTTPServer, path: str) -> None:
    assert ask(server, path).status == 404


def test_a_folder_without_its_slash_redirects_to_it(server: ThreadingHTTPServer) -> None:
    got = ask(server, "/posts/tea%20%26%20talk")
    assert (got.status, got.headers["Location"]) == (301, "/posts/tea%20%26%20talk/")
    assert got.body == ""


def test_a_redirect_never_leads_to_another_site(server: ThreadingHTTPServer) -> None:
    assert ask(server, "//posts").headers["Location"] == "/posts/"


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/nowhere/", "/posts", "/.serve/state?page=/"])
def test_head_tells_the_length_and_sends_no_body(server: ThreadingHTTPServer, path: str) -> None:
    got, whole = ask(server, path, "HEAD"), ask(server, path)
    assert (got.status, got.body) == (whole.status, "")
    assert int(got.headers["Content-Length"]) == len(whole.body.encode())


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
        "//[",
        "/a%00b",
        "/" + "long" * 200,
        "/%ff%fe",
    ],
)
def test_what_is_not_in_the_site_is_not_found(server: ThreadingHTTPServer, path: str) -> None:
    got = ask(server, path)
    assert got.status == 404
    assert got.body.startswith("<h1>Not here</h1>")
    assert got.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_link_out_of_the_site_is_not_followed(server: ThreadingHTTPServer, site: Path) -> None:
    (site / "way-out.txt").symlink_to(site.parent / "secret.txt")
    assert ask(server, "/way-out.txt").status == 404


def test_a_switch_shows_at_once(server: ThreadingHTTPServer, site: Path) -> None:
    new = site.parent / ".output.trees" / "b"
    new.mkdir()
    (new / "index.html").write_text("<h1>New</h1>", encoding="utf-8")
    (site.parent / "next").symlink_to(".output.trees/b")
    (site.parent / "next").replace(site)
    assert ask(server, "/").body.startswith("<h1>New</h1>")
    assert ask(server, "/nothing-here/").body == "There is no page at this address.\n"


def test_one_connection_carries_many_requests(server: ThreadingHTTPServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.connect()
    kept = connection.sock
    for path in ("/", "/feed.xml", "/nowhere/", "/posts"):
        connection.request("GET", path)
        connection.getresponse().read()
        assert connection.sock is kept
    connection.close()


@pytest.mark.parametrize("sent", [b"GET\r\n\r\n", b"\xff\xfe\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n"])
def test_what_is_no_request_of_a_reader_is_refused(
    server: ThreadingHTTPServer, sent: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as mine:
        mine.sendall(sent)
        while mine.recv(4096):
            pass
    assert ask(server, "/").status == 200
    assert capfd.readouterr() == ("", "")


def test_before_the_first_site_every_page_says_so(
    server: ThreadingHTTPServer, live: Live, site: Path
) -> None:
    site.unlink()
    live.outcome = None
    got = ask(server, "/posts/a/")
    assert (got.status, "<h1>The site is being built</h1>" in got.body) == (503, True)
    before = state(server, "/")
    live.show_outcome(WRONG)
    got = ask(server, "/posts/a/")
    assert (got.status, "<h1>There is no site yet</h1>" in got.body) == (503, True)
    assert "No day." in got.body
    assert "last good site" not in got.body
    assert state(server, "/")["state"] != before["state"]


def test_a_mistake_stands_at_the_top_of_every_page(server: ThreadingHTTPServer, live: Live) -> None:
    before = state(server, "/")
    live.show_outcome(WRONG)
    for page in ("/", "/posts/tea%20%26%20talk/", "/nowhere/"):
        assert "No day." in ask(server, page).body
    assert '<body><section id="serve-panel"' in ask(server, "/").body
    after = state(server, "/")
    assert "No day." in after["top"]
    assert after["state"] == before["state"]  # the page itself is as it was
    live.show_outcome(Outcome(GOOD))
    assert state(server, "/") == before


def test_a_warning_stands_at_the_foot(server: ThreadingHTTPServer, live: Live) -> None:
    warning = Problem("content/a.md", 2, "", "Long.", severity=Severity.WARNING)
    live.show_outcome(Outcome(GOOD, [warning]))
    body = ask(server, "/").body
    assert body.index("</h1>") < body.index('<details id="serve-note"') < body.index("<script")


def test_what_is_ready_early_goes_before_the_site(
    server: ThreadingHTTPServer, live: Live, site: Path
) -> None:
    before, other = state(server, "/"), state(server, "/nowhere/")
    live.show_pages(Pages({"/": b"<h1>Early</h1>", "/posts/new/": b"<h1>New</h1>"}))
    assert ask(server, "/").body.startswith("<h1>Early</h1>")
    assert ask(server, "/posts/new/").status == 200
    assert state(server, "/") != before
    assert state(server, "/nowhere/") == other
    live.show_outcome(Outcome(GOOD))
    assert ask(server, "/posts/new/").status == 404
    assert state(server, "/") == before


def test_a_page_is_another_with_a_picture_of_it(server: ThreadingHTTPServer, site: Path) -> None:
    page = '<p><img alt="" src="/media/a&amp;b.svg"><img src="https://else.example/a"></p>'
    (site / "index.html").write_text(page, encoding="utf-8")
    seen = [state(server, "/")["state"]]
    (site / "media").mkdir()
    for picture in ("<svg/>", "<svg></svg>"):
        (site / "media/a&b.svg").write_text(picture, encoding="utf-8")
        seen.append(state(server, "/")["state"])
    (site / "media/other.svg").write_text("<svg/>", encoding="utf-8")
    seen.append(state(server, "/")["state"])
    assert len(set(seen)) == 3
    assert seen[2] == seen[3]


def listen(server: ThreadingHTTPServer) -> socket.socket:
    mine = socket.create_connection(("127.0.0.1", server.server_port), timeout=10)
    mine.sendall(b"GET /.serve/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    heard = b""
    while b"retry:" not in heard:
        heard += mine.recv(4096)
    assert b"Content-Type: text/event-stream\r\n" in heard
    return mine


def test_all_who_listen_hear_of_a_change(server: ThreadingHTTPServer, live: Live) -> None:
    listeners = [listen(server) for _ in range(20)]
    live.show_outcome(WRONG)
    for one in listeners:
        assert one.recv(4096) == b"data: %d\n\n" % live.number
    live.show_outcome(Outcome(GOOD))
    for one in listeners:
        assert one.recv(4096) == b"data: %d\n\n" % live.number
        one.close()


def test_who_has_left_is_forgotten(
    server: ThreadingHTTPServer, live: Live, capfd: pytest.CaptureFixture[str]
) -> None:
    before = threading.active_count()
    for _ in range(5):
        listen(server).close()
    deadline = time.monotonic() + 10
    while threading.active_count() > before:
        assert time.monotonic() < deadline, "a thread still writes to somebody who has left"
        live.show_outcome(Outcome(GOOD))
        time.sleep(0.05)
    assert capfd.readouterr() == ("", "")


def test_the_server_ends_at_once_though_somebody_listens(live: Live) -> None:
    with serving(live, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        listener = listen(server)
        began = time.monotonic()
        server.shutdown()
    assert time.monotonic() - began < 2
    listener.close()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("base.css", "text/css; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("feeds.opml", "text/x-opml; charset=utf-8"),
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
