"""docs/comments.md for real: Isso with that configuration, behind two web servers; its backup."""

from __future__ import annotations

import configparser
import http.client
import json
import os
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.isso import Isso, running_isso
from tests.plugins.hosting.servers import CADDY, LONG, NGINX, certificate
from tests.ports import HERE, kept_port
from tests.programs import program

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[3] / "docs/comments"
PAGE = (DOCS.parent / "comments.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"<!-- docs/comments/(\S+) -->\n```\w*\n(.*?)```\n", PAGE, re.DOTALL))
TALK, READERS = "talk.example.org", "https://example.org"
THEIRS = "127.7.7.7"  # of a reader, on this machine
SOUP = "/posts/soup/"


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class PublicIsso(NamedTuple):
    """Isso as readers reach it, behind a web server. port: for https. store: Isso's."""

    port: int
    store: Path

    def ask(
        self, method: str, target: str, body: bytes = b"", headers: Mapping[str, str] = {}
    ) -> Answer:
        """As a reader's browser does, by https and from an address of their own."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection((HERE, self.port), LONG, (THEIRS, 0))
        connection = http.client.HTTPConnection(TALK, timeout=LONG)
        connection.sock = context.wrap_socket(plain, server_hostname=TALK)
        try:
            connection.request(method, target, body, {"Origin": READERS, **headers})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def say(self, **headers: str) -> Answer:
        words = json.dumps({"text": "A word of praise.", "title": "Soup"}).encode()
        given = {"Content-Type": "application/json", **headers}
        return self.ask("POST", f"/new?uri={SOUP}", words, given)


def example(name: str, replaced: Mapping[str, str]) -> str:
    """A file of the guide, with what stands for a place of this machine put in."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text, f"{old} is not in {name} any more"
        text = text.replace(old, new)
    return text


def rows(store: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store, isolation_level=None)) as opened:
        return opened.execute(sql).fetchall()


@contextmanager
def process(command: list[str], work: Path, port: int, **env: str) -> Iterator[None]:
    """A server, until the block ends."""
    with (work / "said").open("ab") as said:
        started = subprocess.Popen(
            command, cwd=work, env={**os.environ, **env}, stdout=said, stderr=said
        )
    try:
        end = time.monotonic() + LONG
        while time.monotonic() < end and started.poll() is None:
            try:
                socket.create_connection((HERE, port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise AssertionError((work / "said").read_text())
        yield
    finally:
        started.terminate()
        started.wait(LONG)


@contextmanager
def isso_of_the_guide(work: Path) -> Iterator[tuple[int, Path]]:
    """Its port and its store; letters are not sent."""
    store = work / "comments.db"
    command = [sys.executable, "-c", "import isso; isso.main()", "-c", "isso.cfg", "run"]
    with kept_port() as port:
        places = {"/var/lib/isso/comments.db": str(store), "127.0.0.1:8080": f"{HERE}:{port}"}
        text = example("isso.cfg", {**places, "notify = smtp": "notify = stdout"})
        (work / "isso.cfg").write_text(text, encoding="utf-8")
        with process(command, work, port, TZ="UTC", PYTHONWARNINGS="ignore"):
            yield port, store


def nginx(work: Path, isso: int, port: int) -> list[str]:
    made = certificate(work)["/etc/letsencrypt/live/example.org"]
    replaced = {
        "    listen [::]:443 ssl http2;\n": "",
        "listen 443 ": f"listen {HERE}:{port} ",
        "/etc/letsencrypt/live/talk.example.org": made,
        "127.0.0.1:8080": f"{HERE}:{isso}",
    }
    (work / "site.conf").write_text(example("nginx.conf", replaced), encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(NGINX.format(work=work, user=user), encoding="utf-8")
    return [program("nginx"), "-c", str(work / "nginx.conf")]


def caddy(work: Path, isso: int, port: int) -> list[str]:
    replaced = {
        "\ntalk.example.org {": f"\nhttps://talk.example.org:{port} {{",
        "127.0.0.1:8080": f"{HERE}:{isso}",
    }
    (work / "Caddyfile").write_text(CADDY + example("Caddyfile", replaced), encoding="utf-8")
    file = str(work / "Caddyfile")
    return [program("caddy"), "run", "--adapter", "caddyfile", "--config", file]


def wait_for_certificate(public_isso: PublicIsso) -> None:
    """Caddy makes one once it has begun to listen."""
    end = time.monotonic() + LONG
    while True:
        try:
            public_isso.ask("GET", "/config")
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)
        else:
            return


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def public_isso(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PublicIsso]:
    own = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    with isso_of_the_guide(tmp_path) as (isso, store), kept_port() as port:
        command = request.param(tmp_path, isso, port)
        with process(command, tmp_path, port, **own):
            public_isso = PublicIsso(port, store)
            wait_for_certificate(public_isso)
            yield public_isso


def test_a_comment_is_taken_held_and_of_a_shortened_address(public_isso: PublicIsso) -> None:
    said = public_isso.say(**{"X-Forwarded-For": "203.0.113.9"})  # as if it came from elsewhere
    assert said.status == 202, said.body
    assert said.headers["Access-Control-Allow-Origin"] == READERS
    assert {"Secure", "SameSite=Lax"} <= set(said.headers["Set-Cookie"].split("; "))
    assert json.loads(public_isso.ask("GET", f"/?uri={SOUP}").body)["replies"] == []
    assert rows(public_isso.store, "SELECT remote_addr FROM comments") == [("127.7.7.0",)]


def test_another_site_may_not_ask(public_isso: PublicIsso) -> None:
    answer = public_isso.ask("GET", f"/?uri={SOUP}", headers={"Origin": "https://else.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == READERS


def test_moderators_log_in_by_https(public_isso: PublicIsso) -> None:
    public_isso.say()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = public_isso.ask("POST", "/login/", b"password=CHANGE-THIS", form)
    assert (answer.status, answer.headers["Location"]) == (302, f"https://{TALK}/admin/")
    cookie = answer.headers["Set-Cookie"]
    assert "Secure" in cookie
    page = public_isso.ask("GET", "/admin/", headers={"Cookie": cookie.partition(";")[0]})
    assert b"A word of praise." in page.body
    assert b"A word of praise." not in public_isso.ask("GET", "/admin/").body


def test_what_is_too_much_is_refused(public_isso: PublicIsso) -> None:
    assert public_isso.ask("GET", "/demo/").status == 404
    assert public_isso.ask("GET", "/latest?limit=9").status == 404
    long = json.dumps({"text": "x" * 300_000}).encode()
    given = {"Content-Type": "application/json"}
    assert public_isso.ask("POST", f"/new?uri={SOUP}", long, given).status >= 400
    statuses = {public_isso.say().status for _ in range(20)}
    assert 202 in statuses
    assert statuses <= {202, 403, 429}
    assert len(statuses) > 1


def test_a_house_of_colleagues_is_not_turned_away() -> None:
    """All of them have one address."""
    given = configparser.ConfigParser()
    given.read(DOCS / "isso.cfg", encoding="utf-8")
    assert given.getint("guard", "ratelimit") > 3
    assert given.getint("guard", "direct-reply") > 20
    assert given.getboolean("moderation", "enabled")


# Backup and keeping less ---------------------------------------------------------------------


def back_up(isso: Isso, copies: Path) -> Path:
    program("sqlite3")
    subprocess.run([DOCS / "backup.sh", isso.store, copies], check=True, timeout=60)
    (copy,) = copies.glob("comments-*.db")
    return copy


def test_a_copy_is_made_while_it_runs_and_brought_back(tmp_path: Path) -> None:
    folder = tmp_path / "isso"
    with running_isso(folder, moderated=False) as isso:
        first = isso.say(SOUP, "A word of praise.", author="Ann")
        isso.say(SOUP, "An answer.", reply_to=first)
        before = isso.thread(SOUP)
        copy = back_up(isso, tmp_path / "copies")
        assert copy.stat().st_mode & 0o77 == 0
        isso.say(SOUP, "After the copy.")
    (folder / "comments.db").unlink()
    shutil.copy(copy, folder / "comments.db")
    with running_isso(folder, moderated=False) as isso:
        assert isso.thread(SOUP) == before
        assert isso.say(SOUP, "It goes on.") == 3


def test_old_copies_go(tmp_path: Path) -> None:
    old = tmp_path / "copies/comments-2026-01-01.db"
    old.parent.mkdir()
    old.touch()
    os.utime(old, (time.time() - 40 * 86400,) * 2)
    folder = tmp_path / "isso"
    with running_isso(folder) as isso:
        assert back_up(isso, old.parent) != old
    assert not old.exists()


def test_addresses_go_and_comments_stay(tmp_path: Path) -> None:
    with running_isso(tmp_path, moderated=False) as isso:
        number = isso.say(SOUP, "Half a year ago.")
        isso.say(SOUP, "Today.")
        rows(isso.store, "UPDATE comments SET created = 1e9, email = 'a@b.example' WHERE id = 1")
        sql = (DOCS / "forget-addresses.sql").read_bytes()
        subprocess.run([program("sqlite3"), isso.store], input=sql, check=True, timeout=60)
        kept = rows(isso.store, "SELECT remote_addr, email FROM comments")
        assert kept == [("0.0.0.0", None), ("127.0.0.0", None)]  # noqa: S104 - of nobody
        assert [one["text"].strip() for one in isso.thread(SOUP)] == [
            *["<p>Half a year ago.</p>", "<p>Today.</p>"]
        ]
        assert isso.ask("POST", f"/id/{number}/like", {})[0] == 200


# The page ------------------------------------------------------------------------------------


def test_the_page_shows_every_file_as_it_is_tested() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in DOCS.iterdir()} == SHOWN


def test_systemd_knows_every_line_of_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "isso.service"
    unit.write_text(example("isso.service", {"/opt/isso/bin/isso": "/bin/true"}), encoding="utf-8")
    done = subprocess.run(
        [program("systemd-analyze", "systemd"), "verify", str(unit)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "isso.service" in line] == []
