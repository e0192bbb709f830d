"""What a post is, once it stands beside the records: its state, days, topics and summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.model.library import Library
from plugins.model.post import newest_first, shortened
from tests.loading import loaded, post, said


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        ({}, "published"),
        ({"date": "2026-11-21 23:59"}, "published"),
        ({"date": "2026-11-22"}, "future"),
        ({"status": "draft", "date": "2026-11-22"}, "draft"),
        ({"status": "{status: withdrawn, on: 2020-01-01, reason: x}"}, "withdrawn"),
        ({"date": "unknown"}, "published"),
    ],
)
def test_the_state(keys: dict[str, str], state: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, {"posts/a.md": post(**keys)}).by_slug["a"].state == state


CHANGES = """changes:
  - {date: 2015-01-01, note: x, kind: major}
  - {date: 2016-01-01, note: x, kind: correction}
  - {date: 2017-01-01, note: x, kind: minor}
"""


@pytest.mark.parametrize(
    ("keys", "extra", "day"),
    [
        ({}, "", "2014-02-10"),
        ({"last_updated": "10 March 2014"}, CHANGES, "2014-03-10"),
        ({}, CHANGES, "2016-01-01"),
        ({"date": "unknown", "moved": "yes"}, "", "None"),
        ({"date": "unknown", "moved": "yes"}, CHANGES, "2016-01-01"),
    ],
)
def test_last_updated(keys: dict[str, str], extra: str, day: str, tmp_path: Path) -> None:
    library = loaded(tmp_path, {"posts/a.md": post(extra=extra, **keys)})
    assert str(library.by_slug["a"].last_updated) == day
    assert said(library) == []


TOPICS = {
    "topics/food.md": "---\ntitle: Food\nbroader: Home\n---\n",
    "topics/home.md": "---\ntitle: Home\naliases: [House]\n---\n",
}


def topics(library: Library) -> tuple[str, ...]:
    return library.by_slug["a"].topics


def test_a_post_stands_on_the_broader_topics_too_and_once(tmp_path: Path) -> None:
    library = loaded(tmp_path, TOPICS | {"posts/a.md": post(topics="[FOOD, house, home]")})
    assert topics(library) == ("food", "home")


def test_a_comma_does_not_make_a_list(tmp_path: Path) -> None:
    library = loaded(tmp_path, TOPICS | {"posts/a.md": post(topics="Food, Home")})
    assert topics(library) == ()
    assert said(library) == [
        'content/posts/a.md:5: topics: "Food, Home" is one text with a comma, which does not make'
        " a list. Write a list:\ntopics:\n  - Food\n  - Home"
    ]


def test_topics_in_a_circle_have_an_end(tmp_path: Path) -> None:
    circle = {
        "topics/a.md": "---\ntitle: A\nbroader: B\n---\n",
        "topics/b.md": "---\ntitle: B\nbroader: A\n---\n",
        "topics/c.md": "---\ntitle: C\nbroader: A\n---\n",
    }
    library = loaded(tmp_path, circle | {"posts/a.md": post(topics="[C]")})
    assert topics(library) == ("c", "a", "b")
    assert [words.split(":")[0] for words in said(library)] == [
        "content/topics/a.md",
        "content/topics/b.md",
    ]


def test_the_first_paragraph_is_the_summary_unless_one_is_written(tmp_path: Path) -> None:
    files = {
        "posts/a.md": post(body="# Head\n\nFirst *words* & more.\n\nSecond.\n"),
        "posts/b.md": post(summary="Mine: yes."),
    }
    library = loaded(tmp_path, files)
    assert library.by_slug["a"].summary == "First words & more."
    assert library.by_slug["b"].summary == "Mine: yes."


def test_the_title_is_plain_text_with_its_marks_read(tmp_path: Path) -> None:
    library = loaded(tmp_path, {"posts/a.md": post(title="*Why* `a < b` & <b>c</b>")})
    assert library.by_slug["a"].title == "Why a < b & <b>c</b>"


def test_newest_first_by_day_and_time_then_slug_undated_last(tmp_path: Path) -> None:
    dates = {
        "a": "2014-02-10",
        "b": "2014-02-10 09:00",
        "c": "2014-02-10",
        "d": "unknown",
        "e": "2015-01-01",
    }
    files = {f"posts/{slug}.md": post(date=date) for slug, date in dates.items()}
    library = loaded(tmp_path, files)
    assert [one.slug for one in library.posts] == ["e", "b", "a", "c", "d"]
    assert newest_first(list(reversed(library.posts))) == list(library.posts)


def test_drafts_only_warn(tmp_path: Path) -> None:
    bad = post(status="draft", date="31/02/2014", author="Ann Exampel", body="![](gone.jpg)\n")
    problems = said(loaded(tmp_path, {"posts/a.md": bad}))
    assert len(problems) == 4
    assert all(": warning: " in words for words in problems)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("x" * 300, "x" * 300),
        ("A sentence. " * 40, ("A sentence. " * 25).strip()),
        ("word " * 100, "word " * 59 + "word …"),
    ],
)
def test_a_long_paragraph_is_cut_at_a_sentence_or_a_word(text: str, short: str) -> None:
    assert shortened(text) == short
