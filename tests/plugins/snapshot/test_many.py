"""Two thousand threads: so many questions at once and no more, told of as they come, kept once."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from plugins.model.comments.thread import Said, Thread
from plugins.snapshot.taking import Rules, Taken, take

AT = datetime.datetime(2026, 11, 20, 10, 2, 3, tzinfo=datetime.UTC)
NAMES = sorted(f"/posts/p{number}/" for number in range(2_000))
RULES = Rules({}, 60)


class Crowd:
    """A service with something said in each thread, which counts who asks at one time."""

    name = "isso"

    def __init__(self) -> None:
        self.words = dict.fromkeys(NAMES, "<p>Words.</p>")
        self.most = self.questions = 0
        self._now = 0
        self._lock = threading.Lock()

    def spoken_in(self, threads: Sequence[str]) -> Collection[str]:
        return threads

    def thread(self, thread: str) -> Thread:
        self._count(1)
        time.sleep(0.001)  # as others ask meanwhile
        self._count(-1)
        said = Said(id=str(NAMES.index(thread) + 1), at=AT, text=self.words[thread])
        return Thread(thread=thread, service=self.name, comments=(said,))

    def _count(self, more: int) -> None:
        with self._lock:
            self._now += more
            self.questions += more > 0
            self.most = max(self.most, self._now)


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file each is (a new one has another number), and when it was written."""
    return {one.name: (one.stat().st_ino, one.stat().st_mtime_ns) for one in folder.iterdir()}


@pytest.mark.slow
def test_two_thousand_threads_are_fetched_a_few_at_once_and_written_once(tmp_path: Path) -> None:
    crowd, folder = Crowd(), tmp_path / ".comments"
    told: list[tuple[int, int]] = []
    first = take(crowd, NAMES, folder, RULES, lambda more, of: told.append((more, of)))
    assert first == Taken(asked=2_000, written=tuple(NAMES))
    assert crowd.questions == 2_000
    assert 1 < crowd.most <= 8
    assert told == [(1, 2_000)] * 2_000
    before = state(folder)
    assert len(before) == 2_000
    assert take(crowd, NAMES, folder, RULES) == Taken(asked=2_000)
    assert state(folder) == before
    crowd.words[NAMES[7]] = "<p>Others.</p>"
    assert take(crowd, NAMES, folder, RULES).written == (NAMES[7],)
    changed = {name for name, one in state(folder).items() if one != before[name]}
    assert changed == {f"{NAMES[7].split('/')[2]}.isso.json"}


def test_each_answer_is_told_of_when_it_is_there(tmp_path: Path) -> None:
    told = threading.Event()

    class Last(Crowd):
        def thread(self, thread: str) -> Thread:
            assert thread != NAMES[19] or told.wait(30), "all is told at the end"
            return super().thread(thread)

    take(Last(), NAMES[:20], tmp_path, RULES, lambda *_: told.set())
    assert told.is_set()
