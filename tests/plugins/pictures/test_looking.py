"""What is found out of a picture's file, and what is said of one that cannot be shown well."""

from __future__ import annotations

import pytest

from plugins.model.problem import Severity
from plugins.pictures.looking import HEAVY_BYTES, look_at
from tests.photographs import (
    bomb,
    drawing,
    moving,
    photograph,
    printers_colours,
    scene,
    sixteen_bits,
    written,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320"><path d="M0 0"/></svg>'


@pytest.mark.parametrize(
    ("path", "data", "size"),
    [
        ("a.jpg", photograph(600, 400), (600, 400)),
        ("turned.JPG", photograph(600, 400, held=6), (400, 600)),
        ("mirrored.jpeg", photograph(600, 400, held=2), (600, 400)),
        ("a.png", drawing(500, 300), (500, 300)),
        ("deep.png", sixteen_bits(60, 40), (60, 40)),
        ("cmyk.jpg", printers_colours(400, 300), (400, 300)),
        ("a.webp", written(scene(90, 60), "WEBP"), (90, 60)),
        ("a.avif", written(scene(90, 60), "AVIF"), (90, 60)),
        ("a.gif", written(scene(90, 60).quantize(16), "GIF"), (90, 60)),
        ("a.svg", SVG, (640, 320)),
        ("shapeless.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', (0, 0)),
    ],
)
def test_of_a_picture_its_size_is_known(path: str, data: bytes, size: tuple[int, int]) -> None:
    looked = look_at(path, data)
    assert looked.picture
    assert (looked.picture.width, looked.picture.height) == size
    assert looked.told == ()


WHOLE = photograph(600, 400)
WRONG = {
    "empty": (b"", "cannot be read as a picture"),
    "no picture": (b"Dear editor, the photograph is in the post.", "cannot be read as a picture"),
    "a JPEG cut short": (WHOLE[: len(WHOLE) // 2], "cut short"),
    "the head of a JPEG": (WHOLE[:300], "cut short"),
    "a PNG cut short": (drawing()[:1500], "cut short"),
    "a GIF cut short": (written(scene(90, 60).quantize(16), "GIF")[:900], "cut short"),
    "a WebP cut short": (written(scene(90, 60), "WEBP")[:700], "cut short"),
    "an AVIF cut short": (written(scene(90, 60), "AVIF")[:700], "cut short"),
    "a bomb": (bomb(), "more than 80 million pixels"),
    "a smaller bomb": (bomb(12_000, 9_000), "more than 80 million pixels"),
    "a GIF that moves": (moving("GIF"), "moves"),
    "a WebP that moves": (moving("WEBP"), "moves"),
    "a PNG that moves": (moving("PNG"), "moves"),
    "a photograph of an iPhone": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    "another kind": (written(scene(9, 9), "BMP"), "another kind"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_shown_is_an_error_with_its_cure(name: str) -> None:
    data, words = WRONG[name]
    looked = look_at("a.jpg", data)
    assert looked.picture is None
    (told,) = looked.told
    assert told.severity is Severity.ERROR
    assert words in told.message
    assert told.remedy


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no drawing at all", "cannot be shown as a drawing"),
        (SVG[:60], "cannot be shown as a drawing"),
        (SVG.replace(b"<path", b"<script/><path"), "could run"),
        (SVG.replace(b"<path", b"<animate/><path"), "moves"),
    ],
)
def test_a_drawing_that_must_not_be_shown_is_an_error_too(data: bytes, words: str) -> None:
    looked = look_at("a.svg", data)
    assert looked.picture is None
    (told,) = looked.told
    assert told.severity is Severity.ERROR
    assert words in told.message


@pytest.mark.parametrize("place", range(0, len(WHOLE), 4001))
def test_no_damage_ends_in_anything_else(place: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[place : place + 3] = b"\xff\xda\x00"
    look_at("a.jpg", bytes(damaged))


@pytest.mark.slow
def test_a_photograph_as_a_camera_gives_it_is_over_heavy() -> None:
    looked = look_at("a.jpg", photograph(6000, 4000))
    assert looked.picture
    (told,) = looked.told
    assert told.severity is Severity.WARNING
    assert "6000 x 4000 pixels (24.0 million)" in told.message
    assert "2,400 pixels in width" in told.remedy


def test_so_is_one_of_many_bytes() -> None:
    data = written(scene(1200, 1200).effect_spread(9), "PNG", compress_level=0)
    assert len(data) > HEAVY_BYTES
    (told,) = look_at("a.png", data).told
    assert told.severity is Severity.WARNING
    assert "4.3 MB" in told.message


def test_a_name_that_says_something_else_is_told() -> None:
    looked = look_at("a.jpg", drawing())
    assert looked.picture
    (told,) = looked.told
    assert told.severity is Severity.WARNING
    assert ".png" in told.remedy
