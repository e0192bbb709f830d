"""Erasing from the archive, whatever stands in it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from plugins.model.comments.archive_file import Archive
from plugins.model.comments.archive_lines import comment_lines
from plugins.model.comments.erasing import erase, gap_of
from plugins.model.day import Day
from plugins.model.problem import Problem
from plugins.model.schema.thread import CommentFields, RemovedFields
from tests.loading import settings
from tests.model.comments.test_round_trip import threads, written

REMOVED = RemovedFields(date=Day(datetime.date(2026, 11, 21)), reason='He: "asked" #us')


@pytest.mark.slow
@how(max_examples=60)
@given(threads().filter(bool), st.data())
def test_one_comment_loses_its_words_and_the_others_lose_nothing(
    comments: list[CommentFields], data: st.DataObject
) -> None:
    before = written(comments)
    place = data.draw(st.integers(0, len(comments) - 1))
    archive = Archive("comments/soup.yml", "soup", before, settings(), "content")
    after = erase(archive, comments[place].id, REMOVED)
    assert not isinstance(after, Problem), str(after)
    found = archive.read(after)[0].comments
    comments[place] = gap_of(comments[place], REMOVED)
    assert list(found) == comments
    others = [one for number, one in enumerate(comments) if number != place]
    for other in others:
        lines = "".join(f"  {line}".rstrip() + "\n" for line in comment_lines(other))
        assert lines.encode() in after or lines.encode() not in before
