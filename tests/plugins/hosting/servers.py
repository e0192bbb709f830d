"""nginx, Caddy and Apache on this machine, with the configuration that docs/hosting.md shows.

Only ports, paths and certificates are put in the place of those of the examples.
"""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.ports import HERE, kept_port
from tests.programs import program

STRICT_TRANSPORT = "max-age=31536000"  # of servers that are always asked by https
LONG = 60  # seconds, of which servers take hundredths
DOCS = Path(__file__).parents[3] / "docs/hosting"
HOST = "example.org"
PACKAGES = {
    "nginx": ("nginx", "nginx libnginx-mod-http-brotli-static"),
    "caddy": ("caddy", "caddy"),
    "apache": ("apache2", "apache2"),
    "openssl": ("openssl", "openssl"),
}
SERVERS = ("nginx", "caddy", "apache")
NGINX = """\
{user}
daemon off;
pid {work}/nginx.pid;
error_log {work}/log;
include /etc/nginx/modules-enabled/*.conf;
events {{ }}
http {{
    access_log off;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on;
    client_body_temp_path {work}/body;
    include {work}/site.conf;
}}
"""
CADDY = "{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
_MODULES = (
    *("mpm_event", "authz_core", "alias", "deflate", "dir", "filter", "headers", "mime"),
    *("negotiation", "rewrite", "setenvif", "socache_shmcb", "ssl"),
)
_APACHE = """\
ServerRoot {work}
PidFile {work}/apache.pid
ErrorLog {work}/log
{user}
{modules}
TypesConfig /etc/mime.types
DirectoryIndex index.html
AddOutputFilterByType DEFLATE text/html text/css text/xml
SSLSessionCache none
Listen {port}
<Directory />
    AllowOverride None
    Require all denied
</Directory>
<FilesMatch "^\\.ht">
    Require all denied
</FilesMatch>
{site}
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Server(NamedTuple):
    """A server that runs; `plain` is its port without https, 0 for none."""

    name: str
    port: int
    plain: int = 0

    def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a target exactly as it stands; _ in the names of headers means -."""
        return _ask(Secure(HERE, self.port), target, method, headers)

    def ask_plainly(self, target: str) -> Answer:
        return _ask(http.client.HTTPConnection(HERE, self.plain, timeout=LONG), target, "GET", {})


class Secure(http.client.HTTPConnection):
    """By https to this machine, as if it were the site's."""

    def connect(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # which reads no list of authorities
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection((HERE, self.port), LONG)
        self.sock = context.wrap_socket(plain, server_hostname=HOST)


def _ask(
    connection: http.client.HTTPConnection, target: str, method: str, headers: dict[str, str]
) -> Answer:
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", f"{HOST}:{connection.port}")
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            key = name.lower()
            found[key] = f"{found[key]}, {value}" if key in found else value
        return Answer(answer.status, found, answer.read())
    finally:
        connection.close()


@contextmanager
def running(name: str, site: Path, work: Path, base: str = "") -> Iterator[Server]:
    """A server that shows a site until the block ends.

    site: the built site, which is shown at `base`.
    work: an empty folder for what the server writes; others than this user can read it.
    """
    program = _program(name)
    root = _root(site, work, base)
    configured = {"nginx": _nginx, "caddy": _caddy, "apache": _apache}[name]
    with kept_port() as port, kept_port() as plain:
        server = Server(name, port, plain if name == "nginx" else 0)
        command = configured(server, certificate(work), site, root, work)
        with (work / "said").open("wb") as said:
            process = subprocess.Popen(
                [program, *command],
                stdout=said,
                stderr=said,
                env=os.environ | {"HOME": str(work), "XDG_DATA_HOME": str(work / "data")},
            )
        try:
            _wait(process, server, work)
            yield server
        finally:
            process.terminate()
            process.wait(LONG)


def _program(name: str) -> str:
    return program(*PACKAGES[name])


def _root(site: Path, work: Path, base: str) -> Path:
    """The folder to show; a site under a path is linked to there, as docs/hosting.md says."""
    current = work / f"root{base}"
    current.parent.mkdir(parents=True, exist_ok=True)
    current.symlink_to(site, target_is_directory=True)
    return work / "root"


def certificate(work: Path) -> dict[str, str]:
    """A certificate of our own, in the place of the one in the examples."""
    key, made = work / "privkey.pem", work / "fullchain.pem"
    subject = ["-subj", f"/CN={HOST}", "-days", "2", "-nodes", "-newkey", "rsa:2048"]
    subprocess.run(
        [_program("openssl"), "req", "-x509", *subject, "-keyout", str(key), "-out", str(made)],
        check=True,
        capture_output=True,
    )
    return {"/etc/letsencrypt/live/example.org": str(work)}


def _example(name: str, replaced: dict[str, str]) -> str:
    """One of the examples, with what stands for a place of this machine put in."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text, f"{old} is not in {name} any more"
        text = text.replace(old, new)
    return text


def _nginx(
    server: Server, certificate: dict[str, str], site: Path, root: Path, work: Path
) -> list[str]:
    plain = {"    listen [::]:80;\n": "", "    listen [::]:443 ssl http2;\n": ""}
    ports = {
        "listen 80;": f"listen {HERE}:{server.plain};",
        "listen 443 ": f"listen {HERE}:{server.port} ",
    }
    paths = {"root /srv/practice-press/current": f"root {root}"}
    rest = {"/srv/practice-press/current": str(site)}
    text = _example("nginx.conf", plain | ports | certificate | paths | rest)
    (work / "site.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    main = work / "nginx.conf"
    main.write_text(NGINX.format(work=work, user=user), encoding="utf-8")
    return ["-c", str(main)]


def _caddy(
    server: Server, _certificate: dict[str, str], site: Path, root: Path, work: Path
) -> list[str]:
    replaced = {
        "\nexample.org {": f"\nhttps://example.org:{server.port} {{",
        "root * /srv/practice-press/current": f"root * {root}",
        "/srv/practice-press/current": str(site),
    }
    file = work / "Caddyfile"
    file.write_text(CADDY + _example("Caddyfile", replaced), encoding="utf-8")
    return ["run", "--adapter", "caddyfile", "--config", str(file)]


def _apache(
    server: Server, certificate: dict[str, str], site: Path, root: Path, work: Path
) -> list[str]:
    replaced = certificate | {
        "*:443": f"*:{server.port}",
        "DocumentRoot /srv/practice-press/current": f"DocumentRoot {root}",
        "/srv/practice-press/": f"{work.parent}/",
    }
    folder = "/usr/lib/apache2/modules"
    modules = "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in _MODULES)
    text = _APACHE.format(
        work=work,
        user="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        modules=modules,
        port=f"{HERE}:{server.port}",
        site=_example("apache.conf", replaced),
    )
    (work / "apache.conf").write_text(text, encoding="utf-8")
    return ["-X", "-f", str(work / "apache.conf")]


def _wait(process: subprocess.Popen[bytes], server: Server, work: Path) -> None:
    """Until it answers; with what it said where it does not."""
    end = time.monotonic() + LONG
    while time.monotonic() < end and process.poll() is None:
        try:
            server.ask("/")
        except OSError:
            time.sleep(0.05)
        else:
            return
    log = work / "log"
    said = (work / "said").read_text() + (log.read_text() if log.exists() else "")
    raise AssertionError(f"{server.name} did not start:\n{said}")
