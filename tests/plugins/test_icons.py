"""The icons of a site, drawn of its name and colours, and the manifest that names them."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from plugins.icons import ICON, MANIFEST, TOUCH_ICON, icons
from plugins.model.tag import tags
from tests.building import Place
from tests.running import ROOT

pytestmark = pytest.mark.slow

STATIC = ROOT / "theme/static"


def made(name: str, folder: Path, **theme: str) -> dict[str, bytes]:
    return {key: file.data for key, file in icons(STATIC, name, theme, folder).items()}


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Wayside", "W"),
        ("the row", "T"),
        ("“Émile” & co", "É"),
        ("<b>", "B"),
        ("日本", "日"),
        ("…", None),
    ],
)
def test_the_icon_shows_the_first_letter(name: str, letter: str | None, tmp_path: Path) -> None:
    root = ET.fromstring(made(name, tmp_path)[ICON])  # noqa: S314 - of our making
    words = root.find("{http://www.w3.org/2000/svg}text")
    assert words is not None
    assert words.text == letter


def test_that_of_telephones_is_square_and_not_clear(tmp_path: Path) -> None:
    for name in ("Wayside", "日本"):
        with Image.open(BytesIO(made(name, tmp_path)[TOUCH_ICON])) as image:
            assert (image.size, image.mode) == ((180, 180), "RGB")
            assert image.getpixel((2, 2)) == (0x07, 0x56, 0x5A)
    assert made("Wayside", tmp_path)[TOUCH_ICON] != made("日本", tmp_path)[TOUCH_ICON]


def test_the_same_gives_the_same(tmp_path: Path) -> None:
    assert made("Wayside", tmp_path / "a") == made("Wayside", tmp_path / "b")


def test_a_theme_keeps_its_own(tmp_path: Path) -> None:
    own = {ICON: "/theme/icon.0123.svg", TOUCH_ICON: "/theme/touch.4567.png"}
    found = made("Wayside", tmp_path, **own)
    assert set(found) == {MANIFEST}
    icons_named = [one["src"] for one in json.loads(found[MANIFEST])["icons"]]
    assert icons_named == ["icon.0123.svg", "touch.4567.png"]


def test_a_site_names_them_where_they_are(tmp_path: Path) -> None:
    place = Place(tmp_path, {})
    assert place.build().status == 0
    files, page = place.files(), place.page("index.html")
    links = {one["rel"]: one["href"] for one in tags(page, {"link"}) if one["rel"] != "alternate"}
    for rel in ("icon", "apple-touch-icon", "manifest"):
        assert links[rel].startswith("/sub/theme/")
        assert links[rel].removeprefix("/sub/") in files
    told = json.loads(files[links["manifest"].removeprefix("/sub/")])
    assert told["name"] == "Lantern Row"
    assert told["theme_color"] == "#07565a"
    assert all(f"theme/{one['src']}" in files for one in told["icons"])


def test_another_name_or_colour_makes_others(tmp_path: Path) -> None:
    place = Place(tmp_path, {})
    place.build()
    before = {name for name in place.files() if name.startswith("theme/")}
    place.settings["SITENAME"] = "Mill Row"
    place.build()
    after = {name for name in place.files() if name.startswith("theme/")}
    assert {name.split(".")[0] for name in before ^ after} == {
        *("theme/icon", "theme/apple-touch-icon", "theme/site")
    }
    place.assert_as_clean()
    tokens = place.theme / "static/css/tokens.css"
    text = tokens.read_text(encoding="utf-8").replace("#07565a", "#5a0756")
    tokens.write_text(text, encoding="utf-8")
    place.build()
    assert b"#5a0756" in b"".join(
        data for name, data in place.files().items() if name.startswith("theme/icon")
    )
    place.assert_as_clean()
