"""What a person may write as TARGET, and where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.releases import ReleaseProblem
from plugins.releases.destination import SSH_OPTIONS, Destination, destination_of


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
    assert destination_of(text) == Destination(host, path)


def test_local_targets_begin_here_or_at_home() -> None:
    assert destination_of("x/y").path == str(Path.cwd() / "x/y")
    assert destination_of("~/x").path == str(Path.home() / "x")


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
        destination_of(text)


@pytest.mark.parametrize("ssh", ["", "   ", "ssh -i 'key"])
def test_ssh_that_is_no_command(ssh: str) -> None:
    with pytest.raises(ReleaseProblem, match="is no command"):
        destination_of("host:/srv/site", ssh)


def test_options_of_a_person_come_first() -> None:
    shell = Destination("me@host", "/srv", "ssh -o 'BatchMode no'").shell
    assert shell == ["ssh", "-o", "BatchMode no", *SSH_OPTIONS.split(), "--", "me@host", "exec sh"]


@given(st.text())
def test_no_target_is_taken_for_something_else(text: str) -> None:
    try:
        destination = destination_of(text)
    except ReleaseProblem:
        return
    assert destination.path.isprintable()
    assert destination.path.startswith(("/", "./"))
    assert destination.path.strip("./")
    assert not destination.host.startswith("-")
