"""`make publish` with comments that are at a service: what readers see then, and what stops it."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from plugins.model.published.ledger import FILE, read_ledger
from tests.commands.site_and_service import SOUP, Site
from tests.loading import WITHDRAWN
from tests.plugins.snapshot import services
from tests.plugins.snapshot.services import FakeIsso, comment, says

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("day")]


def kind_in_ledger(site: Site) -> str:
    """What the ledger says that the feed of the soup's comments is."""
    ledger, _ = read_ledger((site.content / FILE).read_bytes(), "")
    return ledger.last["/feeds/comments/soup.xml"].kind


def test_what_is_fetched_is_published_at_once(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")
    assert "Person 2" in site.page("feeds/comments/soup.xml")
    assert kind_in_ledger(site) == "comments"
    fake.threads[SOUP].append(comment(3, "<p>More.</p>"))
    site.publish()
    assert "<p>More.</p>" in site.page("posts/soup/index.html")


def test_no_voice_is_lost_unless_that_is_said(fake: FakeIsso, tmp_path: Path) -> None:
    site = Site(tmp_path, fake.address)
    site.publish()
    shutil.rmtree(site.snapshot)
    fake.instead[""] = says(b"", 502)
    done = site.run("publish")
    assert done.returncode == 1
    assert "The comments published under posts/soup.md cannot be had" in done.stderr
    assert "COMMENTS=without" in done.stderr
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")
    assert site.publish("--without-comments").returncode == 0
    assert "<p>Words.</p>" not in site.page("posts/soup/index.html")
    assert kind_in_ledger(site) == ""
    fake.instead.clear()
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")


@pytest.mark.parametrize("trouble", ["cannot be had", "no page shows"])
def test_a_withdrawn_post_goes_though_comments_are_missing(
    fake: FakeIsso, tmp_path: Path, trouble: str
) -> None:
    site = Site(tmp_path, fake.address)
    site.publish()
    if trouble == "cannot be had":
        shutil.rmtree(site.snapshot)
        fake.instead[""] = says(b"", 502)
    else:
        soup = site.content / "posts/soup.md"
        soup.write_text(soup.read_text("utf-8").replace("{state", "{id: soup, state"), "utf-8")
    assert "Some words." in site.page("posts/pie/index.html")
    stopped = site.publish()
    assert stopped.returncode == 1
    assert trouble in stopped.stderr.replace("No page", "no page")
    assert "Nothing was published" in stopped.stderr
    pie = site.content / "posts/pie.md"
    pie.write_text(pie.read_text("utf-8").replace("title:", WITHDRAWN + "title:", 1), "utf-8")
    done = site.publish()
    assert done.returncode == 3
    assert "All the same the site is published" in done.stderr
    assert "Some words." not in site.page("posts/pie/index.html")
    assert "Nothing was published" not in done.stderr


def test_the_last_snapshot_is_shown_while_the_service_is_down(
    fake: FakeIsso, tmp_path: Path
) -> None:
    site = Site(tmp_path, fake.address)
    site.fetch()
    fake.instead[""] = services.hangs_up
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")
    fake.instead.clear()
    fake.threads.clear()  # as a service does that has lost its store
    assert site.publish().returncode == 0
    assert "<p>Words.</p>" in site.page("posts/soup/index.html")


def test_a_service_that_answers_is_believed(fake: FakeIsso, tmp_path: Path) -> None:
    """Where nothing is at hand to doubt it by: it may have been emptied by its owner."""
    site = Site(tmp_path, fake.address)
    site.publish()
    shutil.rmtree(site.snapshot)
    fake.threads.clear()
    assert site.publish().returncode == 0


def test_comments_may_be_published_from_a_port_that_nobody_hears(tmp_path: Path) -> None:
    with socket.socket() as silent:  # it takes a connection, and never answers
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        site = Site(tmp_path, f"http://127.0.0.1:{silent.getsockname()[1]}")
        site.hurry()
        done = site.publish()
    assert done.returncode == 0
    assert "takes longer than 1 s to answer" in done.stderr
