"""One comment's way, with the real Isso: written, held, approved, answered, kept, erased."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.isso import PASSWORD, Isso, running_isso
from tests.loading import ANN, post, write
from tests.running import ROOT, TOO_LONG, command, environment
from tests.site.bars.serving import serving
from tests.site.bars.talking import HELD, LONG, Reader, reading
from tests.site.built import BASE

pytestmark = pytest.mark.slow
SOUP, LIST = "/posts/soup/", "/posts/"
RULES = "moderation: We read comments daily.\nreport: Write to us.\n"
NAME, WORDS, ANSWER = "Ann Tidewell", "My mother put in marmalade.", "So did mine."


class Network(NamedTuple):
    """A publication, its Isso, and where readers find it."""

    folder: Path
    home: str
    isso: Isso

    def run(self, name: str, *more: str) -> str:
        """A command, as an editor runs it; what it says."""
        done = subprocess.run(
            command(name, self.folder / "content", self.folder / "settings.py", *more),
            cwd=ROOT,
            env=environment(ISSO_PASSWORD=PASSWORD),
            capture_output=True,
            encoding="utf-8",
            timeout=TOO_LONG,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def publish(self) -> None:
        self.run("publish", "--output", str(self.folder / "public"))

    def kept(self) -> str:
        """All that is kept of what was said, and all that readers get."""
        folders = (self.folder / ".comments", self.folder / "public")
        files = (file for folder in folders for file in folder.rglob("*") if file.is_file())
        return "\n".join(file.read_bytes().decode(errors="replace") for file in files)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    files = {"people/ann-example.md": ANN, "posts/soup.md": post(title="Soup")}
    write(tmp_path, {**files, "discussion.yml": RULES})
    with (
        serving(tmp_path / "public") as home,
        running_isso(tmp_path / "isso", site=home.removesuffix(BASE)) as isso,
    ):
        settings = {
            "SITENAME": "Lantern Row",
            "SITESUBTITLE": "Notes from the row",
            "SITEURL": home,
            "DEFAULT_PAGE_AUTHOR": "Web team",
            "PAGE_AUTHOR_ROLES": ["Web team"],
            "FEED_ID_AUTHORITY": "lantern.example,2012",
            "COMMENTS_SERVICE": "isso",
            "COMMENTS_ISSO": isso.address,
            "COMMENTS_TIMEOUT": LONG,
            "TIMEZONE": "UTC",
        }
        lines = [f"{name} = {value!r}\n" for name, value in settings.items()]
        (tmp_path / "settings.py").write_text("".join(lines), encoding="utf-8")
        one = Network(tmp_path, home, isso)
        one.publish()
        yield one


def number_of(comment: Locator) -> int:
    return int((comment.get_attribute("id") or "").removeprefix("isso-"))


def test_a_comment_is_written_read_answered_published_and_erased(
    network: Network, browser: Browser
) -> None:
    first = write_and_hold(network, browser)
    network.isso.approve(first)
    second = see_and_answer(network, browser)
    network.isso.approve(second)
    network.publish()
    assert WORDS in network.kept()
    with reading(browser, network.home, script=False) as one:
        one.go(SOUP)
        expect(one.page.locator(f"#isso-{first}")).to_contain_text(WORDS)
        answer = one.page.locator(f"li:has(> #isso-{first}) > ol > li > #isso-{second}")
        expect(answer).to_contain_text(f"in reply to {NAME}")
        assert counts(one) == ["2 comments", "2 comments"]
    network.run("forget", "--comment", f"soup#isso-{first}", "--yes")
    assert [one["text"] for one in network.isso.thread(BASE + SOUP)] == ["<p></p>"]
    network.publish()
    assert WORDS not in network.kept()
    assert NAME not in network.kept()
    with reading(browser, network.home) as one:
        one.go(SOUP).open_and_hear()
        expect(one.page.locator("article.comment")).to_have_count(1)
        expect(one.page.locator(f"p#isso-{first}")).to_contain_text("removed")
        expect(one.comment(ANSWER)).to_contain_text("in reply to")
        expect(one.page.locator(".comment-news")).to_be_empty()
        assert counts(one) == ["1 comment", "1 comment"]


def write_and_hold(network: Network, browser: Browser) -> int:
    """Write a comment, which nobody else sees, nor does the next publication; its number."""
    with reading(browser, network.home) as one:
        one.go(SOUP).open()
        one.write(WORDS, NAME)
        expect(one.page.get_by_text(HELD)).to_be_focused()
        number = number_of(one.comment(WORDS))
        assert one.said == []
    network.run("snapshot_comments")
    assert WORDS not in network.kept()
    assert network.isso.thread(BASE + SOUP) == []
    return number


def see_and_answer(network: Network, browser: Browser) -> int:
    """Find the comment that was approved on the page as it was before, and answer it."""
    with reading(browser, network.home) as one:
        one.go(SOUP)
        assert one.page.get_by_role("article").filter(has_text=WORDS).count() == 0
        one.open().open("Show what is new")
        one.open(f"Reply to {NAME}")
        one.write(ANSWER)
        expect(one.page.get_by_text(HELD)).to_be_focused()
        return number_of(one.comment(ANSWER))


def counts(one: Reader) -> list[str]:
    """How many comments the page says that there are, and the list of posts."""
    here = one.page.locator(".comments-about").inner_text()
    one.go(LIST)
    there = one.page.locator("main a[href$='#comments']").inner_text().partition("\n")[0]
    one.go(SOUP)
    return [here, there]
