"""Each round saves something that no page has shown before, and the table tells of each edit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest

from tests.bench.corpus import make_publication
from tests.bench.serving import BROWSER, EDITS, PAGE, edits, measure_serving, wait_lines
from tests.bench.tools.practice_press import practice_press
from tests.bench.tools.tool import write_post
from tests.programs import program


def test_every_edit_has_words_of_its_own() -> None:
    posts = make_publication(24).posts
    rounds = [edits(posts, run) for run in range(3)]
    for round_ in rounds:
        assert [*round_] == [*EDITS]
        assert len({edit.post.path for edit in round_.values()}) == len(EDITS)
        for edit in round_.values():
            assert edit.mark in f"{edit.post.title}\n{edit.post.body}"
    marks = [edit.mark for edit in chain(*(round_.values() for round_ in rounds))]
    assert not any(mark in post.body for mark in marks for post in posts)


def test_the_table_has_a_cell_for_all_that_was_seen() -> None:
    waits = {"text of an old post": {PAGE: 0.123, BROWSER: 12.34}}
    assert [*wait_lines(waits)] == [
        "| saved: the | its page | a list | the feed | the browser |",
        "| :--- | ---: | ---: | ---: | ---: |",
        "| text of an old post | 0.12 |  |  | 12.3 |",
    ]


@pytest.mark.slow
def test_a_small_publication_is_measured_and_put_back(tmp_path: Path) -> None:
    program("chromium")
    tool, publication = practice_press("here"), make_publication(24)
    tool.scaffold(publication, tmp_path)
    for post in publication.posts:
        write_post(tool, tmp_path, post, publication)
    with ThreadPoolExecutor(1) as thread:  # where playwright may start beside the tests' own
        waits = thread.submit(measure_serving, tool, tmp_path, publication, 1).result()
    assert {name: set(found) for name, found in waits.items()} == {
        name: set(shown) for name, shown in EDITS.items()
    }
    for post in publication.posts:
        text = (tmp_path / "content" / post.path).read_text(encoding="utf-8")
        assert text == tool.say(post, publication)
