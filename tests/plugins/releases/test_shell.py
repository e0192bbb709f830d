"""The shell that is told step by step what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.releases import ReleaseProblem
from plugins.releases.destination import Destination
from plugins.releases.shell import Shell
from plugins.releases.store import show


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12))
def test_no_sign_of_a_path_means_something_to_the_shell(name: str) -> None:
    with Shell(Destination("", f"/srv/{name}")) as shell:
        assert shell.run('printf %s "$root"') == [f"/srv/{name}"]


def test_shell_that_never_begins_says_why_and_leaves_nothing_open() -> None:
    fails = Destination("me@host", "/srv", "sh -c 'echo alas >&2; exit 1'")
    with pytest.raises(ReleaseProblem, match="alas"), Shell(fails):
        pass
    with pytest.raises(ReleaseProblem, match="no-such-ssh cannot be run"):
        Shell(Destination("me@host", "/srv", "no-such-ssh")).__enter__()


def test_release_is_not_shown_where_a_folder_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".current").mkdir()
    with Shell(Destination("", str(tmp_path))) as shell, pytest.raises(ReleaseProblem):
        show(shell, "20260101T000000Z-1")
    assert [path.name for path in tmp_path.iterdir()] == [".current"]


def test_shell_that_ends_says_why() -> None:
    with Shell(Destination("", "/srv")) as shell, pytest.raises(ReleaseProblem, match="alas"):
        shell.run("echo alas >&2; exit 3")
