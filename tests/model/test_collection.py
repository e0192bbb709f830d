"""Posts in lists, and lists in pages that do not move when a post is added."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plugins.model.collection import in_order, pages_of_list
from tests.loading import loaded, post


@given(st.integers(0, 200), st.integers(1, 20))
def test_every_item_is_on_one_page_in_its_order(total: int, length: int) -> None:
    items = list(range(total, 0, -1))
    pages = pages_of_list(items, length)
    assert [item for page in reversed(pages) for item in page] == items
    assert all(len(page) == length for page in pages[:-1])
    assert len(pages[-1]) < 2 * length


@given(st.integers(0, 200), st.integers(1, 20))
def test_a_new_item_changes_at_most_the_newest_two_pages(total: int, length: int) -> None:
    before = pages_of_list(list(range(total, 0, -1)), length)
    after = pages_of_list(list(range(total + 1, 0, -1)), length)
    assert len(after) - len(before) in {0, 1}
    assert after[: len(before) - 1] == before[:-1]


def test_posts_are_gathered_by_all_they_share(tmp_path: Path) -> None:
    files = {
        "organisations/mill.md": "---\nname: The Mill\n---\n",
        "posts/a.md": post(author="[Ann Example, {name: Jo, organisation: mill}]", kind="story"),
        "posts/b.md": post(author="unknown", date="unknown", page_author="Ann Example"),
        "posts/c.md": post(organisation="[mill, mill]", status="draft"),
    }
    lists = loaded(tmp_path, files).lists
    found = {
        name: {key: [one.slug for one in posts] for key, posts in getattr(lists, name).items()}
        for name in lists.__struct_fields__
    }
    assert found == {
        "years": {"2014": ["a"], "undated": ["b"]},
        "kinds": {"story": ["a"], "blog": ["b"]},
        "people": {"ann-example": ["a"]},
        "organisations": {"mill": ["a"]},
        "series": {},
        "topics": {},
        "kept": {"ann-example": ["b"]},
        "letters": {"A": ["a", "b"]},
    }


def test_a_series_follows_its_order_then_the_days(tmp_path: Path) -> None:
    days = {"a": "2014-01-01", "b": "2013-01-01", "c": "2012-01-01", "d": "unknown"}
    files = {f"posts/{slug}.md": post(date=day) for slug, day in days.items()}
    posts = loaded(tmp_path, files).posts
    assert [one.slug for one in in_order(posts, ["a", "missing"])] == ["a", "c", "b", "d"]
