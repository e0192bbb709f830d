"""The pictures of a built site: what pages name, what readers fetch, what a change makes anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.model.picture import Told
from plugins.model.tag import tags
from plugins.output_tree import kept_beside
from plugins.pictures import making
from plugins.pictures.looking import Unreadable
from tests.building import Place
from tests.loading import post
from tests.photographs import SECRET, drawing, moving, photograph, pixels, scene, tells, written
from tests.running import ROOT

pytestmark = pytest.mark.slow

PHOTOGRAPH = photograph(1100, 700, held=6)
IMAGE = (
    "image:\n  src: ../media/walk.jpg\n  alt: Two people on a towpath\n  caption: By the canal.\n"
)
FILES: dict[str, str | bytes] = {
    "media/walk.jpg": PHOTOGRAPH,
    "media/plan.png": drawing(500, 300),
    "media/tree.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320"/>',
    "media/linked only.webp": written(scene(40, 30), "WEBP"),
    "extra/badge.png": drawing(40, 30),
    "posts/walk.md": post(
        'Words.\n\n![A plan](../media/plan.png "The plan")\n\n![A tree](../media/tree.svg)\n\n'
        'So <img src="../media/plan.png" alt="The plan again" width="50" height="30"> here.\n\n'
        "[The file](<../media/linked only.webp>)\n",
        title="The walk",
        extra=IMAGE,
    ),
    "posts/other.md": post("Nothing to see.\n", title="Other"),
    "easy-read/walk.md": "---\ntitle: The walk\nof: walk\n---\n![Two people](../media/walk.jpg)\n\n"
    "We walked.\n",
}
WALK = "posts/walk/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("pictures"), FILES)
    said = place.build()
    assert said.status == 0, said.text
    return place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    found = Place(tmp_path, FILES | {"media/walk.jpg": photograph(400, 300)})
    said = found.build()
    assert said.status == 0, said.text
    return found


def images(html: str) -> dict[str, dict[str, str]]:
    """The images of a page by their text alternatives."""
    return {one["alt"]: one for one in tags(html, {"img"})}


def test_a_picture_is_offered_in_each_width_and_the_better_formats(built: Place) -> None:
    page = built.page(WALK)
    lead = re.search(r"<picture>(.*?)</picture>", page)
    assert lead
    sources = list(tags(lead[1], {"source"}))
    assert [one["type"] for one in sources] == ["image/avif", "image/webp"]
    for source in sources:
        assert source["sizes"] == "(min-width: 42em) 40em, 100vw"
        for candidate in source["srcset"].split(", "):
            address, width = candidate.split(" ")
            assert address.startswith("/sub/pictures/")
            file = built.files()[address.removeprefix("/sub/")]
            assert f"{pixels(file).width}w" == width


def test_each_image_has_its_size_and_the_lead_is_not_late(built: Place) -> None:
    found = images(built.page(WALK))
    lead, plan, tree = (found[alt] for alt in ("Two people on a towpath", "A plan", "A tree"))
    assert (lead["width"], lead["height"]) == ("700", "1100")
    assert "loading" not in lead
    assert (plan["width"], plan["height"]) == ("500", "300")
    assert (plan["loading"], plan["decoding"]) == ("lazy", "async")
    assert (tree["width"], tree["height"], tree["src"]) == ("640", "320", "/sub/media/tree.svg")
    again = found["The plan again"]
    assert (again["width"], again["height"]) == ("50", "30")


def test_old_browsers_get_its_own_kind(built: Place) -> None:
    lead = images(built.page(WALK))["Two people on a towpath"]
    assert lead["src"] == "/sub/media/walk.jpg"  # no larger than the small one would be
    assert built.files()["media/walk.jpg"][:2] == b"\xff\xd8"


def test_easy_read_rows_hold_pictures_in_sizes(built: Place) -> None:
    page = built.page("easy-read/walk/index.html")
    row = page.partition('class="easy-read-picture"')[2]
    assert row.index("<picture>") < row.index("We walked.")
    assert 'sizes="(min-width: 40em) 16em, 100vw"' in row


def test_the_feed_keeps_plain_images(built: Place) -> None:
    feed = built.page("feed.xml")
    assert "&lt;picture" not in feed
    assert "srcset" not in feed
    assert (
        '&lt;img src="https://lantern.example/sub/media/walk.jpg" alt="Two people on a towpath"'
        ' width="700" height="1100"&gt;'
    ) in feed
    assert 'alt="A plan" width="500" height="300"&gt;' in feed


def test_no_file_of_the_site_tells_who_or_where(built: Place) -> None:
    rasters = {
        name: data
        for name, data in built.files().items()
        if name.endswith((".jpg", ".png", ".webp", ".avif"))
    }
    assert {"media/walk.jpg", "media/plan.png", "media/linked only.webp"} < set(rasters)
    assert "extra/badge.png" not in rasters
    for name, data in rasters.items():
        assert tells(data) == {}, name
    assert not [name for name, data in built.files().items() if SECRET in data]


def test_the_files_of_the_editor_are_as_they_were(built: Place) -> None:
    assert (built.content / "media/walk.jpg").read_bytes() == PHOTOGRAPH


def test_where_nothing_changed_nothing_is_done(
    built: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_data: bytes) -> None:
        raise AssertionError("a picture was made again")

    monkeypatch.setattr(making, "make_files", refuse)
    stamps = {file: file.stat().st_mtime_ns for file in built.output.resolve().rglob("*")}
    for quickly in (True, False):
        assert built.build(quickly=quickly).status == 0
    assert stamps == {file: file.stat().st_mtime_ns for file in built.output.resolve().rglob("*")}


def test_a_build_without_new_pictures_does_not_load_what_opens_them(built: Place) -> None:
    text = (built.content / "posts/other.md").read_text(encoding="utf-8")
    built.write("posts/other.md", text.replace("title: Other", "title: Another"))
    script = (
        "import sys\nfrom pathlib import Path\nfrom plugins.building import build\n"
        "build(*map(Path, sys.argv[1:]), preview=True)\n"
        "assert 'PIL' not in sys.modules, 'Pillow was loaded'\n"
    )
    places = [built.folder / "settings.py", built.content, built.folder / "preview"]
    for _ in "ab":
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, places)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 0, done.stderr
    built.write("posts/other.md", text)


# What a change makes anew -----------------------------------------------------------------------


def change(place: Place) -> None:
    place.write("media/walk.jpg", photograph(400, 300, held=6))


def change_and_set_its_time_back(place: Place) -> None:
    file = place.content / "media/walk.jpg"
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    data = photograph(401, 300)
    file.write_bytes(data)
    os.utime(file, ns=times)


def take_away(place: Place) -> None:
    (place.content / "media/linked only.webp").unlink()
    text = (place.content / "posts/walk.md").read_text(encoding="utf-8")
    place.write("posts/walk.md", text.replace("[The file](<../media/linked only.webp>)", "Gone."))


def add(place: Place) -> None:
    place.write("media/new.png", drawing(80, 60))


def exchange(place: Place) -> None:
    place.write("media/plan.png", written(scene(90, 60), "PNG"))


def grow_a_drawing(place: Place) -> None:
    place.write("media/tree.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 8"/>')


def change_a_text(place: Place) -> None:
    text = (place.content / "posts/walk.md").read_text(encoding="utf-8")
    place.write("posts/walk.md", text.replace("So <img", "Words, so <img"))


def delete_what_is_kept(place: Place) -> None:
    for file in (kept_beside(place.output) / "pictures").iterdir():
        file.unlink()
    add(place)


def damage_what_is_kept(place: Place) -> None:
    folder = kept_beside(place.output) / "pictures"
    for file in sorted(folder.iterdir()):
        file.write_bytes(file.read_bytes()[:10])
    add(place)


def turn_a_bit_of_what_is_kept(place: Place) -> None:
    """So that each file is as long as it was."""
    folder = kept_beside(place.output) / "pictures"
    for file in sorted(folder.iterdir()):
        data = file.read_bytes()
        file.write_bytes(bytes([*data[:-1], data[-1] ^ 1]))
    add(place)


EDITS: list[Callable[[Place], None]] = [
    *(change, change_and_set_its_time_back, take_away, add, exchange, grow_a_drawing),
    *(change_a_text, delete_what_is_kept, damage_what_is_kept),
    turn_a_bit_of_what_is_kept,
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_and_a_clean_build_give_the_same_site(
    place: Place, edit: Callable[[Place], None]
) -> None:
    edit(place)
    said = place.build()
    assert said.status == 0, said.text
    place.assert_as_clean()


def test_a_changed_picture_changes_the_pages_that_show_it_alone(place: Place) -> None:
    before = place.files()
    change(place)
    place.build()
    after = place.files()
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert {WALK, "easy-read/walk/index.html", "media/walk.jpg"} <= changed
    assert "posts/other/index.html" not in changed


def test_what_no_picture_is_made_of_any_more_is_not_kept(place: Place) -> None:
    folder = kept_beside(place.output) / "pictures"
    before = {file.name for file in folder.iterdir()}
    take_away(place)
    place.build()
    after = {file.name for file in folder.iterdir()}
    assert after < before
    names = {Path(name).name for name in place.files() if name.startswith("pictures/")}
    assert names <= after


# What cannot be shown ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (photograph(400, 300)[:9000], "cut short"),
        (moving(), "moves"),
        (b"no picture", "cannot be read as a picture"),
    ],
)
def test_what_cannot_be_shown_stops_the_build(place: Place, data: bytes, words: str) -> None:
    before = place.files()
    place.write("media/walk.jpg", data)
    said = place.build()
    assert said.status == 1
    assert "content/media/walk.jpg: " in said.text
    assert words in said.text
    assert "1 error and 0 warnings" in said.text  # nothing is said of the posts that show it
    assert "Traceback" not in said.text
    assert place.files() == before


def test_an_over_heavy_one_is_told_of_at_each_build(place: Place) -> None:
    place.write("media/huge.png", written(scene(3000, 2800), "PNG", compress_level=1))
    for _ in "ab":
        said = place.build()
        assert said.status == 0
        assert (
            "content/media/huge.png: warning: This picture is heavier than it need be" in said.text
        )


def test_one_too_tall_for_the_better_formats_is_shown_as_it_is(place: Place) -> None:
    place.write("media/walk.jpg", photograph(60, 17_000))
    said = place.build()
    assert said.status == 0, said.text
    page = place.page(WALK)
    assert '<img src="/sub/media/walk.jpg" alt="Two people on a towpath"' in page
    assert "<picture>" not in page.partition('alt="Two people')[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (Unreadable(Told("It is odd.", "Mend it.")), "content/media/new.png: It is odd. Mend it."),
        (FileNotFoundError(), "content/media/new.png was changed or taken away while the site"),
        (OSError(28, "No space left on device"), "be made or kept: No space left on device."),
    ],
)
def test_what_hinders_its_making_is_told_as_it_is(
    place: Place, monkeypatch: pytest.MonkeyPatch, wrong: Exception, words: str
) -> None:
    def fail(_data: bytes) -> None:
        raise wrong

    monkeypatch.setattr(making, "make_files", fail)
    before = place.files()
    add(place)
    said = place.build()
    assert said.status == 2
    assert words in said.text
    assert place.files() == before


def test_no_file_of_the_content_stands_where_sizes_do(place: Place) -> None:
    place.write("extra/pictures/a.txt", "Words.")
    said = place.build()
    assert said.status == 1
    assert "The address /pictures/a.txt belongs to the site itself already" in said.text
