"""From the archive to the file for other programs, and back: nothing of it changes."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from plugins.model.comments.archive_file import Archive, with_comments
from plugins.model.comments.archive_lines import many_lines, one_line, shown_line
from plugins.model.comments.exchange import read_talks, write_talks
from plugins.model.comments.exporting import talks_of
from plugins.model.comments.importing import Given, Imported, import_talks
from plugins.model.comments.thread import Gap, Said, Thread
from plugins.model.day import Day
from plugins.model.field import UNKNOWN
from plugins.model.library import Library
from plugins.model.problem import Problem, errors
from plugins.model.schema.thread import CommentFields, OriginFields, RemovedFields
from plugins.model.spelling import slugify
from plugins.model.text.comment_text import plain_name
from plugins.model.text.unseen import shows_nothing
from tests.loading import loaded, post, settings

pytestmark = pytest.mark.slow  # many random steps

POSTS = {"posts/soup.md": post(), "posts/bread.md": post()}
ORIGIN = OriginFields(site="our first website", moved=Day(datetime.date(2014, 5, 19)), note="x: #y")

a_text = st.text(min_size=1, max_size=60)
a_name = a_text.map(one_line).filter(lambda name: not shows_nothing(name))
a_moment = st.datetimes(
    datetime.datetime(1999, 1, 1),
    datetime.datetime(2026, 11, 20),
    timezones=st.just(datetime.UTC),
).map(lambda one: one.replace(microsecond=0))
a_day = st.builds(
    Day,
    st.dates(datetime.date(1000, 1, 1), datetime.date(2026, 11, 21)),
    st.sampled_from(["", "00:00:00", "14:30:05"]),
)
some_words = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            [
                "# a",
                "- b",
                "    c",
                "\t",
                "> d",
                "---",
                "...",
                "k: v",
                "'",
                '"',
                "",
                "&a *b !c",
                "|",
            ]
        ),
        max_size=8,
    ).map("\n".join),
).map(lambda text: many_lines(f"Words {text}"))


@st.composite
def threads(draw: st.DrawFn) -> list[CommentFields]:
    """Comments as the archive may have them, each with an id of its own, answers below."""
    by_slug: dict[str, str] = {}
    for one in draw(st.lists(a_name, max_size=6)):
        by_slug.setdefault(slugify(one), one)
    comments: list[CommentFields] = []
    for id_ in by_slug.values():
        removed = draw(
            st.none()
            | st.builds(RemovedFields, date=st.none() | a_day, reason=a_text.map(shown_line))
        )
        above = [one.id for one in comments]
        comments.append(
            CommentFields(
                id=id_,
                name=draw(st.just(UNKNOWN) | a_name.filter(lambda name: name.lower() != UNKNOWN)),
                date=draw(st.just(UNKNOWN) | a_day),
                text="" if removed else draw(some_words),
                reply_to=draw(st.sampled_from(["", *above])),
                removed=removed,
            )
        )
    return comments


def written(comments: Sequence[CommentFields], data: bytes | None = None) -> bytes:
    archive = Archive("comments/soup.yml", "soup", data, settings(), "content")
    made = with_comments(archive, ORIGIN, comments)
    assert not isinstance(made, Problem), made
    return made


def kept(library: Library, slug: str = "soup") -> tuple[CommentFields, ...]:
    assert not errors(library.problems)
    return library.archive[slug].fields.comments if slug in library.archive else ()


def brought(data: bytes, library: Library, content: Path) -> Imported:
    made = import_talks(read_talks(data), Given(library=library, content=content))
    assert not made.problems
    return made


@how(max_examples=30)
@given(threads())
def test_what_is_exported_comes_back_as_it_was(comments: list[CommentFields]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        files = {"comments/soup.yml": written(comments)} if comments else {}
        library = loaded(Path(one), {**POSTS, **files})
        assert list(kept(library)) == comments
        exported = write_talks(talks_of(library, {}))
        empty = loaded(Path(other), POSTS)
        made = brought(exported, empty, Path(other) / "content")
        assert not made.told
        library = loaded(Path(other), {**POSTS, **made.files})
        assert list(kept(library)) == comments
        if comments:
            assert library.archive["soup"].fields.origin == ORIGIN
        again = brought(exported, library, Path(other) / "content")
        assert not again.files
        assert not again.told


@how(max_examples=50)
@given(threads(), st.integers(0, 6))
def test_comments_are_added_below_those_that_are_there(
    comments: list[CommentFields], place: int
) -> None:
    before = written(comments[:place]) if comments[:place] else None
    both = written(comments[place:], before) if comments else b""
    if before is not None and comments[place:]:
        assert both.startswith(before)
    with tempfile.TemporaryDirectory() as folder:
        files = {"comments/soup.yml": both} if comments else {}
        assert list(kept(loaded(Path(folder), {**POSTS, **files}))) == comments


@how(max_examples=30)
@given(st.lists(st.tuples(a_text, a_moment, st.sampled_from(["<p>A</p>", "<b>", "x *y* <i>z"]))))
def test_the_snapshot_is_exported_beside_the_archive(
    said: list[tuple[str, datetime.datetime, str]],
) -> None:
    comments = tuple(
        Said(id=str(number), name=one_line(name), at=at, text=text)
        for number, (name, at, text) in enumerate(said, 1)
    )
    gone = Said(id="0", at=datetime.datetime(1998, 1, 1, tzinfo=datetime.UTC), removed=Gap())
    thread = Thread(thread="/posts/soup/", service="isso", comments=(gone, *comments))
    with tempfile.TemporaryDirectory() as folder:
        library = loaded(Path(folder), POSTS)
        exported = write_talks(talks_of(library, [thread]))
        made = brought(exported, library, Path(folder) / "content")
        found = kept(loaded(Path(folder), {**POSTS, **made.files}))
        assert found[0].removed == RemovedFields()
        with_words = [one for one in comments if one.text != "<b>"]
        assert [one.id for one in found[1:]] == [f"isso-{one.id}" for one in with_words]
        names = [plain_name(one.name) for one in with_words]
        names = [UNKNOWN if shows_nothing(name) else name for name in names]
        assert [one.name.lower() for one in found[1:]] == [name.lower() for name in names]
