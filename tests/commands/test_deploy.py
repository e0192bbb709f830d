"""`make deploy`: a site is put on a server whole, and what readers see is never half of one."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.releases import ReleaseProblem
from plugins.releases.changes import NAMED, Changes, in_words
from plugins.releases.failure import failure
from plugins.releases.shell import Shell
from plugins.releases.store import Release, State
from plugins.releases.target import SSH_OPTIONS, Target, target_of
from tests.commands.releasing import (
    deploy,
    done,
    make_site,
    page,
    played_server,
    refused,
    releases,
    roll_back,
    run,
    shown,
    slow_rsync,
    typed,
)
from tests.running import ROOT, environment, files_of
from tests.ssh_server import SshServer, free_port, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with running(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "site"


# To a folder of this computer: the same scripts and the same rsync, without ssh.


def test_first_deploy_shows_the_whole_site(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te")
    said = done(deploy(site, target))
    assert "2 files new, 0 changed, 0 gone; 1 kB to send." in said
    assert files_of(target / "current") == files_of(site)
    assert re.fullmatch(r"\d{8}T\d{6}Z-1", shown(target))


def test_unchanged_files_are_the_same_files_on_the_disk(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te", talk="Sgwrs")
    done(deploy(site, target))
    kept = (target / "current/tea/index.html").stat()
    shutil.rmtree(site.resolve())  # a build writes every file anew
    (site.parent / ".public.trees/a").mkdir()
    make_site(tmp_path, tea="Te", talk="Siarad", cake="Cacen")
    said = done(deploy(site, target))
    assert "1 file new, 1 changed, 0 gone" in said
    assert "Changed:\n  /talk/\n" in said
    again = (target / "current/tea/index.html").stat()
    assert (again.st_ino, again.st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)
    assert (page(target, "talk"), page(target, "cake")) == ("Siarad", "Cacen")


def test_what_is_gone_is_named_and_not_served(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te")
    done(deploy(site, target))
    shutil.rmtree(site / "tea")
    said = done(deploy(site, target))
    assert "0 files new, 0 changed, 1 gone" in said
    assert "Gone:\n  /tea/\n" in said
    assert not (target / "current/tea").exists()


def test_the_same_site_again_makes_no_release(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    done(deploy(site, target))
    assert "nothing to do" in done(deploy(site, target))
    assert len(releases(target)) == 1


def test_everything_is_readable_for_the_web_server(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, tea="Te")
    (site / "tea").chmod(0o700)
    (site / "tea/index.html").chmod(0o600)
    (site / "index.html").chmod(0o755)
    done(deploy(site, target))
    modes = {path.stat().st_mode & 0o777 for path in target.rglob("*.html")}
    assert modes == {0o644}
    folders = [path for path in (target, *target.rglob("*")) if path.is_dir()]
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o755}


@pytest.mark.slow
def test_five_are_kept_and_what_is_not_ours_stays(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    target.mkdir(parents=True)
    theirs = target / "releases" / "20200101T000000Z-1"  # named as ours, without our mark
    theirs.mkdir(parents=True)
    for number in range(1, 8):
        make_site(tmp_path, tea=str(number))
        done(deploy(site, target))
    assert [name.rpartition("-")[2] for name in releases(target) if name != theirs.name] == [
        "3",
        "4",
        "5",
        "6",
        "7",
    ]
    assert theirs.is_dir()
    assert len(list((target / "releases/.ours").iterdir())) == 5


def test_names_of_every_kind_arrive(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path, **{"tŷ newydd & 'mwy'": "1", "a\nb": "2", r"c\#012d": "3"})
    done(deploy(site, target))
    assert files_of(target / "current") == files_of(site)
    shutil.rmtree(site / "a\nb")
    make_site(tmp_path, **{"tŷ newydd & 'mwy'": "4", r"c\#012d": "5"})
    said = done(deploy(site, target))
    assert "Changed:\n  /c\\#012d/\n  /tŷ newydd & 'mwy'/\n" in said
    assert files_of(target / "current") == files_of(site)


def test_dry_run_changes_nothing(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    ask = typed("deploy", str(target), "--site", str(site))
    assert "YES=1" in refused(run(ask))
    assert not target.exists()
    done(deploy(site, target))
    make_site(tmp_path, tea="Te")
    before = sorted(target.rglob("*"))
    asked = run(ask)
    assert "1 file new" in asked.stdout
    assert "YES=1" in refused(asked)
    assert sorted(target.rglob("*")) == before


@pytest.mark.parametrize(("answer", "puts"), [("y", True), ("", False), ("no", False)])
def test_it_asks_on_a_terminal(tmp_path: Path, target: Path, answer: str, puts: bool) -> None:
    site = make_site(tmp_path)
    ours, theirs = pty.openpty()
    os.write(ours, f"{answer}\n".encode())
    asked = subprocess.run(
        typed("deploy", str(target), "--site", str(site)),
        cwd=ROOT,
        env=environment(),
        stdin=theirs,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert asked.returncode == 0
    assert f"Put this on {target}? [y/N]" in asked.stdout
    assert target.exists() is puts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("robots.txt", "User-agent: *\nDisallow: /\n"),
        ("index.html", '<meta name="robots" content="noindex">'),
    ],
)
def test_preview_is_refused(tmp_path: Path, target: Path, name: str, text: str) -> None:
    site = make_site(tmp_path)
    (site / name).write_text(text, encoding="utf-8")
    assert "is a preview" in refused(deploy(site, target))
    assert not target.exists()


def test_robots_that_keep_out_one_robot_are_no_preview(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    robots = "User-agent: Greedy\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\n"
    (site / "robots.txt").write_text(robots, encoding="utf-8")
    done(deploy(site, target))


def test_no_site_is_refused(tmp_path: Path, target: Path) -> None:
    assert "There is no site in" in refused(deploy(tmp_path / "public", target))
    (tmp_path / "public").symlink_to("nowhere")
    assert "make publish" in refused(deploy(tmp_path / "public", target))


def test_target_in_the_site_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    assert "lies in the site itself" in refused(deploy(site, site / "copy"))


def test_what_others_made_is_left_alone(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    (target / "current").mkdir(parents=True)
    assert "did not make" in refused(deploy(site, target))
    (target / "current").rmdir()
    (target / "current").symlink_to("../elsewhere")
    assert "a link to ../elsewhere" in refused(deploy(site, target))
    assert not (target / "releases").exists()


def test_release_that_was_deleted_by_hand_is_no_obstacle(tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    done(deploy(site, target))
    shutil.rmtree(target / "releases" / shown(target))
    done(deploy(site, target))
    assert files_of(target / "current") == files_of(site)
    assert releases(target) == [shown(target)]


@pytest.mark.parametrize("text", ["", "odd", "4711 1", "4711 1 2 3", "-1 -1", "x" * 500])
def test_lock_of_another_is_told_whatever_it_holds(tmp_path: Path, target: Path, text: str) -> None:
    site = make_site(tmp_path)
    (target / "releases").mkdir(parents=True)
    with (target / "releases/.lock").open("w+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write(text)
        lock.flush()
        assert "another deploy" in refused(deploy(site, target))
    done(deploy(site, target))


def test_odd_marks_and_names_are_no_obstacle(tmp_path: Path, target: Path) -> None:
    marks = target / "releases/.ours"
    marks.mkdir(parents=True)
    for name in ("99999999T999999Z-9", "a b", "-rf", "x\ny", "..."):
        (marks / name).write_text("$(exit 3)\n\n", encoding="utf-8")
        (target / "releases" / name).mkdir()
    done(deploy(make_site(tmp_path), target))
    assert shown(target).endswith("-10")
    assert "99999999T999999Z-9" in run(typed("rollback", str(target))).stdout


def test_this_computer_without_rsync(tmp_path: Path, target: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/sh").symlink_to("/bin/sh")
    message = refused(deploy(make_site(tmp_path), target, PATH=str(tmp_path / "bin")))
    assert message == "This computer has no rsync. Install it first.\n"


# To a server that this computer plays: other systems' programs.

NO_T = """#!/bin/sh
case $1 in -T*) echo "mv: illegal option -- T" >&2; exit 64;; {h}esac
exec /usr/bin/mv "$@"
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", ["", '-hf) shift; exec /usr/bin/mv -Tf "$@";; ', "-h*) exit 64;; "]
)
def test_server_with_an_mv_of_another_system(tmp_path: Path, target: Path, case: str) -> None:
    ssh = played_server(tmp_path, mv=NO_T.replace("{h}", case))
    site = make_site(tmp_path, tea="1")
    for number in "12":
        make_site(tmp_path, tea=number)
        done(deploy(site, f"played:{target}", "--ssh", ssh))
        assert page(target, "tea") == number
    assert not list(target.glob(".current"))


@pytest.mark.slow
def test_server_without_flock(tmp_path: Path, target: Path) -> None:
    ssh = played_server(tmp_path, "flock")
    site = make_site(tmp_path)
    done(deploy(site, f"played:{target}", "--ssh", ssh))
    make_site(tmp_path, tea="Te")
    with (target / "releases/.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "another deploy" in refused(deploy(site, f"played:{target}", "--ssh", ssh))
    done(deploy(site, f"played:{target}", "--ssh", ssh))


@pytest.mark.parametrize(
    ("lacking", "message"),
    [
        (["rsync"], "played has no rsync. Install rsync on it.\n"),
        (["flock", "perl"], "played lacks perl, which is needed there"),
    ],
)
def test_server_that_lacks_a_program(
    tmp_path: Path, target: Path, lacking: list[str], message: str
) -> None:
    ssh = played_server(tmp_path, *lacking)
    assert message in refused(deploy(make_site(tmp_path), f"played:{target}", "--ssh", ssh))
    assert not (target / "current").exists()


def test_server_that_cannot_replace_a_link(tmp_path: Path, target: Path) -> None:
    no = NO_T.replace("{h}", "-h*) exit 64;; ")
    ssh = played_server(tmp_path, "perl", mv=no)
    message = refused(deploy(make_site(tmp_path), f"played:{target}", "--ssh", ssh))
    assert "played lacks perl" in message
    assert not (target / "current").exists()


def test_server_that_talks_to_everybody(tmp_path: Path, target: Path) -> None:
    silent = played_server(tmp_path)
    site = make_site(tmp_path)
    done(deploy(site, f"played:{target}", "--ssh", silent))
    talking = played_server(tmp_path / "talking", greeting="echo Welcome; exec 2>&1")
    make_site(tmp_path, tea="Te")
    message = refused(deploy(site, f"played:{target}", "--ssh", talking))
    assert "says something whenever somebody logs in" in message


# To a real ssh server.


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
    process = start(site, where, server, **slow_rsync(tmp_path / "slow"))
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
    process = start(site, where, server, **slow_rsync(tmp_path / "slow"))
    wait_for_part(target)
    for connection in children(process.pid):  # both that of the shell and that of rsync
        os.kill(connection, signal.SIGKILL)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "Traceback" not in errors
    assert "The connection to 127.0.0.1 was lost." in errors
    assert page(target, "tea") == "1"


@pytest.mark.slow
def test_two_at_once(server: SshServer, tmp_path: Path, target: Path) -> None:
    where = f"{server.host}:{target}"
    site = make_site(tmp_path)
    (site / "film.bin").write_bytes(os.urandom(1_500_000))
    process = start(site, where, server, **slow_rsync(tmp_path / "slow"))
    wait_for_part(target)
    message = refused(deploy(site, where, "--ssh", server.ssh()))
    assert "another deploy or rollback is at work" in message
    assert re.search(r"for 0 min now\. .* ssh .*-p \d+ .* kill \d+$", message)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert "nothing to do" in done(deploy(site, where, "--ssh", server.ssh()))
    assert len(releases(target)) == 1


@pytest.mark.slow
def test_connections_that_cannot_be_had(server: SshServer, tmp_path: Path, target: Path) -> None:
    site = make_site(tmp_path)
    where = f"{server.host}:{target}"
    begun = time.monotonic()
    closed = f"ssh -F none -p {free_port()}"
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
    assert time.monotonic() - begun < 30
    assert not target.exists()


@pytest.mark.slow
def test_full_disk(server: SshServer, tmp_path: Path, disk: Path) -> None:
    where = f"{server.host}:{disk}"
    site = make_site(tmp_path, tea="1")
    done(deploy(site, where, "--ssh", server.ssh()))
    make_site(tmp_path, tea="2")
    (site / "film.bin").write_bytes(os.urandom(2_000_000))
    assert "The disk of 127.0.0.1 is full." in refused(deploy(site, where, "--ssh", server.ssh()))
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
    for _ in range(20):
        if (result := act()).returncode == 0:
            break
        time.sleep(0.2)
    return result


def start(site: Path, where: str, server: SshServer, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        typed("deploy", where, "--site", str(site), "--yes", "--ssh", server.ssh()),
        cwd=ROOT,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def wait_for_part(target: Path) -> None:
    """Wait until something of the big file has arrived."""
    for _ in range(400):
        if list(target.glob("releases/*.part/.film.bin.*")):
            return
        time.sleep(0.05)
    raise AssertionError("Nothing was sent.")


def children(process: int) -> list[int]:
    """The ssh processes that a process has started, also by way of rsync."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,comm="], capture_output=True, text=True)
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    below = {process}
    for _ in range(4):
        below |= {int(pid) for pid, parent, _ in rows if int(parent) in below}
    return [int(pid) for pid, _, name in rows if int(pid) in below and name == "ssh"]


# What needs no server.


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("user@host:/srv/site", "user@host", "/srv/site"),
        ("host:/srv//site/", "host", "/srv/site"),
        ("host:site", "host", "./site"),
        ("host:-rf", "host", "./-rf"),
        ("host:~/my site", "host", "./my site"),
        ("user@[::1]:/srv/site", "user@::1", "/srv/site"),
        ("/srv/a:b", "", "/srv/a:b"),
    ],
)
def test_targets(text: str, host: str, path: str) -> None:
    assert target_of(text) == Target(host, path)


def test_local_targets_begin_here_or_at_home() -> None:
    assert target_of("x/y").path == str(Path.cwd() / "x/y")
    assert target_of("~/x").path == str(Path.home() / "x")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "//",
        ".",
        "..",
        "../x",
        "~",
        "~/",
        "/..",
        "host:",
        "host:/",
        "host:.",
        "host:~",
        "host:a/../..",
        "host:~other/site",
        "-oProxyCommand=x:/srv",
        "user@-host:/srv",
        "a b:/srv",
        "host:/srv/a\nb",
        "/srv/a\0b",
        "host::module",
        "rsync://host/site",
        "ssh://host/site",
        "@host:/srv",
    ],
)
def test_targets_that_are_refused(text: str) -> None:
    with pytest.raises(ReleaseProblem, match="TARGET"):
        target_of(text)


@pytest.mark.parametrize("ssh", ["", "   ", "ssh -i 'key"])
def test_ssh_that_is_no_command(ssh: str) -> None:
    with pytest.raises(ReleaseProblem, match="is no command"):
        target_of("host:/srv/site", ssh)


def test_options_of_a_person_come_first() -> None:
    shell = Target("me@host", "/srv", "ssh -o 'BatchMode no'").shell
    assert shell == ["ssh", "-o", "BatchMode no", *SSH_OPTIONS.split(), "--", "me@host", "exec sh"]


@given(st.text())
def test_no_target_is_taken_for_something_else(text: str) -> None:
    try:
        target = target_of(text)
    except ReleaseProblem:
        return
    assert target.path.isprintable()
    assert target.path.startswith(("/", "./"))
    assert target.path.strip("./")
    assert not target.host.startswith("-")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12))
def test_no_sign_of_a_path_means_something_to_the_shell(name: str) -> None:
    with Shell(Target("", f"/srv/{name}")) as shell:
        assert shell.run('printf %s "$root"') == [f"/srv/{name}"]


def test_shell_that_never_begins_says_why_and_leaves_nothing_open() -> None:
    fails = Target("me@host", "/srv", "sh -c 'echo alas >&2; exit 1'")
    with pytest.raises(ReleaseProblem, match="alas"), Shell(fails):
        pass
    with pytest.raises(ReleaseProblem, match="no-such-ssh cannot be run"):
        Shell(Target("me@host", "/srv", "no-such-ssh")).__enter__()


def test_shell_that_ends_says_why() -> None:
    with Shell(Target("", "/srv")) as shell, pytest.raises(ReleaseProblem, match="alas"):
        shell.run("echo alas >&2; exit 3")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("bash: line 1: rsync: command not found", "no rsync"),
        ("rsync: [receiver] write failed on ...: No space left on device (28)", "is full"),
        ("mkdir: cannot create directory '/srv/x': Permission denied", "may not be written"),
        ("me@host: Permission denied (publickey).", "your key"),
        ("ssh: connect to host h port 22: Connection timed out", "cannot be reached"),
        ("client_loop: send disconnect: Broken pipe", "was lost"),
        ("", "it ended without a word"),
        ("{odd} 100%", "{odd} 100%"),
    ],
)
def test_failures_in_words(said: str, message: str) -> None:
    assert message in str(failure(Target("me@host", "/srv/x"), said))


def test_long_lists_of_names_are_cut() -> None:
    gone = tuple(f"posts/{number:03}/index.html" for number in range(NAMED + 3))
    copies = tuple(f"{name}.br" for name in gone)
    said = in_words(Changes((), (), gone + copies, 0)).splitlines()
    assert said[0] == "0 files new, 0 changed, 23 gone; 0 kB to send."
    assert said[2] == "  /posts/000/"
    assert said[-1] == "  and 3 more"
    assert len(said) == NAMED + 3


@given(st.integers(0, 12), st.data())
def test_what_is_too_many(number: int, data: st.DataObject) -> None:
    """Five are kept, among them always the one shown and that before it."""
    names = [f"20260101T000000Z-{one + 1}" for one in range(number)]
    before = [data.draw(st.sampled_from(["", *names])) for _ in names]
    shown = data.draw(st.sampled_from(["", *names]))
    state = State("", shown, tuple(map(Release, names, before)), ())
    gone = state.too_many()
    assert len(names) - len(gone) == min(5, number)
    assert not {shown, state.before()} & set(gone)
    assert gone == sorted(gone, key=names.index)
    assert int(state.next_name().rpartition("-")[2]) == number + 1
