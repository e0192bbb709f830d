"""Which comments of a service are shown: not those after the closing, in a pause, or twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.comments.thread import Gap, Said, Thread
from plugins.model.feeds.feeds import Feeds
from plugins.model.library import Library
from plugins.model.view.comment import said_there
from plugins.model.view.maker import Maker
from plugins.snapshot.answers import clean_text
from tests.loading import loaded, post
from tests.talking import said, thread

ARCHIVE = """\
origin: {site: Old}
comments:
  - {id: 1, name: Pat, date: 2013-01-01, text: Old.}
  - {id: isso-3, name: Pat, date: 2026-05-01, text: Moved.}
"""
RULES = "moderation: Daily.\nreport: Write to us.\n"
PAUSE = "pause: {from: 2026-05-01, until: 2026-05-07, reason: There is an election.}\n"


def shown(library: Library) -> list[str]:
    """The keys of the comments on the post, a gap in brackets."""
    comments = library.said.get("soup", ())
    return [f"({one.key})" if one.said.removed else one.key for one in comments]


def library_of(folder: Path, *threads: Thread, **more: str) -> Library:
    """more: files of the content, by their names without the ending."""
    files = {f"{name}.yml": text for name, text in more.items()}
    return loaded(folder, {"posts/soup.md": post(title="Soup"), **files}, *threads)


def test_all_comments_of_a_thread_are_shown_in_their_order(tmp_path: Path) -> None:
    talk = thread(said("2", "2026-05-02T00:00:00Z"), said("10", "2026-05-03T00:00:00Z"))
    assert shown(library_of(tmp_path, talk)) == ["isso-2", "isso-10"]


def test_what_was_said_at_two_services_is_told_as_it_came(tmp_path: Path) -> None:
    isso = thread(said("1", "2026-11-02T12:00:00Z"), said("2", "2026-11-04T12:00:00Z"))
    giscus = thread(said("1", "2026-11-03T12:00:00Z"), service="giscus")
    library = loaded(tmp_path, {"posts/soup.md": post()}, giscus, isso)
    assert [one.key for one in library.said["soup"]] == ["isso-1", "giscus-1", "isso-2"]


def test_a_thread_of_another_post_is_not(tmp_path: Path) -> None:
    assert shown(library_of(tmp_path, thread(said("1"), of="/posts/bread/"))) == []


def test_a_thread_goes_by_the_first_address_of_its_post(tmp_path: Path) -> None:
    line = '{"address": "/posts/broth/", "n": 1, "day": "2020-01-01", "kind": "posts", "file":'
    line += ' "posts/soup.md", "id": "tag:example.org,2026:broth"}'
    ledger = f'{{"version": 1, "note": "", "published": [\n{line},\nnull]}}\n'
    files = {"posts/soup.md": post(title="Soup", extra="aliases: [/posts/broth/]\n")}
    talk = thread(said("1"), of="/posts/broth/")
    found = loaded(tmp_path, {**files, "published.json": ledger}, talk)
    assert shown(found) == ["isso-1"]
    assert found.feed_id(found.by_slug["soup"]) == "tag:example.org,2026:broth"


@pytest.mark.parametrize(
    ("address", "path", "is_found"),
    [
        ("https://a.example/sub", None, True),
        ("https://a.example", None, False),
        ("https://a.example", "/sub", True),
        ("", None, True),  # a preview, which does not know where the site will stand
        ("", "", False),
    ],
)
def test_a_thread_is_named_under_the_path_of_the_site(
    address: str, path: str | None, is_found: bool, tmp_path: Path
) -> None:
    files = {"posts/soup.md": post(title="Soup")}
    talk = thread(said("1"), of="/sub/posts/soup/")
    assert bool(shown(loaded(tmp_path, files, talk, url=address, comments_path=path))) == is_found


def test_two_posts_may_share_a_thread(tmp_path: Path) -> None:
    wish = "comments: {id: both}\n"
    files = {name: post(title=name, extra=wish) for name in ("posts/one.md", "posts/two.md")}
    found = loaded(tmp_path, files, thread(said("1"), of="both"))
    assert {*found.said} == {"one", "two"}


@pytest.mark.parametrize(
    ("at", "is_shown"),
    [
        ("2026-05-31T22:59:59Z", True),
        ("2026-05-31T23:00:00Z", False),  # which is June in London
        ("2026-05-31T23:00:00+02:00", True),
    ],
)
def test_what_was_said_after_the_closing_is_not_shown(
    at: str, is_shown: bool, tmp_path: Path
) -> None:
    files = {"posts/soup.md": post(title="Soup", extra="comments: {until: 2026-05-31}\n")}
    found = loaded(tmp_path, files, thread(said("1", at)), timezone="Europe/London")
    assert bool(shown(found)) == is_shown
    assert found.number_of_comments("soup") == int(is_shown)
    assert ("comments/soup" in found.feed_names) == is_shown


@pytest.mark.parametrize(
    ("day", "is_shown"), [("2026-04-30", True), ("2026-05-01", False), ("2026-05-07", False)]
)
def test_what_was_said_in_a_pause_is_not_shown(day: str, is_shown: bool, tmp_path: Path) -> None:
    talk = thread(said("1", f"{day}T12:00:00Z"))
    assert bool(shown(library_of(tmp_path, talk, discussion=RULES + PAUSE))) == is_shown


def test_a_pause_without_an_end_goes_on(tmp_path: Path) -> None:
    pause = PAUSE.replace("until: 2026-05-07, ", "")
    talk = thread(said("1", "2026-11-20T12:00:00Z"))
    assert shown(library_of(tmp_path, talk, discussion=RULES + pause)) == []


def test_what_is_dated_later_than_the_build_is_not_shown(tmp_path: Path) -> None:
    talk = thread(said("1", "2026-11-21T12:00:00Z"), said("2", "2026-11-22T12:00:00Z"))
    assert shown(library_of(tmp_path, talk)) == ["isso-1"]


def test_what_was_moved_here_is_shown_once(tmp_path: Path) -> None:
    talk = thread(said("1"), said("3"), said("4", to="3"))
    found = library_of(tmp_path, talk, **{"comments/soup": ARCHIVE})
    assert shown(found) == ["isso-1", "isso-4"]
    assert found.number_of_comments("soup") == 4


GAP = Gap()


@pytest.mark.parametrize(
    ("comments", "left"),
    [
        ([said("1", removed=GAP)], []),
        ([said("1", removed=GAP), said("2", to="1")], ["(isso-1)", "isso-2"]),
        ([said("1", removed=GAP), said("2", to="1", removed=GAP)], []),
        (
            [said("1", removed=GAP), said("2", to="1", removed=GAP), said("3", to="2")],
            ["(isso-1)", "(isso-2)", "isso-3"],
        ),
        ([said("1", removed=Gap(reason="It named somebody."))], ["(isso-1)"]),
        ([said("1", to="2", removed=GAP), said("2", to="1", removed=GAP)], []),
        ([said("1", to="2", removed=GAP), said("2", to="1")], ["(isso-1)", "isso-2"]),
        ([said("1", text="<p> </p>\n<hr>"), said("2")], ["isso-2"]),
        ([said("1", text="<p>\u200b&nbsp;</p>"), said("2", to="1")], ["(isso-1)", "isso-2"]),
        ([said("1", text=clean_text('<p><a href="/a"><img alt="Our rota"></a></p>'))], ["isso-1"]),
        ([said("1", text="<p><a href='https://e.org/rota'></a></p>")], []),
        ([said("1", text="<p><strong>&#9786;</strong></p>")], ["isso-1"]),
    ],
    ids=[
        "alone",
        "answered",
        "answered by a gap",
        "in the end",
        "with a reason",
        "circle",
        "both",
        "empty",
        "empty, answered",
        "a picture",
        "a link without words",
        "one sign",
    ],
)
def test_a_gap_stays_that_somebody_would_miss(
    comments: list[Said], left: list[str], tmp_path: Path
) -> None:
    assert shown(library_of(tmp_path, thread(*comments))) == left


def test_nothing_is_left_of_what_was_erased(tmp_path: Path) -> None:
    files = {
        "posts/soup.md": post(title="Soup"),
        "forgotten-comments.txt": "isso 1 2026-06-01\n",
    }
    found = loaded(tmp_path, files, thread(said("1", name="Ann", text="<p>Mine.</p>"), said("2")))
    gap, other = found.said["soup"]
    assert (gap.said.name, gap.said.text, str(gap.said.removed and gap.said.removed.date)) == (
        "",
        "",
        "2026-06-01",
    )
    assert (other.said.name, found.number_of_comments("soup")) == ("Joan Tell", 1)


@pytest.mark.parametrize("line", ["archive soup/isso-3", "isso 3"])
def test_nothing_is_left_of_what_was_erased_and_is_in_the_archive(
    line: str, tmp_path: Path
) -> None:
    files = {
        "posts/soup.md": post(title="Soup"),
        "comments/soup.yml": ARCHIVE,
        "forgotten-comments.txt": f"{line} 2026-06-01\n",
    }
    found = loaded(tmp_path, files, thread(said("3")))
    _, gap = found.archive["soup"].fields.comments
    assert (gap.name, gap.text, bool(gap.removed)) == ("unknown", "", True)
    assert (shown(found), found.number_of_comments("soup")) == ([], 1)
    (problem,) = found.problems
    assert problem.severity == "warning"
    assert problem.line == 4
    assert problem.remedy == "Run: make forget COMMENT='soup#isso-3'"


@pytest.mark.parametrize(
    ("date", "key"),
    [
        ("2026-05-01", ""),
        ("2026-05-01 12:00", ""),
        ("unknown", ""),
        ("2014-05-01", "isso-3-2026-05-01"),
        ("2014-05-01 00:30", "isso-3-2026-05-01"),
    ],
)
def test_a_number_that_was_given_again_is_another_comment(
    date: str, key: str, tmp_path: Path
) -> None:
    """Isso gives the number of its newest comment again, once that is deleted."""
    archive = ARCHIVE.replace("2026-05-01", date)
    talk = thread(said("3", "2026-04-30T23:30:00Z"), said("4", to="3"))  # May in London
    files = {"posts/soup.md": post(title="Soup"), "comments/soup.yml": archive}
    found = loaded(tmp_path, files, talk, timezone="Europe/London")
    assert shown(found) == ([key] if key else []) + ["isso-4"]
    told = [one.id for one in Feeds(found).holds("comments/soup")]
    assert len(set(told)) == len(told)
    comments = said_there(Maker(found), found.said["soup"], found.archive["soup"].fields.comments)
    if key:
        assert [one.anchor for one in comments] == ["comment.isso-3-2026-05-01"]
        assert [one.anchor for one in comments[0].replies] == ["isso-4"]
    else:
        assert [str(one.reply_to and one.reply_to.href) for one in comments] == ["#isso-3"]


def test_a_comment_that_was_moved_under_its_day_is_shown_once(tmp_path: Path) -> None:
    more = "  - {id: isso-3-2026-05-01, name: Pat, date: 2026-05-01, text: Again.}\n"
    old = ARCHIVE.replace("2026-05-01", "2014-05-01")
    found = library_of(tmp_path, thread(said("3")), **{"comments/soup": old + more})
    assert shown(found) == []
