"""Subscribers are not told of very many posts at once, unless that is meant."""

from __future__ import annotations

import datetime
from pathlib import Path

from plugins.model.library import Library
from plugins.model.loading import read_content
from plugins.model.problem import Problem, errors
from plugins.model.published.ledger import Ledger, write_ledger
from plugins.model.published.standing import updated
from plugins.model.publishing.publishable import find_publishable
from tests.loading import ANN, loaded, post, settings, write

LATER = datetime.date(2026, 12, 1)
OLD = {"posts/old.md": post(title="Old")}
NEW = {f"posts/n{number}.md": post(title=f"N{number}") for number in range(4)}
MOVED = {
    f"posts/n{number}.md": post(title=f"N{number}", extra="moved: yes\n") for number in range(4)
}


def after_publishing(folder: Path, files: dict[str, str]) -> dict[str, str | bytes]:
    folder.mkdir(exist_ok=True)
    library = loaded(folder, files)
    presence = library.presence
    ledger = updated(
        Ledger(), presence.now, presence.old, library.settings.today, library.feeds.order
    )
    return {**files, "published.json": write_ledger(ledger)}


def told(library: Library) -> list[Problem]:
    return [one for one in library.problems if one.field == "FEED_MOST_NEW"]


def test_many_new_posts_are_told_of_with_their_list(tmp_path: Path) -> None:
    before = after_publishing(tmp_path / "1", OLD)
    (problem,) = told(loaded(tmp_path, before | NEW, today=LATER, feed_most_new=3, publishing=True))
    assert errors([problem])
    assert problem.message == (
        "Subscribers would be told of 4 posts at once, which are new or have a change of the kind"
        " major, and 3 are the most:\n  content/posts/n0.md\n  content/posts/n1.md"
        "\n  content/posts/n2.md\n  content/posts/n3.md"
    )
    assert "FEED_MOST_NEW = 4" in problem.remedy


def test_a_preview_only_warns(tmp_path: Path) -> None:
    before = after_publishing(tmp_path / "1", OLD)
    (problem,) = told(loaded(tmp_path, before | NEW, today=LATER, feed_most_new=3))
    assert not errors([problem])


def test_no_more_than_are_allowed_and_the_first_publication_are_well(tmp_path: Path) -> None:
    before = after_publishing(tmp_path / "1", OLD)
    assert told(loaded(tmp_path, before | NEW, today=LATER, feed_most_new=4)) == []
    assert told(loaded(tmp_path / "1", OLD | NEW, feed_most_new=1)) == []


def test_posts_moved_from_an_older_site_count_too(tmp_path: Path) -> None:
    """They keep their old days, and are new to feed readers all the same."""
    before = after_publishing(tmp_path / "1", OLD)
    assert told(loaded(tmp_path, before | MOVED, today=LATER, feed_most_new=3))


def test_a_major_change_counts_and_a_minor_one_does_not(tmp_path: Path) -> None:
    change = "changes:\n  - date: 2026-11-30\n    note: The law changed.\n    kind: {}\n"
    before = after_publishing(tmp_path / "1", OLD | NEW)
    for kind, counts in (("major", True), ("minor", False), ("correction", False)):
        changed = {name: post(title=name, extra=change.format(kind)) for name in NEW}
        found = loaded(tmp_path, before | changed, today=LATER, feed_most_new=3)
        assert bool(told(found)) is counts


def test_nothing_is_published_though_some_of_them_may_wait(tmp_path: Path) -> None:
    """The list is another one when a new file with a mistake is left out; it stops all the same."""
    files = after_publishing(tmp_path / "1", OLD) | NEW
    files |= {"people/ann-example.md": ANN, "posts/n0.md": post(title="N0", date="soon")}
    given = settings(today=LATER, feed_most_new=2, publishing=True, url="https://example.org")
    found = find_publishable(read_content(write(tmp_path, files), given))
    assert found.waiting == ("posts/n0.md",)
    assert [one.field for one in found.stopping] == ["FEED_MOST_NEW"]
