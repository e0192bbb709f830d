"""The pictures that other sites show of posts: what stands on them, and when they are drawn."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops

from plugins import social_cards
from plugins.lettering import font_of
from plugins.model.tag import tags
from plugins.model.view.social_card import SocialCard
from plugins.social_cards import Pen, pen_of
from plugins.theme_problem import ThemeProblem
from tests.building import Place
from tests.loading import post
from tests.running import ROOT

pytestmark = pytest.mark.slow

STATIC = ROOT / "theme/static"
PEN = pen_of(STATIC)
SITE = SocialCard(site="Lantern Row", tagline="Notes from the row")
FILES: dict[str, str | bytes] = {
    "posts/one.md": post(title="The first post", extra="series: Visits\n"),
    "posts/two.md": post(title="日本語の題", date="2014-03-01"),
    "posts/gone.md": post(
        title="Gone", extra="status: {status: withdrawn, on: 2020-01-01, reason: It went.}\n"
    ),
    "series/visits.md": "---\ntitle: Visits\n---\n",
}
ONE, TWO, OWN = "cards/posts/one.png", "cards/posts/two.png", "cards/site.png"


def card(**more: str) -> SocialCard:
    return SocialCard(**({"site": "Lantern Row", "tagline": "Notes"} | {"title": "Title"} | more))


def drawn(one: SocialCard, pen: Pen = PEN) -> Image.Image:
    with Image.open(BytesIO(pen.card(one))) as image:
        image.load()
        return image.convert("RGB")


def differs(one: SocialCard, other: SocialCard) -> tuple[int, int, int, int] | None:
    """The part of two cards that is not the same."""
    return ImageChops.difference(drawn(one), drawn(other)).getbbox()


def test_a_card_is_as_large_as_it_is_said_to_be() -> None:
    data = PEN.card(card(byline="By Ann", series="Visits"))
    assert drawn(card()).size == (1200, 630)
    assert len(data) < 40_000


def test_it_has_the_colours_of_the_tokens() -> None:
    image = drawn(card())
    assert image.getpixel((5, 5)) == (0xFC, 0xF9, 0xF2)
    assert image.getpixel((600, 625)) == (0x07, 0x56, 0x5A)


def test_each_thing_has_its_place() -> None:
    title = differs(card(title="One"), card(title="Two"))
    series = differs(card(series="Visits"), card())
    byline = differs(card(byline="By Ann"), card())
    site = differs(card(site="Elsewhere"), card())
    assert title
    assert series
    assert byline
    assert site
    assert site[3] <= title[1]
    assert title[3] <= series[1]
    assert series[3] <= byline[1]


@pytest.mark.parametrize(
    "title",
    [
        "A",
        "A title of a usual length, about something that took some time",
        "word " * 40,
        "W" * 80,
        "Llanfair" * 25,
        "Tŷ’r Gwŷr: “Ŵyn” – café £5 … 100%",
    ],
)
def test_no_title_leaves_its_place(title: str) -> None:
    image = drawn(card(title=title, byline="By Ann", series="Visits"))
    paper = Image.new("RGB", image.size, image.getpixel((5, 5)))
    box = ImageChops.difference(image, paper).crop((0, 120, 1200, 600)).getbbox()
    assert box
    assert box[0] >= 78
    assert box[2] <= 1200 - 60
    lower = ImageChops.difference(drawn(card(title=title)), paper).crop((0, 484, 1200, 600))
    assert lower.getbbox() is None


@pytest.mark.parametrize(
    "title", ["日本語の題", "كرة القدم", "שלום", "नमस्ते", "One 題", "\U0001f600"]
)
def test_no_letter_is_a_box(title: str) -> None:
    """The card is then that of the site; a name is left out."""
    assert differs(card(title=title, series="Visits"), card(title="")) is None
    assert differs(card(byline=f"By {title}"), card()) is None
    assert differs(card(site=title), card(site="")) is None


def test_the_same_gives_the_same_bytes() -> None:
    assert PEN.card(SITE) == pen_of(STATIC).card(SITE)


def test_a_theme_without_a_font_or_a_colour_is_told(tmp_path: Path) -> None:
    static = tmp_path / "static"
    shutil.copytree(STATIC, static)
    tokens = static / "css/tokens.css"
    tokens.write_text(tokens.read_text(encoding="utf-8").replace("--accent:", "--other:"))
    with pytest.raises(ThemeProblem, match="need the colour --accent"):
        pen_of(static)
    shutil.rmtree(static / "fonts")
    with pytest.raises(ThemeProblem, match="SOCIAL_CARDS = False"):
        pen_of(static)
    assert font_of(static) is None


def lose_the_colours(static: Path) -> None:
    (static / "css/tokens.css").unlink()


def break_the_font(static: Path) -> None:
    for file in (static / "fonts").rglob("*.woff2"):
        file.write_bytes(file.read_bytes()[:99])


def lose_the_font(static: Path) -> None:
    for file in (static / "fonts").rglob("*.woff2"):
        file.unlink()
        file.symlink_to("nowhere.woff2")


@pytest.mark.parametrize(
    ("befall", "words"),
    [
        (lose_the_colours, "css/tokens.css, line 1: social cards need the colour --paper"),
        (break_the_font, ".woff2, line 1: this is no font that can be drawn with"),
        (lose_the_font, ".woff2, line 1: this font cannot be read: No such file or directory"),
    ],
)
def test_a_theme_that_is_broken_is_told(
    tmp_path: Path, befall: Callable[[Path], None], words: str
) -> None:
    static = tmp_path / "static"
    shutil.copytree(STATIC, static)
    befall(static)
    with pytest.raises(ThemeProblem, match=re.escape(words)):
        pen_of(static).card(SITE)


# On a site --------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path, FILES)
    said = found.build()
    assert said.status == 0, said.text
    return found


def properties(page: str) -> dict[str, str]:
    return {one["property"]: one["content"] for one in tags(page, {"meta"}) if "property" in one}


def test_each_post_has_its_card_and_all_else_that_of_the_site(place: Place) -> None:
    files = place.files()
    assert {name for name in files if name.startswith("cards/")} == {ONE, TWO, OWN}
    assert files[TWO] == files[OWN] != files[ONE]  # its title has letters that the font lacks
    said = properties(place.page("posts/one/index.html"))
    assert said["og:image"] == "https://lantern.example/sub/cards/posts/one.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == "The first post. By Ann Example. Lantern Row"
    assert said["twitter:card"] == "summary_large_image"
    home = properties(place.page("index.html"))
    assert home["og:image"] == "https://lantern.example/sub/cards/site.png"
    assert home["og:image:alt"] == "Lantern Row: Notes from the row"


@pytest.mark.parametrize("more", [{"SITEURL": ""}, {"SOCIAL_CARDS": False}])
def test_a_preview_has_none_and_so_has_who_wants_none(place: Place, more: dict[str, Any]) -> None:
    assert place.build("other/output", **more).status == 0
    assert not [name for name in place.files("other/output") if name.startswith("cards/")]
    assert "og:image" not in place.files("other/output")["posts/one/index.html"].decode()


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in after if name.startswith("cards/") and before.get(name) != after[name]}


def test_a_card_is_drawn_when_what_stands_on_it_changes(place: Place) -> None:
    before = place.files()
    place.write(
        "posts/one.md", post("Other words.\n", title="The first post", extra="series: Visits\n")
    )
    place.build()
    assert changed(before, place.files()) == set()
    place.write("posts/one.md", post(title="Another title", extra="series: Visits\n"))
    place.build()
    assert changed(before, place.files()) == {ONE}
    place.assert_as_clean()


def test_so_it_is_when_the_name_of_a_series_does(place: Place) -> None:
    before = place.files()
    place.write("series/visits.md", "---\ntitle: First visits\naliases: [Visits]\n---\n")
    place.build()
    assert changed(before, place.files()) == {ONE}
    place.assert_as_clean()


def test_and_all_when_a_colour_of_the_theme_does(place: Place) -> None:
    before = place.files()
    tokens = place.theme / "static/css/tokens.css"
    text = tokens.read_text(encoding="utf-8")
    assert "#07565a" in text
    tokens.write_text(text.replace("#07565a", "#5a0756"), encoding="utf-8")
    place.build()
    assert changed(before, place.files()) == {ONE, TWO, OWN}
    place.assert_as_clean()


def test_a_card_goes_with_its_post(place: Place) -> None:
    (place.content / "posts/one.md").unlink()
    (place.content / "series/visits.md").unlink()
    place.build()
    assert ONE not in place.files()
    place.assert_as_clean()


def test_what_was_drawn_once_is_not_drawn_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_pen: Pen, _card: SocialCard) -> bytes:
        raise AssertionError("a card was drawn again")

    monkeypatch.setattr(social_cards.Pen, "card", refuse)
    (place.output.parent / ".output.trees/kept.db").unlink()
    assert place.build().status == 0


def test_what_pages_show_stays_drawn_however_often_others_change(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        place.write("posts/one.md", post(title=f"Title {number}", extra="series: Visits\n"))
        place.build()
    kept = [*(place.output.parent / ".output.trees/drawn/cards").iterdir()]
    assert len(kept) <= 2 * len({ONE, TWO, OWN})
    test_what_was_drawn_once_is_not_drawn_again(place, monkeypatch)


@pytest.mark.parametrize("befall", [break_the_font, lose_the_colours])
def test_a_broken_theme_leaves_the_site_as_it_was(
    place: Place, befall: Callable[[Path], None]
) -> None:
    before = place.files()
    befall(place.theme / "static")
    said = place.build()
    assert said.status == 2
    assert "The theme has a fault in" in said.text
    assert place.files() == before
