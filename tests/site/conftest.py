"""The site that the tests of this folder ask about, built once for each worker of a test run."""

from __future__ import annotations

import pytest

from tests.running import VALID, build
from tests.site.built import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    output = tmp_path_factory.mktemp("valid") / "output"
    done = build(VALID / "content", VALID / "settings.py", output)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "tests/sites/valid has neither errors nor warnings"
    return Site(output, done.stdout)
