"""The day and the comment service of publications whose comments are at one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.commands.site_and_service import DAY, SOUP
from tests.plugins.snapshot.services import FakeIsso, comment, served


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is that day for all commands."""
    monkeypatch.setenv("TODAY", DAY)


@pytest.fixture
def fake() -> Iterator[FakeIsso]:
    """A service with two comments on the soup."""
    with served(FakeIsso()) as fake:
        fake.threads = {SOUP: [comment(1), comment(2)]}
        yield fake
