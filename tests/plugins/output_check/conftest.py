"""The site that the tests of this folder break, built once in a test run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.model.address import file_of
from plugins.model.loading import load
from tests.once import BUILT, valid_built
from tests.plugins.output_check.breaking import OLD_FEEDS, SITE
from tests.running import VALID


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return (valid_built(tmp_path_factory) / BUILT).resolve()


@pytest.fixture(scope="session")
def copied() -> list[str]:
    """The files that the build only copied."""
    assets = load(VALID / "content", SITE).assets
    return [*(file_of(asset.address) for asset in assets), *OLD_FEEDS]


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(built, tmp_path / "tree"))
