"""The publication whose archive the tests of this folder bring comments into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.talking import publication


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its content."""
    return publication(tmp_path, monkeypatch)
