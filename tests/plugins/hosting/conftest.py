"""Each server of docs/hosting.md, started once, at the root of its host and under a path."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.plugins.hosting.servers import SERVERS, Server, running
from tests.plugins.hosting.tree import write_tree


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that a server may read which runs as another user."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session", params=[*SERVERS, *(f"{name}/blog" for name in SERVERS)])
def server(request: pytest.FixtureRequest, open_folder: Path) -> Iterator[tuple[Server, str]]:
    """A server and the base at which it shows the site, as a release that a link leads to."""
    name, slash, rest = request.param.partition("/")
    base = slash + rest
    folder = open_folder / f"{name}{rest}"
    release, current, work = folder / "releases/1", folder / "current", folder / "work"
    work.mkdir(parents=True)
    write_tree(release, base)
    current.symlink_to("releases/1", target_is_directory=True)
    with ExitStack() as stack:
        yield stack.enter_context(running(name, current, work, base)), base
