"""No old address breaks out of a configuration: every server starts, and leads where it must."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plugins.hosting import write_host_files
from plugins.model.published.old_address import is_address
from tests.plugins.hosting.servers import SERVERS, running

SIGNS = " \"'`$%{}();:#&=+*?[]<>|^~!@,.-_é漢\u00a0\u2003\ufeff😀aA1"
NAMES = st.text(SIGNS, min_size=1, max_size=8).filter(lambda name: "?" not in name)
PATHS = st.builds(
    lambda names, ending: "/" + "/".join(names) + ending,
    st.lists(NAMES, min_size=1, max_size=3),
    st.sampled_from(["", "/", ".html"]),
).filter(is_address)
QUERIES = st.text(SIGNS.replace("#", ""), min_size=1, max_size=12)
OLD = st.one_of(PATHS, st.builds("{}?{}".format, PATHS, QUERIES))
WHY = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVERS)
@settings(max_examples=3, phases=[Phase.generate])
@given(moved=st.lists(OLD, min_size=10, max_size=60, unique=True), gone=st.dictionaries(OLD, WHY))
def test_every_server_leads_on_from_every_address(
    name: str, moved: list[str], gone: dict[str, str]
) -> None:
    redirects = {old: "/new/" for old in moved if old not in gone}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        site, work = Path(folder, "site"), Path(folder, "work")
        site.mkdir()
        work.mkdir()
        (site / "404.html").write_text("not here")
        write_host_files(site, base="", redirects=redirects, gone=gone)
        with running(name, site, work) as server:
            for old in [*redirects, *gone]:
                answer = server.ask(as_sent(old))
                wanted = (301, "/new/") if old in redirects else (410, "")
                to = urlsplit(answer.headers.get("location", "")).path
                assert (answer.status, to) == wanted, old


def as_sent(old: str) -> str:
    """An old address as a browser sends it."""
    path, mark, query = old.partition("?")
    return quote(path, safe="/!$&'()*+,;=:@-._~") + mark + quote(query, safe="!$&()*+,;=:@/?-._~%")


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVERS)
def test_many_and_long_addresses_do_not_stop_a_server(name: str) -> None:
    long = "/" + "/".join(["é" * 120] * 30) + "/"
    redirects = {f"/?p={number}": "/new/" for number in range(3000)}
    redirects |= {f"/node/{number}/": "/new/" for number in range(3000)}
    redirects |= {long: "/new/", f"/a?{'%22' * 400}&b&c": "/new/", "/b/": long}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        site, work = Path(folder, "site"), Path(folder, "work")
        site.mkdir()
        work.mkdir()
        (site / "404.html").write_text("not here")
        write_host_files(site, base="", redirects=redirects, gone={})
        with running(name, site, work) as server:
            for asked in ("/?p=2999", "/node/2999/"):
                assert server.ask(asked).headers["location"].endswith("/new/")
            assert server.ask("/?p=3000").status == 404


@pytest.mark.parametrize("sign", ["\n", "\r", "\0", "\u2028", "\x85", "\ud800"])
def test_an_address_with_a_control_character_is_refused(sign: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="control character"):
        write_host_files(tmp_path, base="", redirects={f"/a{sign}b/": "/new/"}, gone={})
    with pytest.raises(ValueError, match="control character"):
        write_host_files(tmp_path, base="", redirects={}, gone={f"/a{sign}b/": "why"})


def test_the_file_of_a_page_is_no_old_address(tmp_path: Path) -> None:
    write_host_files(tmp_path, base="", redirects={"/new/index.html": "/new/"}, gone={})
    for name in (".hosts/nginx-redirects.conf", ".hosts/Caddyfile-redirects", ".htaccess"):
        assert "/new/" not in (tmp_path / name).read_text(encoding="utf-8")
