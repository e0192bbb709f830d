"""Comments would vanish where the name of their thread changed: that is told, and stops publish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.commands import check, export_comments, import_comments
from plugins.model.published.ledger import FILE
from tests.commands.site_and_service import SOUP, Site
from tests.loading import ANN, post, write
from tests.plugins.snapshot.services import FakeIsso, comment

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("day")]
FILES = {"people/ann-example.md": ANN, "posts/soup.md": post(title="Soup")}
WITHOUT = (
    "Nothing was published; the site is as it was. To go on without these comments: make publish"
    " COMMENTS=without\n"
)


@pytest.fixture
def site(fake: FakeIsso, tmp_path: Path) -> Site:
    """Published, with a comment."""
    fake.threads[SOUP] = [comment(1)]
    site = Site(tmp_path, fake.address, FILES)
    assert site.publish().returncode == 0
    return site


def write_post(site: Site, name: str, **keys: str) -> None:
    write(site.content.parent, {f"posts/{name}.md": post(title=name, **keys)})


def move_the_site(site: Site) -> None:
    with site.settings.open("a") as settings:
        settings.write('SITEURL = "https://lanterns.example/blog"\n')


def set_the_path_of_threads(site: Site) -> None:
    with site.settings.open("a") as settings:
        settings.write('COMMENTS_PATH = ""\n')


def name_another_thread(site: Site) -> None:
    write_post(site, "soup", comments="{id: other}")


def name_the_right_one(site: Site) -> None:
    write_post(site, "soup", comments=f'{{id: "{SOUP}"}}')


def rename_without_the_ledger(site: Site) -> None:
    (site.content / "posts/soup.md").unlink()
    (site.content / FILE).unlink()
    write_post(site, "broth", aliases=f"[{SOUP}]")


def name_it_there(site: Site) -> None:
    write_post(site, "broth", aliases=f"[{SOUP}]", comments=f'{{id: "{SOUP}"}}')


Step = Callable[[Site], None]
CHANGES = [
    (move_the_site, 'COMMENTS_PATH = ""', set_the_path_of_threads),
    (name_another_thread, f'id: "{SOUP}"', name_the_right_one),
    (rename_without_the_ledger, f'comments:\n  id: "{SOUP}"', name_it_there),
]


@pytest.mark.parametrize(("change", "cure", "mend"), CHANGES)
def test_nothing_is_published_that_would_lose_comments(
    change: Step, cure: str, mend: Step, site: Site
) -> None:
    shown = site.page("posts/soup/index.html")
    change(site)
    for _ in range(2):
        done = site.publish()
        assert done.returncode == 1
        assert "soup.isso.json: warning: No page shows 1 comment" in done.stderr
        assert cure in done.stderr
        assert done.stderr.endswith(WITHOUT)
        assert site.page("posts/soup/index.html") == shown
    fetched = site.fetch()
    assert (fetched.returncode, cure in fetched.stderr) == (0, True)
    mend(site)
    done = site.publish()
    assert (done.returncode, "No page shows" in done.stderr) == (0, False)
    assert any(b"<p>Words.</p>" in page.read_bytes() for page in site.public.glob("posts/*/*.html"))


def test_it_goes_on_where_that_is_said_or_they_were_erased(site: Site) -> None:
    name_another_thread(site)
    done = site.publish("--without-comments")
    assert (done.returncode, "No page shows" in done.stderr) == (0, True)
    assert "<p>Words.</p>" not in site.page("posts/soup/index.html")
    (site.content / "forgotten-comments.txt").write_text("isso 1 2026-11-21\n")
    done = site.publish()
    assert (done.returncode, "No page shows" in done.stderr) == (0, False)


def test_check_tells_of_it(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    name_another_thread(site)
    arguments = ["--content", str(site.content), "--settings", str(site.settings)]
    assert check.main(arguments) == 0
    assert "No page shows 1 comment" in capsys.readouterr().out


def test_what_a_moderator_deletes_in_a_thread_of_no_post_stops_nothing(
    fake: FakeIsso, site: Site
) -> None:
    fake.threads[SOUP] = [comment(1), comment(2)]
    assert site.publish().returncode == 0
    name_another_thread(site)
    fake.threads[SOUP] = [comment(1)]
    done = site.publish()
    assert (done.returncode, "No page shows 1 comment" in done.stderr) == (1, True)
    assert len(site.thread().comments) == 1
    fake.threads[SOUP] = []
    assert site.fetch().returncode == 3  # it may be a store that was lost
    done = site.fetch("--accept")
    assert (done.returncode, "No page shows" in done.stderr) == (0, False)
    assert site.publish().returncode == 0


def test_of_two_posts_made_one_all_comments_can_be_kept(fake: FakeIsso, site: Site) -> None:
    """What is left in a thread of no post comes into the archive, though the service has it."""
    write_post(site, "stew")
    fake.threads["/posts/stew/"] = [comment(2, "<p>Of stew.</p>")]
    assert site.publish().returncode == 0
    (site.content / "posts/stew.md").unlink()
    write_post(site, "soup", aliases="[/posts/stew/]")
    done = site.publish()
    assert done.returncode == 1
    assert "make import-comments FILE=comments-export/comments.json" in done.stderr
    export = site.content.parent / "comments-export"
    places = ["--content", str(site.content), "--settings", str(site.settings)]
    assert export_comments.main([*places, "--to", str(export)]) == 0
    assert import_comments.main([*places, "--file", str(export / "comments.json")]) == 0
    assert (site.content / "comments/soup.yml").read_text().count("id: isso-") == 1
    assert site.publish().returncode == 0
    page = site.page("posts/soup/index.html")
    assert page.count("Of stew.") == page.count("<p>Words.</p>") == 1
