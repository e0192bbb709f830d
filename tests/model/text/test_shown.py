"""An image of a text in all its sizes."""

from __future__ import annotations

from plugins.model.picture import PictureFile, Sizes
from plugins.model.text.body import resolve
from plugins.model.text.shown import Shown, Source, shown

SIZES = Sizes(
    src="/pictures/small.jpg",
    width=960,
    height=640,
    sources=(("image/webp", (("/pictures/a.webp", 320), ("/pictures/b.webp", 640))),),
)
PICTURE = Shown(
    "/s/small.jpg", 960, 640, (Source(type="image/webp", srcset="/s/a 320w, /s/b 640w"),)
)
IMAGE = '<img src="source:media/a.jpg" alt="A &quot;b&quot;" loading="lazy" decoding="async">'


def href(path: str) -> str:
    return f"/sub{path}"


def led(html: str, picture: Shown | None) -> str:
    return resolve(html, lambda _: "/media/a.jpg", lambda _: picture, "40em")


def test_the_addresses_stand_under_the_base() -> None:
    found = shown(PictureFile(b"a", 3000, 2000), SIZES, href)
    assert (found.src, found.width, found.height) == ("/sub/pictures/small.jpg", 960, 640)
    assert found.sources[0].srcset == "/sub/pictures/a.webp 320w, /sub/pictures/b.webp 640w"


def test_of_what_has_no_sizes_the_size_alone_is_told() -> None:
    assert shown(PictureFile(b"", 64, 32), None, href) == Shown("", 64, 32)


def test_an_image_becomes_a_picture_with_its_sources() -> None:
    assert led(f"<p>{IMAGE}</p>", PICTURE) == (
        '<p><picture><source type="image/webp" srcset="/s/a 320w, /s/b 640w" sizes="40em">'
        '<img src="/s/small.jpg" alt="A &quot;b&quot;" loading="lazy" decoding="async" width="960"'
        ' height="640"></picture></p>'
    )


def test_what_an_editor_wrote_of_its_size_stands() -> None:
    assert 'width="5"' in led(IMAGE.replace("<img", '<img width="5"'), PICTURE)
    assert "height=" not in led(IMAGE.replace("<img", '<img width="5"'), PICTURE)


def test_a_drawing_gets_its_size_and_keeps_its_address() -> None:
    html = led(IMAGE, Shown("", 64, 32))
    assert "<picture>" not in html
    assert 'src="/media/a.jpg"' in html
    assert 'width="64" height="32"' in html


def test_what_is_not_known_stays_as_it_was_read() -> None:
    assert led(IMAGE, None) == IMAGE.replace("source:media/a.jpg", "/media/a.jpg")
    assert led(IMAGE, Shown("", 0, 0)) == led(IMAGE, None)


def test_a_picture_that_leads_nowhere_vanishes_whole() -> None:
    assert resolve(f"a{IMAGE}b", lambda _: None, lambda _: PICTURE) == "ab"
