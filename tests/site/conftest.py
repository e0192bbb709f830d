"""The site that the tests of this folder ask about, built once in a test run."""

from __future__ import annotations

import pytest

from tests.once import BUILT, SAID, valid_built
from tests.site.built import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = valid_built(tmp_path_factory)
    return Site(folder / BUILT, (folder / SAID).read_text(encoding="utf-8"))
