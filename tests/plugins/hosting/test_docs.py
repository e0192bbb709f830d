"""docs/hosting.md shows the very files that are tested, and they hold what is declared."""

from __future__ import annotations

import re

import pytest

from tests.plugins.hosting.servers import DOCS, STRICT_TRANSPORT

PAGE = (DOCS.parent / "hosting.md").read_text(encoding="utf-8")
SHOWN = dict(re.findall(r"<!-- docs/hosting/(\S+) -->\n```\w*\n(.*?)```\n", PAGE, re.DOTALL))


def test_the_page_shows_every_file() -> None:
    assert set(SHOWN) == {path.name for path in DOCS.iterdir()}


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_the_page_shows_the_file_that_is_tested(name: str) -> None:
    assert SHOWN[name] == (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_only_https_is_said_to_be_https_alone(name: str) -> None:
    assert SHOWN[name].count(f'Strict-Transport-Security "{STRICT_TRANSPORT}"') == 1
