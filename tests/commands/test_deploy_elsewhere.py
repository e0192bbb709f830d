"""`make deploy` to other systems: servers that this computer plays, with other programs."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.commands.releasing import (
    deploy,
    done,
    make_site,
    page,
    played_server,
    refused,
)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "site"


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


@pytest.mark.slow
def test_server_that_talks_to_everybody(tmp_path: Path, target: Path) -> None:
    silent = played_server(tmp_path)
    site = make_site(tmp_path)
    done(deploy(site, f"played:{target}", "--ssh", silent))
    talking = played_server(tmp_path / "talking", greeting="echo Welcome; exec 2>&1")
    make_site(tmp_path, tea="Te")
    message = refused(deploy(site, f"played:{target}", "--ssh", talking))
    assert "says something whenever somebody logs in" in message
