"""What is hard to set breaks no page, and a plain post weighs little."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.once import made_once
from tests.site.bars.hard import LOOKED_AT, publish_hard
from tests.site.bars.looking import MIDDLE, NARROW, WIDE, none_of, reader
from tests.site.bars.publishing import Published
from tests.site.bars.serving import serving
from tests.site.bars.test_axe import EVERY
from tests.site.bars.test_axe import faults as axe_faults
from tests.site.bars.test_layout import WHOLE
from tests.site.bars.test_layout import faults as layout_faults
from tests.site.built import BASE

pytestmark = pytest.mark.slow
KIB = 1024
HIGHEST = 900  # pixels: of a window of that height
HEAVIEST = 14 * KIB  # bytes of a post with its style and script, gzipped
HEAVIEST_FONT = 35 * KIB
TEXTS = {"document", "stylesheet", "script"}


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return Published(made_once(tmp_path_factory, "hard", publish_hard))


@pytest.fixture(scope="module")
def hard_home(hard: Published) -> Iterator[str]:
    with serving(hard.root) as address:
        yield address


def test_nothing_breaks_the_layout(browser: Browser, hard_home: str, hard: Published) -> None:
    found = []
    with reader(browser, hard_home) as one:
        for _ in one.visit(LOOKED_AT):
            for width in (NARROW, MIDDLE, WIDE):
                one.resize(width)
                found += layout_faults(one, f"at {width} px", *WHOLE, "smallTargets()")
    none_of(found)


def test_a_tall_picture_is_shown_whole_and_not_for_pages(
    browser: Browser, hard_home: str, hard: Published
) -> None:
    with reader(browser, hard_home) as one:
        for width in (NARROW, WIDE):
            one.resize(width)
            one.page.goto(f"{hard_home}/posts/tower/")
            picture = one.page.locator(".picture img")
            expect(picture).to_have_js_property("complete", value=True)
            box = picture.bounding_box()
            assert box
            assert box["height"] <= HIGHEST, width


def test_a_text_from_right_to_left_stands_over_what_is_said_of_it(
    browser: Browser, hard_home: str, hard: Published
) -> None:
    with reader(browser, hard_home) as one:
        one.page.goto(f"{hard_home}/posts/arabic/")
        text, foot = (
            one.page.locator(place).bounding_box() for place in (".prose > p", ".last-updated")
        )
    assert text
    assert foot
    assert text["x"] + text["width"] == pytest.approx(foot["x"] + foot["width"], abs=1)


def test_it_is_accessible(browser: Browser, hard_home: str, hard: Published, axe: str) -> None:
    with reader(browser, hard_home) as one:
        none_of(axe_faults(one, axe, LOOKED_AT, [(NARROW, "light", EVERY)]))


def test_a_plain_post_weighs_little_and_asks_for_little(
    browser: Browser, hard_home: str, hard: Published
) -> None:
    came: list[Response] = []
    with reader(browser, hard_home, motion="no-preference") as one:
        one.page.on("response", lambda response: came.append(response))
        one.page.goto(f"{hard_home}/posts/plain/", wait_until="networkidle")
    came = [response for response in came if "/theme/icon." not in response.url]  # for the tab
    files = {response.request.resource_type: hard.root / _file(response) for response in came}
    assert len(files) == len(came), [response.url for response in came]  # one of each
    assert set(files) <= {*TEXTS, "font"}, files
    weights = {kind: _weight(kind, file) for kind, file in files.items()}
    assert sum(weights[kind] for kind in TEXTS & weights.keys()) <= HEAVIEST, weights
    assert weights.get("font", 0) <= HEAVIEST_FONT, weights


def _file(response: Response) -> str:
    path = urlsplit(response.url).path.removeprefix(f"{BASE}/")
    return f"{path}index.html" if path.endswith("/") else path


def _weight(kind: str, file: Path) -> int:
    """What is sent: a font is compressed in itself."""
    data = file.read_bytes()
    return len(data if kind == "font" else gzip.compress(data, 9))
