"""The published site, a server of it, and the programs that look at pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from tests.isso import Isso, running_isso
from tests.node_packages import NotInstalledError, node_packages
from tests.once import made_once
from tests.programs import chromium, lacking
from tests.running import VALID
from tests.site.bars.publishing import Published, publish
from tests.site.bars.serving import serving
from tests.site.bars.talking import TALK, Reader, profile, publish_talking
from tests.site.built import BASE

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    settings = (VALID / "settings.py").read_text(encoding="utf-8")
    return Published(
        made_once(
            tmp_path_factory, "bars", lambda place: publish(place, VALID / "content", settings)
        )
    )


@pytest.fixture(scope="session")
def home(published: Published) -> Iterator[str]:
    """Where the published site is served; without the last "/"."""
    with serving(published.root) as address:
        yield address


@pytest.fixture(scope="session")
def packages() -> Path:
    """The folder of the packages of package.json."""
    return installed(HERE)


@pytest.fixture(scope="session")
def axe(packages: Path) -> str:
    return (packages / "axe-core/axe.min.js").read_text(encoding="utf-8")


def installed(folder: Path) -> Path:
    """The folder of what the lock in a folder names; without it the test is skipped."""
    try:
        return node_packages(folder, HERE / ".cache")
    except NotInstalledError as why:
        lacking(str(why))


@pytest.fixture(scope="session")
def talking(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site with Isso."""
    return Published(made_once(tmp_path_factory, "talking", publish_talking))


@pytest.fixture(scope="session")
def talking_home(talking: Published) -> Iterator[str]:
    with serving(talking.root) as address:
        yield address


@pytest.fixture(scope="session")
def isso(tmp_path_factory: pytest.TempPathFactory, talking_home: str) -> Iterator[Isso]:
    """The Isso of that site, which holds each comment until it is approved."""
    site = talking_home.removesuffix(BASE)
    with running_isso(tmp_path_factory.mktemp("isso"), site=site) as isso:
        yield isso


@pytest.fixture(scope="session")
def talker(playwright: Playwright, isso: Isso) -> Iterator[Browser]:
    """A browser that finds this Isso where the site says that it is."""
    there = f"--host-resolver-rules=MAP {TALK} {urlsplit(isso.address).netloc}"
    options = ["--no-sandbox", there]
    with playwright.chromium.launch(executable_path=chromium(), args=options) as browser:
        yield browser


@pytest.fixture(scope="module")
def context(talker: Browser) -> Iterator[BrowserContext]:
    """The browser profile of all readers: nothing is kept in it from one page to the next.

    But for its clock: who sets that has another profile.
    """
    with profile(talker) as context:
        yield context


@pytest.fixture
def one(context: BrowserContext, talking_home: str) -> Iterator[Reader]:
    """A reader at a post with comments."""
    with context.new_page() as page:
        yield Reader(page, talking_home).go()
