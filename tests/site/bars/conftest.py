"""The published site, a server of it, and the programs that look at pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.node_packages import NotInstalledError, node_packages
from tests.once import made_once
from tests.programs import lacking
from tests.running import VALID
from tests.site.bars.publishing import Published, publish
from tests.site.bars.serving import serving

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    settings = (VALID / "settings.py").read_text(encoding="utf-8")
    return Published(
        made_once(
            tmp_path_factory, "bars", lambda place: publish(place, VALID / "content", settings)
        )
    )


@pytest.fixture(scope="session")
def home(published: Published) -> Iterator[str]:
    """Where the published site is served; without the last "/"."""
    with serving(published.root) as address:
        yield address


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder of the packages of package.json."""
    return installed(HERE)


@pytest.fixture(scope="session")
def axe(packages: Path) -> str:
    return (packages / "axe-core/axe.min.js").read_text(encoding="utf-8")


def installed(folder: Path) -> Path:
    """The folder of what the lock in a folder names; without it the test is skipped."""
    try:
        return node_packages(folder, HERE / ".cache")
    except NotInstalledError as why:
        lacking(str(why))
