"""What is made of a picture: sizes, formats, which side is up, and which red is red."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PIL import Image

from plugins.pictures.looking import Unreadable
from plugins.pictures.making import FALLBACK, WIDTHS, File, Files, make_files
from tests.photographs import (
    CORNERS,
    SECRET,
    drawing,
    exif,
    moving,
    photograph,
    pixels,
    printers_colours,
    scene,
    sixteen_bits,
    tells,
    wide_profile,
    written,
)

pytestmark = pytest.mark.slow


def clear(mode: str) -> Image.Image:
    """A landscape that is clear at the top and whole at the foot."""
    image = scene(400, 300, mode).copy()
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


PICTURES = {
    "photograph": photograph(1000, 600),
    "held to the right": photograph(400, 240, held=6),
    "mirrored": photograph(400, 240, held=5),
    "drawing": drawing(),
    "sixteen bits": sixteen_bits(),
    "printer's colours": printers_colours(),
    "clear": written(clear("RGBA"), "PNG", exif=exif()),
    "clear grey": written(clear("LA"), "PNG", exif=exif()),
    "clear in name alone": written(scene(400, 300, "RGBA"), "PNG", exif=exif()),
    "black and white": written(scene(400, 300, "1"), "PNG", exif=exif()),
    "GIF": written(scene(400, 300).quantize(64), "GIF", comment=SECRET),
    "WebP on its side": written(scene(400, 240), "WEBP", exif=exif(6), xmp=SECRET),
    "AVIF": written(scene(400, 240), "AVIF", exif=exif(6), xmp=SECRET),
    "its own red": photograph(400, 240, icc_profile=wide_profile()),
    "too tall for WebP": written(Image.new("RGB", (60, 17_000), "teal"), "PNG", exif=exif()),
}


class _Made(dict[str, Files]):
    """What is made of each of them, made when it is asked for first."""

    def __missing__(self, name: str) -> Files:
        self[name] = make_files(PICTURES[name])
        return self[name]


MADE = _Made()


def every(files: Files) -> Iterator[File]:
    yield files.own
    if files.fallback:
        yield files.fallback
    for sizes in files.better.values():
        yield from sizes


@pytest.mark.parametrize("name", PICTURES)
def test_no_file_tells_anything(name: str) -> None:
    for file in every(MADE[name]):
        assert tells(file.data) == {}
        assert SECRET not in file.data


@pytest.mark.parametrize("name", PICTURES)
def test_all_files_are_what_they_are_said_to_be(name: str) -> None:
    for file in every(MADE[name]):
        assert pixels(file.data).size == (file.width, file.height)
    kinds = {"image/avif": ".avif", "image/webp": ".webp"}
    for kind, sizes in MADE[name].better.items():
        assert {file.ending for file in sizes} == {kinds[kind]}
        widths = [file.width for file in sizes]
        own = MADE[name].own.width
        wanted = sorted({*(width for width in WIDTHS if width < own), min(own, WIDTHS[-1])})
        assert widths[-1] == wanted[-1]
        assert [width for width in wanted if width in widths] == widths
        weights = [len(file.data) for file in sizes]
        assert weights == sorted(weights)  # or the larger one would do


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_bytes_give_the_same_files(name: str) -> None:
    assert make_files(PICTURES[name]) == MADE[name]


@pytest.mark.parametrize("held", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "PNG with a table of colours"])
def test_every_file_is_upright(held: int, form: str) -> None:
    """As a camera writes it: the pixels lie as the camera was held, and Exif says how."""
    lying = turned(scene(300, 200), held)
    lying = lying.quantize(256) if "table" in form else lying
    files = make_files(written(lying, form.split()[0], quality=90, exif=exif(held)))
    for file in every(files):
        image = pixels(file.data).convert("RGB")
        assert image.width > image.height
        for name, colour in CORNERS.items():
            assert is_near(corner(image, name), Image.new("RGB", (1, 1), colour).getpixel((0, 0)))


def turned(image: Image.Image, held: int) -> Image.Image:
    """The pixels of a camera that was held so: Exif's orientation undoes it."""
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    return image.transpose(Image.Transpose(turns[held])) if held in turns else image


def corner(image: Image.Image, name: str) -> object:
    x = image.width // 8 if "left" in name else image.width * 7 // 8
    y = image.height // 8 if "top" in name else image.height * 7 // 8
    return image.getpixel((x, y))


def is_near(one: object, other: object, by: int = 24) -> bool:
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_colours_of_another_profile_are_those_that_were_meant() -> None:
    """In that profile the first number means green, and the second red."""
    for file in every(MADE["its own red"]):
        meant = corner(pixels(file.data).convert("RGB"), "top left")  # was written as red
        assert isinstance(meant, tuple)
        assert meant[1] > 2 * meant[0]


def test_printers_colours_become_those_of_a_screen() -> None:
    files = MADE["printer's colours"]
    for file in every(files):
        image = pixels(file.data)
        assert image.mode == "RGB"
        assert is_near(corner(image, "top left"), (208, 32, 32), 40)


def test_what_is_clear_stays_clear() -> None:
    for name in ("drawing", "clear", "clear grey"):
        for file in every(MADE[name]):
            low, high = pixels(file.data).getchannel("A").getextrema()
            assert low < 8 < 247 < high  # type: ignore[operator]  # of one channel, two numbers


def test_what_is_clear_nowhere_is_written_without_that() -> None:
    for sizes in MADE["clear in name alone"].better.values():
        assert {pixels(file.data).mode for file in sizes} == {"RGB"}


def test_of_a_picture_too_tall_for_the_better_formats_its_own_is_published() -> None:
    assert MADE["too tall for WebP"].better == {}
    taller = make_files(written(Image.new("L", (400, 17_000)), "PNG")).better["image/webp"]
    assert [file.width for file in taller] == [320]


def test_sixteen_bits_go_from_black_to_white() -> None:
    image = pixels(MADE["sixteen bits"].better["image/webp"][-1].data).convert("L")
    row = [image.getpixel((x, 20)) for x in (0, 30, 59)]
    assert row[0] < 16 < 100 < row[1] < 160 < 240 < row[2]  # type: ignore[operator]  # grey: one number a point


def test_drawings_stay_sharp() -> None:
    """A WebP without loss has a chunk of its own kind."""
    (whole,) = MADE["drawing"].better["image/webp"]
    assert whole.data[12:16] == b"VP8L"


def test_a_whole_picture_is_not_coded_anew_where_it_need_not_be() -> None:
    own = MADE["photograph"].own.data
    assert own[:2] == b"\xff\xd8"
    assert own in PICTURES["photograph"] or len(own) < len(PICTURES["photograph"])
    assert pixels(own).tobytes() == pixels(PICTURES["photograph"]).tobytes()


def test_old_browsers_and_feeds_get_a_small_one_of_its_own_kind() -> None:
    files = MADE["photograph"]
    assert files.fallback
    assert (files.fallback.ending, files.fallback.width) == (".jpg", FALLBACK)
    assert len(files.fallback.data) < len(files.own.data)
    assert MADE["drawing"].fallback is None  # it is small enough


def test_avif_is_made_only_where_it_is_smaller() -> None:
    for name in ("photograph", "drawing", "clear", "AVIF"):
        files = MADE[name]
        assert list(files.better)[-1] == "image/webp"
        sizes = {kind: len(found[-1].data) for kind, found in files.better.items()}
        assert sizes.get("image/avif", 0) < sizes["image/webp"]
    assert "image/avif" in MADE["photograph"].better
    assert "image/avif" not in MADE["drawing"].better


@pytest.mark.parametrize("data", [b"", moving(), photograph()[:5000]])
def test_what_is_no_still_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        make_files(data)
