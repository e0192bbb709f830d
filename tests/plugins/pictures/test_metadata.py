"""What is taken out of a picture's bytes, and that no pixel changes by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image, ImageChops

from plugins.pictures.metadata import Strange, strip_jpeg, strip_png, strip_webp
from tests.photographs import (
    SECRET,
    drawing,
    exif,
    photograph,
    pixels,
    printers_colours,
    scene,
    tells,
    written,
)

Strip = Callable[[bytes], bytes]
FILES: dict[str, tuple[Strip, bytes]] = {
    "JPEG": (strip_jpeg, photograph()),
    "progressive JPEG": (strip_jpeg, photograph(progressive=True)),
    "JPEG with marks to begin again at": (strip_jpeg, photograph(restart_marker_rows=2)),
    "JPEG with Adobe's mark": (strip_jpeg, printers_colours()),
    "PNG": (strip_png, drawing()),
    "interlaced PNG": (strip_png, written(scene(40, 30), "PNG", exif=exif())),
    "WebP": (strip_webp, written(scene(90, 60), "WEBP", exif=exif(), xmp=SECRET)),
    "clear WebP": (strip_webp, written(scene(90, 60, "RGBA"), "WEBP", exif=exif())),
    "WebP without loss": (
        strip_webp,
        written(scene(91, 61), "WEBP", lossless=True, exif=exif(), xmp=SECRET),
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_told_and_nothing_is_changed(name: str) -> None:
    strip, data = FILES[name]
    assert SECRET in data
    stripped = strip(data)
    assert SECRET not in stripped
    assert tells(stripped) == {}
    assert strip(stripped) == stripped
    before, after = pixels(data), pixels(stripped)
    assert before.mode == after.mode
    assert ImageChops.difference(before, after).getbbox() is None


def test_a_film_behind_a_photograph_goes() -> None:
    first, second = scene(60, 40), Image.new("RGB", (60, 40), "red")
    data = written(first, "MPO", save_all=True, append_images=[second])
    assert len(strip_jpeg(data)) < len(data)


@pytest.mark.parametrize(("strip", "data"), FILES.values(), ids=FILES)
@pytest.mark.parametrize("end", [0, 1, 7, 20, 200])
def test_what_is_cut_short_is_strange_or_shorter(strip: Strip, data: bytes, end: int) -> None:
    try:
        assert len(strip(data[:end])) <= end
    except Strange:
        return


@pytest.mark.parametrize("strip", [strip_jpeg, strip_png, strip_webp])
def test_another_kind_is_strange(strip: Strip) -> None:
    with pytest.raises(Strange):
        strip(b"GIF89a" + bytes(100))
