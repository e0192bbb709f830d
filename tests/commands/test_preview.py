"""A preview as an editor reads it: taken from a run as a zip file, and opened by a double click."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Browser, Page

from tests.running import ROOT, TOO_LONG, VALID, command, environment
from tests.site.built import OLD_FEEDS

REFERRING = ("href", "src", "poster", "action")

pytestmark = pytest.mark.slow


def preview(content: Path, output: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command("preview", content, VALID / "settings.py", "--output", str(output)),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=TOO_LONG,
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an editor unpacks, in a folder with a name as people give them."""
    folder = tmp_path_factory.mktemp("preview")
    done = preview(VALID / "content", folder / "preview")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"Open {folder}/preview/index.html by a double click.\n")
    unpacked = folder / "Été 100% #1"
    shutil.copytree(folder / "preview", unpacked)  # as `cp -RL` does
    return unpacked


def pages(site: Path) -> Iterator[tuple[Path, Element]]:
    for file in sorted(set(site.rglob("*.html")) - {site / name for name in OLD_FEEDS}):
        yield file, html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)


def references(root: Element) -> Iterator[str]:
    for one in root.iter():
        yield from (one.attrib[name] for name in REFERRING if name in one.attrib)
        yield from (part.split()[0] for part in one.attrib.get("srcset", "").split(", ") if part)
        if one.attrib.get("http-equiv") == "refresh":
            yield one.attrib["content"].partition("url=")[2]


def test_every_address_of_the_site_leads_to_a_file_of_it(site: Path) -> None:
    ids = {file: {one.attrib.get("id") for one in root.iter()} for file, root in pages(site)}
    followed = 0
    for file, root in pages(site):
        for reference in references(root):
            parts = urlsplit(reference)
            assert not reference.startswith("/"), (file, reference)
            if parts.scheme or not reference:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            assert target.is_relative_to(site), (file, reference)
            assert target.is_file(), (file, reference)
            if parts.fragment:
                assert unquote(parts.fragment) in ids[target], (file, reference)
            followed += 1
    assert followed > 500


def test_drafts_and_posts_of_the_future_are_in_it_and_search_engines_stay_away(site: Path) -> None:
    assert (site / "posts/a-draft/index.html").is_file()
    assert (site / "posts/from-the-future/index.html").is_file()
    for file, root in pages(site):
        robots = [one for one in root.iter("meta") if one.attrib.get("name") == "robots"]
        assert [one.attrib["content"] for one in robots] == ["noindex"], file


def test_with_an_error_the_preview_stays_as_it_was(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(VALID / "content", content)
    assert preview(content, tmp_path / "preview").returncode == 0
    before = (tmp_path / "preview/index.html").read_bytes()
    (content / "posts/2012/the-gate.md").write_text("---\ntitle: A gate\n---\n", "utf-8")
    done = preview(content, tmp_path / "preview")
    assert done.returncode == 1
    assert "double click" not in done.stdout
    assert (tmp_path / "preview/index.html").read_bytes() == before


def test_a_browser_walks_through_it_without_a_server(site: Path, browser: Browser) -> None:
    with browser.new_context() as context:
        _walk(site, context.new_page())


def _walk(site: Path, page: Page) -> None:
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    page.goto((site / "index.html").as_uri())
    walk = [("posts/the-gate/", "h1"), ("topics/", "h1"), ("posts/the-gate/", "h1")]
    for part, heading in walk:
        _follow(page, f'main a[href*="{part}"]')
        assert page.locator(heading).count() == 1
        assert _is_styled(page)
    assert _pictures(page) > 0
    _follow(page, 'main a[href*="easy-read/the-gate/"]')
    assert page.url.endswith("/easy-read/the-gate/index.html")
    assert _is_styled(page)
    assert _pictures(page) > 0
    page.go_back()
    assert page.url.endswith("/posts/the-gate/index.html")
    _follow(page, "header a")
    assert failed == []


def _follow(page: Page, link: str) -> None:
    """Click on the first such link, and wait for its page: a click ends before that stands."""
    with page.expect_navigation():
        page.locator(link).first.click()


def _is_styled(page: Page) -> bool:
    """Whether the stylesheet has come: without it a page has the browser's own margin."""
    found = "getComputedStyle(document.body).marginTop"
    return bool(page.evaluate(found) != "8px")


def _pictures(page: Page) -> int:
    """How many pictures are shown; all that the page names must be."""
    page.evaluate("document.querySelectorAll('img').forEach(one => one.loading = 'eager')")
    page.wait_for_function("[...document.images].every(one => one.complete)")
    widths = page.evaluate("[...document.images].map(one => one.naturalWidth)")
    assert all(widths)
    return len(widths)
