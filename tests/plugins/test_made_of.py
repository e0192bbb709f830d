"""What pages are made of: facts keep their places, and those of no use go in the end."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from plugins.made_of import NOTHING_BEFORE, changed_facts, made_of, packed
from plugins.model.cache.output import KeptOutput, KeptPage
from plugins.model.view.fact import ANYTHING
from plugins.model.view.facts import Facts
from tests.loading import loaded, post

SLUGS = [f"post-{number}" for number in range(20)]


def facts_of(folder: Path, **titles: str) -> Facts:
    """The facts of twenty posts in a row under one topic, some of them with other titles."""
    files = {
        f"posts/{slug}.md": post(
            "Text.\n",
            title=titles.get(slug.replace("-", "_"), slug),
            date=f"2014-01-{place + 1:02}",
            topics="[soup]",
        )
        for place, slug in enumerate(SLUGS)
    }
    folder.mkdir(exist_ok=True)
    return Facts(loaded(folder, {"topics/soup.md": "---\ntitle: Soup\n---\n"} | files))


def first_build(facts: Facts) -> KeptOutput:
    """What is kept of an output with one page for each post."""
    made = [
        (slug, b"look", b"shown", packed({("post", slug), ("related", slug)})) for slug in SLUGS
    ]
    known, pages = made_of(NOTHING_BEFORE, {}, facts, {}, made)
    return msgspec.structs.replace(
        NOTHING_BEFORE, facts=known, pages=pages, grounds=dict(facts.grounds)
    )


def test_what_depends_on_anything_is_made_of_no_fact() -> None:
    assert msgspec.msgpack.decode(packed({ANYTHING, ("post", "a")})) == []


def test_each_fact_is_kept_once_and_with_what_is_known_of_it(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    kept = first_build(facts)
    assert len(kept.facts) == 2 * len(SLUGS)
    assert all(facts.digest(fact) == known for fact, known in kept.facts)
    assert changed_facts(kept, facts, all_of_them=False) == {}
    assert len(changed_facts(kept, facts, all_of_them=True)) == len(kept.facts)


def test_a_title_changes_its_post_alone(tmp_path: Path) -> None:
    before = first_build(facts_of(tmp_path / "before"))
    now = facts_of(tmp_path / "now", post_3="Another title")
    changed = changed_facts(before, now, all_of_them=False)
    assert [before.facts[place][0] for place in changed] == [("post", "post-3")]
    assert [*changed.values()] == [now.digest(("post", "post-3"))]


def test_what_was_kept_is_given_again_while_its_grounds_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = facts_of(tmp_path / "before")
    related = {slug: facts.related(facts.behind.by_slug[slug]) for slug in SLUGS}
    before = first_build(facts)
    monkeypatch.setattr("plugins.model.view.fact_values.related_posts", None)  # not asked for
    now = facts_of(tmp_path / "now", post_3="Another title")
    changed_facts(before, now, all_of_them=False)
    for slug, others in related.items():
        again = now.related(now.behind.by_slug[slug])
        assert [one.slug for one in again] == [one.slug for one in others]


def test_a_page_that_stands_is_kept_as_it_is(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    before = first_build(facts)
    standing = {name: page for name, page in before.pages.items() if name != "post-0"}
    made = [("post-0", b"look", b"anew", packed({("post", "post-0"), ("letters", "")}))]
    known, pages = made_of(before, {}, facts, standing, made)
    assert all(pages[name] is page for name, page in standing.items())
    noted = {known[place][0] for place in pages["post-0"].facts}
    assert noted == {("post", "post-0"), ("letters", "")}


def test_what_changed_is_known_anew_although_no_page_asks_for_it(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    before = first_build(facts)
    standing = {name: page for name, page in before.pages.items() if name != "post-0"}
    [place] = set(before.pages["post-0"].facts) - {
        at for at, (fact, _) in enumerate(before.facts) if fact[0] == "related"
    }
    known, _ = made_of(before, {place: b"today"}, facts, standing, ())
    assert known[place] == (("post", "post-0"), b"today")


def test_facts_of_no_use_go_where_they_are_many(tmp_path: Path) -> None:
    facts = facts_of(tmp_path)
    before = first_build(facts)
    standing = {"post-19": before.pages["post-19"]}
    known, pages = made_of(before, {}, facts, standing, ())
    assert [fact for fact, _ in known] == [("post", "post-19"), ("related", "post-19")]
    assert pages == {"post-19": KeptPage(b"look", b"shown", (0, 1))}
