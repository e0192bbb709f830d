"""The feed at its old addresses: a copy of its bytes, at each build."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.view.maker import Maker
from plugins.old_feeds import OldFeedsGenerator
from tests.loading import loaded


def written(maker: Maker, output: Path) -> dict[str, bytes]:
    """The files that the generator makes."""
    files: dict[str, bytes] = {}

    class Writer:
        def write_bytes(self, name: str, data: bytes) -> None:
            files[name] = data

    generator = OldFeedsGenerator.__new__(OldFeedsGenerator)  # without Pelican around it
    generator.settings, generator.output_path = {"MAKER": maker}, str(output)
    generator.generate_output(Writer())
    return files


@pytest.mark.parametrize(
    ("alias", "name"),
    [("/feed/", "feed/index.html"), ("/rss.xml", "rss.xml"), ("/blog/atom", "blog/atom")],
)
def test_each_old_address_holds_a_copy(tmp_path: Path, alias: str, name: str) -> None:
    (tmp_path / "feed.xml").write_bytes(b"<?xml ...>")
    maker = Maker(loaded(tmp_path, {}, feed_aliases=(alias,)))
    assert written(maker, tmp_path) == {name: b"<?xml ...>"}


def test_without_old_addresses_there_is_none(tmp_path: Path) -> None:
    assert written(Maker(loaded(tmp_path, {})), tmp_path) == {}
