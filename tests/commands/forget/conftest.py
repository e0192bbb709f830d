"""The publication of which the tests of this folder erase comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.forget.forgetting import NOW
from tests.commands.talking import publication


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its content; whoever erases there does it now, and knows no password."""
    monkeypatch.delenv("ISSO_PASSWORD", raising=False)
    monkeypatch.setattr("plugins.commands.forget._now", lambda: NOW)
    return publication(tmp_path, monkeypatch)
