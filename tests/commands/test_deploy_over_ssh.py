"""`make deploy` to a real ssh server: what is sent, and what goes wrong on the way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.commands.releasing import (
    deploy,
    done,
    make_site,
    page,
    refused,
    releases,
    roll_back,
    shown,
    slow_rsync,
    typed,
)
from tests.running import ROOT, environment, files_of
from tests.ssh_server import SshServer, running

LONG = 60  # seconds: nothing takes so long that is not for ever


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with running(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "site"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["the 'best' site; $HOME", '-a"b &c*~tŷ \\n `date`'])
def test_over_ssh(server: SshServer, tmp_path: Path, name: str) -> None:
    target = tmp_path / "srv" / name
    site = make_site(tmp_path, tea="1")
    where = f"{server.host}:{target}"
    assert "2 files new" in done(deploy(site, where, "--ssh", server.ssh()))
    make_site(tmp_path, tea="2")
    first = shown(target)
    assert "1 changed" in done(deploy(site, where, "--ssh", server.ssh()))
    assert files_of(target / "current") == files_of(site)
    same = [target / "releases" / one / "index.html" for one in (first, shown(target))]
    assert same[0].stat().st_ino == same[1].stat().st_ino
    done(roll_back(where, "--ssh", server.ssh()))
    assert (shown(target), page(target, "tea")) == (first, "1")


@pytest.mark.slow
@pytest.mark.parametrize("all_of_it", [True, False], ids=["with-rsync", "alone"])
def test_killed_while_it_sends(
    server: SshServer, tmp_path: Path, target: Path, all_of_it: bool
) -> None:
    where = f"{server.host}:{target}"
    site = make_site(tmp_path, tea="1")
    done(deploy(site, where, "--ssh", server.ssh()))
    first = files_of(target / "current")
    make_site(tmp_path, tea="2")
    (site / "film.bin").write_bytes(os.urandom(4_000_000))
    with sending(site, where, server, tmp_path / "slow") as process:
        wait_for_part(target)
        if all_of_it:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()
    assert files_of(target / "current") == first
    done(eventually(lambda: deploy(site, where, "--ssh", server.ssh())))
    assert files_of(target / "current") == files_of(site)
    done(deploy(make_site(tmp_path, tea="3"), where, "--ssh", server.ssh()))
    assert [name for name in releases(target) if name.endswith(".part")] == []


@pytest.mark.slow
def test_connection_lost_while_it_sends(server: SshServer, tmp_path: Path, target: Path) -> None:
    where = f"{server.host}:{target}"
    site = make_site(tmp_path, tea="1")
    done(deploy(site, where, "--ssh", server.ssh()))
    make_site(tmp_path, tea="2")
    (site / "film.bin").write_bytes(os.urandom(4_000_000))
    with sending(site, where, server, tmp_path / "slow") as process:
        wait_for_part(target)
        for connection in children(process.pid):  # both that of the shell and that of rsync
            os.kill(connection, signal.SIGKILL)
        _, errors = process.communicate(timeout=LONG)
    assert process.returncode == 2
    assert "Traceback" not in errors
    assert "The connection to 127.0.0.1 was lost." in errors
    assert page(target, "tea") == "1"


@pytest.mark.slow
def test_two_at_once(server: SshServer, tmp_path: Path, target: Path) -> None:
    where = f"{server.host}:{target}"
    site = make_site(tmp_path)
    (site / "film.bin").write_bytes(os.urandom(1_500_000))
    with sending(site, where, server, tmp_path / "slow") as process:
        wait_for_part(target)
        os.killpg(process.pid, signal.SIGSTOP)  # or it may have ended before the other has begun
        message = refused(deploy(site, where, "--ssh", server.ssh()))
        os.killpg(process.pid, signal.SIGCONT)
        _, errors = process.communicate(timeout=LONG)
    assert "another deploy or rollback is at work" in message
    assert re.search(r"for 0 min now\. .* ssh .*-p \d+ .* kill \d+$", message)
    assert (process.returncode, errors) == (0, "")
    assert "nothing to do" in done(deploy(site, where, "--ssh", server.ssh()))
    assert len(releases(target)) == 1


@pytest.mark.slow
def test_connections_that_cannot_be_had(
    server: SshServer, tmp_path: Path, target: Path, port: int
) -> None:
    site = make_site(tmp_path)
    where = f"{server.host}:{target}"
    begun = time.monotonic()
    closed = f"ssh -F none -p {port}"
    assert "cannot be reached" in refused(deploy(site, where, "--ssh", closed))
    wrong_key = refused(deploy(site, where, "--ssh", server.ssh(key="other_key")))
    assert "did not accept your key" in wrong_key
    wrong_host = refused(deploy(site, where, "--ssh", server.ssh(known="wrong_hosts")))
    assert "shows another key than before" in wrong_host
    unknown = refused(deploy(site, where, "--ssh", server.ssh(known="nobody")))
    assert "is not known on this computer" in unknown
    nowhere = refused(deploy(site, "me@host.invalid:/srv/site", "--ssh", "ssh -F none"))
    assert "There is no host host.invalid" in nowhere
    assert "cannot be run" in refused(deploy(site, where, "--ssh", "no-such-ssh"))
    assert time.monotonic() - begun < LONG
    assert not target.exists()


@pytest.mark.slow
def test_full_disk(server: SshServer, tmp_path: Path, disk: Path) -> None:
    where = f"{server.host}:{disk}"
    site = make_site(tmp_path, tea="1")
    done(deploy(site, where, "--ssh", server.ssh()))
    make_site(tmp_path, tea="2")
    (site / "film.bin").write_bytes(os.urandom(2_000_000))
    assert "The disk of 127.0.0.1 is full" in refused(deploy(site, where, "--ssh", server.ssh()))
    assert page(disk, "tea") == "1"
    (site / "film.bin").unlink()
    done(deploy(site, where, "--ssh", server.ssh()))
    assert page(disk, "tea") == "2"
    assert releases(disk)[-1] == shown(disk)


@pytest.mark.slow
def test_folder_that_may_not_be_written(server: SshServer, tmp_path: Path, disk: Path) -> None:
    where = f"{server.host}:{disk}"
    site = make_site(tmp_path, tea="1")
    done(deploy(site, where, "--ssh", server.ssh()))
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    make_site(tmp_path, tea="2")
    assert "may not be written by you" in refused(deploy(site, where, "--ssh", server.ssh()))
    assert page(disk, "tea") == "1"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    mounted = subprocess.run(["mount", *options], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk can be mounted by root alone: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def eventually(act: Callable[[], CompletedProcess[str]]) -> CompletedProcess[str]:
    """What is done once the server has noticed that somebody is no longer there."""
    end = time.monotonic() + LONG
    while (result := act()).returncode and time.monotonic() < end:
        time.sleep(0.2)
    return result


@contextmanager
def sending(
    site: Path, where: str, server: SshServer, slow: Path
) -> Iterator[subprocess.Popen[str]]:
    """A deploy that sends slowly; whatever comes of the test, nothing of it stays."""
    with subprocess.Popen(
        typed("deploy", where, "--site", str(site), "--yes", "--ssh", server.ssh()),
        cwd=ROOT,
        env=environment(**slow_rsync(slow)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):  # which is as it must be
                os.killpg(process.pid, signal.SIGKILL)


def wait_for_part(target: Path) -> None:
    """Wait until something of the big file has arrived."""
    end = time.monotonic() + LONG
    while not list(target.glob("releases/*.part/.film.bin.*")):
        assert time.monotonic() < end, "Nothing was sent."
        time.sleep(0.05)


def children(process: int) -> list[int]:
    """The ssh processes that a process has started, also by way of rsync."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,comm="], capture_output=True, text=True)
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    below = {process}
    for _ in range(4):
        below |= {int(pid) for pid, parent, _ in rows if int(parent) in below}
    return [int(pid) for pid, _, name in rows if int(pid) in below and name == "ssh"]
