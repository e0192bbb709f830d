"""What goes out though something is wrong: all but new files, and never an address less."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from plugins.model.loading import put_together, read_content
from plugins.model.published.ledger import FILE, Ledger, write_ledger
from plugins.model.published.standing import updated
from plugins.model.publishing.publishable import Publishable, find_publishable, find_withdrawn
from tests.loading import ANN, TODAY, WITHDRAWN, post, rendered, settings, write

BEFORE = TODAY - datetime.timedelta(9)
BROKEN = post(date="03/04/2026")
OLD = {"people/ann-example.md": ANN, "posts/old.md": post(title="Old")}


def published(folder: Path, files: dict[str, str]) -> None:
    """Publish these files, some days ago."""
    content = write(folder, files)
    presence = put_together(read_content(content, settings(today=BEFORE))).presence
    ledger = updated(Ledger(), presence.now, presence.old, BEFORE)
    (content / FILE).write_bytes(write_ledger(ledger))


def found(folder: Path, files: dict[str, str]) -> Publishable:
    return find_publishable(read_content(write(folder, files), settings()))


def test_a_publication_without_a_fault_goes_out_whole(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    whole = found(tmp_path, OLD | {"posts/new.md": post(title="New")})
    assert (whole.waiting, whole.stopping) == ((), ())
    assert {one.slug for one in whole.library.posts} == {"old", "new"}


def test_a_fault_in_a_new_post_keeps_that_post_alone_back(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    part = found(
        tmp_path,
        OLD
        | {
            "posts/new.md": BROKEN,
            "posts/other.md": post("See [the new one](new.md).\n", title="Other"),
        },
    )
    assert part.waiting == ("posts/new.md",)
    assert part.stopping == ()
    assert [problem.path for problem in part.problems] == ["content/posts/new.md"]
    pages = rendered(part.library)
    assert "/posts/new/" not in pages
    assert "See the new one." in pages["/posts/other/"]


def test_what_goes_with_a_new_post_waits_with_it(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    part = found(
        tmp_path,
        OLD
        | {
            "posts/new.md": BROKEN,
            "comments/new.yml": "comments:\n- author: Bo\n  date: 2014-02-11\n  text: Yes.\n",
            "easy-read/new.md": "---\ntitle: X\nof: new\n---\n![A](../media/x.svg)\n\nWords.\n",
            "media/x.svg": "<svg/>",
        },
    )
    assert part.waiting == ("comments/new.yml", "easy-read/new.md", "posts/new.md")
    assert part.stopping == ()


def test_a_series_that_names_a_post_that_waits_goes_out_without_it(tmp_path: Path) -> None:
    series = {"series/s.md": "---\ntitle: S\norder: [old, new]\n---\n"}
    old = {"posts/old.md": post(title="Old", series="s")}
    published(tmp_path, OLD | old | {"series/s.md": "---\ntitle: S\norder: [old]\n---\n"})
    part = found(tmp_path, OLD | old | series | {"posts/new.md": post(date="?", series="s")})
    assert part.waiting == ("posts/new.md",)
    assert part.stopping == ()
    assert "Old" in rendered(part.library)["/series/s/"]


@pytest.mark.parametrize(
    "fault",
    [
        {"posts/old.md": post("Read [it](new-pots.md).\n", title="Old", series="s")},
        {"posts/old.md": post(title="Old", series="s", extra="translation_of: new-pots\n")},
        {"series/s.md": "---\ntitle: S\norder: [old, new-pots]\n---\n"},
    ],
)
def test_a_fault_that_only_seems_to_mean_what_waits_stops_everything(
    fault: dict[str, str], tmp_path: Path
) -> None:
    before = {
        "posts/old.md": post(title="Old", series="s"),
        "series/s.md": "---\ntitle: S\norder: [old]\n---\n",
    }
    published(tmp_path, OLD | before)
    part = found(tmp_path, {**before, **fault, "posts/new-post.md": BROKEN})
    assert part.waiting == ("posts/new-post.md",)
    assert [problem.path for problem in part.stopping] == [f"content/{path}" for path in fault]


def test_a_fault_in_a_published_post_stops_everything(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    part = found(tmp_path, OLD | {"posts/old.md": BROKEN, "posts/new.md": BROKEN})
    assert {problem.path for problem in part.stopping} == {"content/posts/old.md"}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("people/bo.md", "---\nlinks: []\n---\n"),
        ("topics/t.md", "---\n---\n"),
        ("old-addresses.txt", "/a/ to /b/\n"),
    ],
)
def test_a_fault_in_what_other_pages_are_made_of_stops_everything(
    path: str, text: str, tmp_path: Path
) -> None:
    published(tmp_path, OLD)
    part = found(tmp_path, OLD | {path: text, "posts/new.md": BROKEN})
    assert {problem.path for problem in part.stopping} == {f"content/{path}"}


def test_a_published_post_under_a_new_name_is_not_new(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    (tmp_path / "content/posts/old.md").unlink()
    renamed = post(date="03/04/2026", slug="old")
    part = found(tmp_path, {"people/ann-example.md": ANN, "posts/2014/other.md": renamed})
    assert part.waiting == ()
    assert part.stopping


def test_what_waits_takes_no_published_address_with_it(tmp_path: Path) -> None:
    """Its alias is where an old address led: without the post, that would lead nowhere."""
    published(tmp_path, OLD)
    (tmp_path / "content/posts/old.md").unlink()
    moved = post(date="03/04/2026", aliases="/posts/old/")
    part = found(tmp_path, {"people/ann-example.md": ANN, "posts/moved.md": moved})
    assert part.waiting == ("posts/moved.md",)
    assert [problem.path for problem in part.stopping] == ["content/posts/old.md"]


@pytest.mark.parametrize("alias", ["/posts/old/", "/posts/old"])
@pytest.mark.parametrize(
    "taking", [{"posts/old.md": post(title="New")}, {"posts/x.md": post(title="New", slug="old")}]
)
def test_a_new_text_at_the_old_address_of_a_renamed_one_stops_everything(
    taking: dict[str, str], alias: str, tmp_path: Path
) -> None:
    """It would go out alone, with the readers and comments of the renamed one."""
    published(tmp_path, OLD)
    (tmp_path / "content/posts/old.md").unlink()
    renamed = {"posts/moved.md": post(title="Old", aliases=f"[{alias}]")}
    part = found(tmp_path, renamed | taking)
    (path,) = taking
    assert part.waiting == ()
    assert [str(one) for one in part.stopping] == [
        f'content/posts/moved.md:5: aliases: "{alias}" is where content/{path} stands. If this text'
        f" was published there before, under another name, give content/{path} another slug, or it"
        " gets the subscribers and comments of this one. If not, take the alias out."
    ]
    mended = post(title="New", slug="newer")
    whole = found(tmp_path, renamed | {path: mended})
    assert (whole.waiting, whole.stopping, whole.problems) == ((), (), ())
    slugs = {one.slug: whole.library.thread_name(one) for one in whole.library.posts}
    assert slugs == {"moved": "/posts/old/", "newer": "/posts/newer/"}


def test_a_new_text_with_an_alias_of_something_else_waits_alone(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    wrong = {"posts/a.md": post(aliases="[/years/2014/]"), "posts/b.md": post(aliases="[/posts/a]")}
    part = found(tmp_path, OLD | wrong)
    assert part.waiting == tuple(wrong)
    assert part.stopping == ()


def test_a_new_file_with_the_slug_of_a_published_one_gives_way(tmp_path: Path) -> None:
    published(tmp_path, {"people/ann-example.md": ANN, "posts/2015/x.md": post(title="Old")})
    part = found(tmp_path, {"posts/2014/x.md": post(title="New")})
    assert part.waiting == ("posts/2014/x.md",)
    assert part.stopping == ()
    assert [one.title for one in part.library.posts] == ["Old"]


def test_a_picture_that_nobody_can_use_keeps_nothing_back(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    part = found(tmp_path, OLD | {"posts/IMG_1.heic": "..."})
    assert part.waiting == ("posts/IMG_1.heic",)
    assert part.stopping == ()


def test_with_a_ledger_that_cannot_be_read_nothing_goes_out(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    (tmp_path / "content" / FILE).write_text("{")
    part = found(tmp_path, OLD | {"posts/new.md": BROKEN})
    assert part.waiting == ()
    assert {problem.path for problem in part.stopping} == {
        f"content/{FILE}",
        "content/posts/new.md",
    }


def test_before_anything_was_published_all_that_is_right_goes_out(tmp_path: Path) -> None:
    part = found(tmp_path, OLD | {"posts/new.md": BROKEN})
    assert part.waiting == ("posts/new.md",)


def test_a_withdrawn_post_is_new_until_the_ledger_says_so(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    content = write(tmp_path, {"posts/old.md": post(extra=WITHDRAWN)})
    reading = read_content(content, settings())
    library = put_together(reading)
    assert [(one.file, one.is_new) for one in find_withdrawn(reading, library)] == [
        ("posts/old.md", True)
    ]
    presence = library.presence
    ledger = updated(reading.ledger, presence.now, presence.old, TODAY)
    (content / FILE).write_bytes(write_ledger(ledger))
    again = read_content(content, settings())
    assert [one.is_new for one in find_withdrawn(again, put_together(again))] == [False]
    (content / "posts/old.md").unlink()
    without = read_content(content, settings())
    (gone,) = find_withdrawn(without, put_together(without))
    assert (gone.file, gone.is_new) == ("", False)
    assert gone.addresses == {"/posts/old/"}


def test_a_withdrawn_post_that_never_was_published_is_not_new(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    reading = read_content(write(tmp_path, {"posts/new.md": post(extra=WITHDRAWN)}), settings())
    assert [one.is_new for one in find_withdrawn(reading, put_together(reading))] == [False]


def test_the_picture_of_a_post_that_waits_waits_with_it(tmp_path: Path) -> None:
    published(tmp_path, OLD)
    new = post("![A](../media/x.svg)\n", title="New", date="03/04/2026")
    part = found(tmp_path, OLD | {"posts/new.md": new, "media/x.svg": "<svg/>"})
    assert part.waiting == ("posts/new.md",)
    assert part.library.assets == ()
    assert "/media/x.svg" not in {one.address for one in part.library.presence.now}


def test_a_new_post_waits_for_its_broken_comments(tmp_path: Path) -> None:
    """Else the next publication would find a fault in what is published."""
    published(tmp_path, OLD)
    comments = "comments:\n- author: Bo\n  date: 03/04/2026\n  text: Yes.\n"
    files = OLD | {"posts/new.md": post(title="New"), "comments/new.yml": comments}
    part = found(tmp_path, files)
    assert part.waiting == ("comments/new.yml", "posts/new.md")
    assert part.stopping == ()


@pytest.mark.parametrize("kind", ["link", "link to nothing", "folder", "pipe"])
def test_a_ledger_that_is_no_file_lets_nothing_out(kind: str, tmp_path: Path) -> None:
    published(tmp_path, OLD)
    ledger = tmp_path / "content" / FILE
    ledger.unlink()
    precious = tmp_path / "content/precious.txt"
    if kind == "folder":
        ledger.mkdir()
    elif kind == "pipe":
        os.mkfifo(ledger)
    else:
        ledger.symlink_to(precious)
        if kind == "link":
            precious.write_text("my own")
    part = found(tmp_path, OLD | {"posts/new.md": BROKEN})
    assert part.waiting == ()
    message = "The ledger of what was published must be a file, and this is something else."
    assert message in [problem.message for problem in part.stopping]
