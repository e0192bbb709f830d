"""How a page shows what was said: moved comments, then the service's with what answers them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from plugins.comments import comment_link
from plugins.model.comments.thread import Gap, Said, Thread
from plugins.model.view.comment import DEEPEST, Comment
from plugins.model.view.discussion import Discussion, Rules, discussion_of
from plugins.model.view.maker import Maker
from plugins.model.view.parts import Link
from tests.loading import loaded, post
from tests.talking import said, thread

ARCHIVE = """\
origin: {site: Old}
comments:
  - {id: 1, name: Pat, date: 2013-01-01, text: Old.}
  - {id: isso-3, name: Pat, date: 2026-05-01, text: Moved.}
"""
RULES = """\
house_rules: house-rules
moderation: Weekdays.
report: Write to us.
at_risk: Call 999.
other_ways: [By post.]
"""
PAGE = {"pages/house-rules.md": "---\ntitle: House rules\n---\nBe kind.\n"}
PAUSE = "pause: {from: 2026-11-20, until: 2026-11-25, reason: There is an election.}\n"
PAUSED, WHY = "Comments are paused.", "There is an election."


def discussion(folder: Path, *threads: Thread, extra: str = "", **files: str) -> Discussion:
    """What stands under the post; files: of the content, by their names without the ending."""
    content = {f"{name}.yml": text for name, text in files.items()} | PAGE
    content["posts/soup.md"] = post(title="Soup", extra=extra)
    library = loaded(folder, content, *threads, comments_url="https://talk.example/{id}")
    maker = Maker(library)
    maker.given.comment_link = comment_link
    return discussion_of(maker, library.by_slug["soup"])


def tree(comments: tuple[Comment, ...]) -> list[object]:
    """The anchors, each with those of its replies."""
    return [[one.anchor, *tree(one.replies)] for one in comments]


def test_comments_of_the_service_follow_those_that_were_moved(tmp_path: Path) -> None:
    found = discussion(tmp_path, thread(said("1"), said("3")), **{"comments/soup": ARCHIVE})
    assert [one.anchor for one in found.moved] == ["comment.1", "isso-3"]
    assert [one.anchor for one in found.said] == ["isso-1"]
    assert (found.count, found.origin) == ("3 comments", "These comments were made on Old.")


def test_of_letters_no_page_says_where_they_were_made(tmp_path: Path) -> None:
    letter = "comments:\n  - {id: 1, name: unknown, date: 2026-11-20, text: I agree.}\n"
    found = discussion(tmp_path, **{"comments/soup": letter})
    assert (found.count, found.origin) == ("1 comment", "")
    assert [one.name for one in found.moved] == ["Name not known"]


@pytest.mark.parametrize(
    ("comments", "shown"),
    [
        ([said("1"), said("2", to="1"), said("3")], [["isso-1", ["isso-2"]], ["isso-3"]]),
        ([said("1"), said("2", to="1"), said("3", to="1")], [["isso-1", ["isso-2"], ["isso-3"]]]),
        ([said("1", to="1")], [["isso-1"]]),
        ([said("1", to="2"), said("2", to="1")], [["isso-1", ["isso-2"]]]),
        ([said("1", to="9")], [["isso-1"]]),
    ],
    ids=["an answer", "two answers", "itself", "a circle", "nothing"],
)
def test_answers_stand_below_what_they_answer(
    comments: list[Said], shown: list[object], tmp_path: Path
) -> None:
    assert tree(discussion(tmp_path, thread(*comments)).said) == shown


def test_lists_are_not_deeper_than_anybody_can_follow(tmp_path: Path) -> None:
    talk = thread(said("1"), *(said(f"{n}", to=f"{n - 1}") for n in range(2, 3000)))
    level, depth = discussion(tmp_path, talk).said, 0
    while level:
        depth += 1
        last, level = level, level[0].replies
    assert depth == DEEPEST
    assert len(last) == 2999 - DEEPEST + 1
    assert last[-1].reply_to == Link(text="Joan Tell", href="#isso-2998")


@pytest.mark.parametrize(
    ("comments", "to"),
    [
        ([said("1"), said("2", to="1")], Link(text="Joan Tell", href="#isso-1")),
        (
            [said("1", name=" "), said("2", to="1")],
            Link(text="somebody who gave no name", href="#isso-1"),
        ),
        (
            [said("1", removed=Gap()), said("2", to="1")],
            Link(text="a comment that was removed", href="#isso-1"),
        ),
        ([said("2", to="1")], Link(text="a comment that is not here")),
        ([said("2", to="3")], Link(text="Pat", href="#isso-3")),
    ],
    ids=["a name", "no name", "removed", "not here", "moved here"],
)
def test_an_answer_says_what_it_answers(comments: list[Said], to: Link, tmp_path: Path) -> None:
    found = discussion(tmp_path, thread(*comments), **{"comments/soup": ARCHIVE})
    every = [*found.said, *(reply for one in found.said for reply in one.replies)]
    assert [one.reply_to for one in every if one.anchor == "isso-2"] == [to]


def test_a_comment_bears_the_day_of_the_site_and_its_moment(tmp_path: Path) -> None:
    library = loaded(
        tmp_path,
        {"posts/soup.md": post(title="Soup")},
        thread(said("1", "2026-05-31T23:30:00Z")),
        timezone="Europe/London",
    )
    (one,) = discussion_of(Maker(library), library.by_slug["soup"]).said
    assert (one.day.text, one.day.iso) == ("1 June 2026", "2026-05-31T23:30:00Z")


def test_anchors_are_fit_for_html_whatever_a_service_calls_a_comment(tmp_path: Path) -> None:
    ids = ["1", "DC_kwDO-1", "a b", "a-b", '"><script>', "é"]
    found = discussion(tmp_path, thread(*(said(one) for one in ids), service="giscus"))
    anchors = {one.anchor for one in found.said}
    assert len(anchors) == len(ids)
    assert {"comment.giscus-1", "comment.giscus-DC_kwDO-1"} < anchors
    assert all(one.replace("-", "").replace("_", "").replace(".", "").isalnum() for one in anchors)


def test_a_name_is_plain_text_on_one_line(tmp_path: Path) -> None:
    names = [" Joan\n Tell ", "\u202eJoan", "<b>Joan</b>", "J" * 3000]
    talk = thread(*(said(str(n), name=name) for n, name in enumerate(names)))
    shown = [one.name for one in discussion(tmp_path, talk).said]
    assert shown[:3] == ["Joan Tell", "Joan", "<b>Joan</b>"]
    assert len(shown[3]) == 101


def test_a_removed_comment_says_when_and_why(tmp_path: Path) -> None:
    removed = Gap(date=datetime.date(2026, 6, 1), reason="It named a neighbour.")
    (one,) = discussion(tmp_path, thread(said("1", removed=removed))).said
    assert one.removed == "This comment was removed on 1 June 2026. It named a neighbour."
    assert one.text == ""


# What editors say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("href", "mailbox"),
    [
        ("mailto:a%2Bb@example.org?subject=Soup&body=x", "a+b@example.org"),
        ("https://talk.example/?to=mailto:ann@example.org", ""),
    ],
)
def test_a_mailbox_can_be_read_and_copied(href: str, mailbox: str, tmp_path: Path) -> None:
    library = loaded(tmp_path, {"posts/soup.md": post(title="Soup")})
    maker = Maker(library)
    maker.given.comment_link = lambda *_: Link(text="Write", href=href)
    assert discussion_of(maker, library.by_slug["soup"]).mailbox == mailbox


def test_whoever_may_comment_is_told_the_rules(tmp_path: Path) -> None:
    found = discussion(tmp_path, discussion=RULES)
    assert found.rules == Rules(
        house_rules=Link(text="House rules", href="/house-rules/"),
        moderation="Weekdays.",
        report="Write to us.",
        at_risk="Call 999.",
    )
    assert found.ways == ("By post.",)


def test_where_nobody_may_comment_and_nobody_did_nothing_is_told(tmp_path: Path) -> None:
    found = discussion(tmp_path, extra="comments: closed\n", discussion=RULES)
    assert (found.rules, found.ways) == (None, ())


def test_where_there_are_comments_readers_can_report_one(tmp_path: Path) -> None:
    found = discussion(tmp_path, thread(said("1")), extra="comments: off\n", discussion=RULES)
    assert found.rules
    assert found.ways == ()


@pytest.mark.parametrize(
    ("extra", "pause", "state", "notice", "reason"),
    [
        ("", PAUSE, "closed", f"{PAUSED} The last day of the pause is 25 November 2026.", WHY),
        ("", PAUSE.replace("until: 2026-11-25, ", ""), "closed", PAUSED, WHY),
        ("", PAUSE.replace("-11-2", "-12-2"), "open", "", ""),
        ("comments: closed\n", PAUSE, "closed", "Comments are closed.", ""),
        ("comments: {until: 2026-11-01}\n", PAUSE, "closed", "Comments are closed.", ""),
        ("comments: off\n", PAUSE, "off", "", ""),
    ],
    ids=["paused", "without an end", "later", "closed anyway", "past anyway", "off anyway"],
)
def test_in_a_pause_nobody_can_comment_and_it_is_said_why(
    extra: str, pause: str, state: str, notice: str, reason: str, tmp_path: Path
) -> None:
    found = discussion(tmp_path, extra=extra, discussion=RULES + pause)
    assert (found.state, found.notice, found.reason) == (state, notice, reason)
    assert bool(found.link) == (state == "open")


@pytest.mark.parametrize(
    ("pause", "told"),
    [
        (
            PAUSE.replace("2026-11-20", "2026-11-20 10:00"),
            "pause.from: A pause is of whole days: 10:00:00 is not kept, and all of 2026-11-20",
        ),
        (PAUSE.replace("2026-11-25", "2026-11-25 10:00"), "pause.until: A pause is of whole days"),
        ("pause:\n", "pause: Nothing stands under this key, so there is no pause."),
        ("pause: {}\n", "pause: Nothing stands under this key, so there is no pause."),
    ],
)
def test_what_a_pause_does_not_keep_is_said(pause: str, told: str, tmp_path: Path) -> None:
    library = loaded(tmp_path, {"discussion.yml": RULES + pause, **PAGE})
    (problem,) = (str(one) for one in library.problems if one.path == "content/discussion.yml")
    assert f"warning: {told}" in problem
