"""What becomes of a thread: half of it may go, an erased comment never comes back."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.comments.forgotten import Forgotten, erased_at, erased_during
from plugins.model.comments.merging import loss_of, renewed
from plugins.model.comments.thread import Gap, Said, Thread

DAY = datetime.date(2026, 3, 1)
AT = datetime.datetime(2026, 2, 1, 12, tzinfo=datetime.UTC)
ERASED = {("isso", "3"): erased_during(DAY)}


def said(number: int, **more: object) -> Said:
    given = {"id": str(number), "name": f"Person {number}", "text": "<p>Words</p>"}
    at = AT + datetime.timedelta(minutes=number)
    return Said(**{"at": at, **given, **more})  # type: ignore[arg-type]


def thread(*comments: Said, service: str = "isso") -> Thread:
    return Thread(thread="/posts/soup/", service=service, comments=comments)


def of(*numbers: int) -> Thread:
    return thread(*map(said, numbers))


def is_doubted(old: Thread | None, new: Thread, forgotten: Forgotten | None = None) -> bool:
    return loss_of(old, new, forgotten or {}).is_doubtful


def test_half_may_go_and_no_more() -> None:
    assert not is_doubted(of(1, 2), of(2))
    assert is_doubted(of(1, 2, 3), of(2))
    assert "Of the 3 comments that were readable, 2 are" in loss_of(of(1, 2, 3), of(2), {}).words
    assert not is_doubted(of(1, 2, 3), of(2, 3, 4, 5))
    assert is_doubted(of(1, 2, 3), of(4, 5, 6, 7))
    assert not is_doubted(None, of())
    assert not is_doubted(thread(), of())


def test_the_numbers_of_a_new_store_are_of_other_comments() -> None:
    later = [said(number, at=AT + datetime.timedelta(days=9)) for number in (1, 2)]
    assert is_doubted(of(1, 2), thread(*later))


def test_what_was_removed_or_erased_before_cannot_be_lost() -> None:
    removed = said(1, removed=Gap())
    assert not is_doubted(thread(removed, said(2)), of(2))
    assert not is_doubted(of(3), of(), ERASED)
    assert is_doubted(of(2, 3), of(), ERASED)  # 2 is not erased: one of two is
    assert is_doubted(of(1), thread(removed))


def test_an_erased_comment_leaves_a_gap_whatever_the_service_says() -> None:
    for old in (None, of(1, 3), of(3)):
        for new in (of(1, 3), thread(said(3, removed=Gap()))):
            gap = renewed(old, new, ERASED).comments[-1]
            assert gap == Said(id="3", at=said(3).at, removed=Gap(date=DAY))
    assert [one.id for one in renewed(of(1, 3), of(1), ERASED).comments] == ["1", "3"]


def test_a_later_comment_with_the_number_of_an_erased_one_is_shown() -> None:
    """Isso gives the highest number again."""
    later = said(3, at=AT + datetime.timedelta(days=90))
    assert renewed(of(1, 3), thread(said(1), later), ERASED).comments[1] == later


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_an_erased_comment_stays_away_where_its_day_is_another_one_in_utc(zone: str) -> None:
    """In New York it is still the 22nd, in Auckland already the 23rd, when it is written."""
    at = datetime.datetime(2026, 11, 23, 0, 30, tzinfo=datetime.UTC)
    if zone == "Pacific/Auckland":
        at = datetime.datetime(2026, 11, 22, 12, 30, tzinfo=datetime.UTC)
    forgotten = {("isso", "1"): erased_at(at + datetime.timedelta(minutes=1), ZoneInfo(zone))}
    asked = thread(said(1, at=at))
    (gap,) = renewed(None, asked, forgotten).comments
    assert (gap.name, gap.text) == ("", "")
    day = datetime.date(2026, 11, 22 if zone == "America/New_York" else 23)
    assert gap.removed == Gap(date=day)
    later = thread(said(1, at=at + datetime.timedelta(minutes=2)))
    assert renewed(None, later, forgotten) == later  # the number was given again that very day


def test_the_reason_of_a_removal_stays_and_no_word_with_it() -> None:
    why = Gap(date=DAY, reason="It named a child.")
    old, new = thread(said(1, removed=why)), thread(said(1, removed=Gap()))
    assert renewed(old, new, {}).comments == (Said(id="1", at=said(1).at, removed=why),)
    assert renewed(old, of(1), {}) == of(1)  # it was taken back


NUMBERS = st.lists(st.integers(1, 12), unique=True).map(lambda numbers: of(*numbers))


@given(old=NUMBERS, new=NUMBERS, erased=st.sets(st.integers(1, 12)))
def test_renewing_twice_is_renewing_once(old: Thread, new: Thread, erased: set[int]) -> None:
    forgotten = {("isso", str(number)): erased_during(DAY) for number in erased}
    once = renewed(old, new, forgotten)
    assert renewed(once, new, forgotten) == once
    assert not is_doubted(once, new, forgotten)
    words = {one.id for one in once.comments if one.text}
    assert words == {one.id for one in new.comments} - {str(number) for number in erased}
