"""What a post is related to: the closest first, the same whatever is added far from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plugins.model.related import MOST, NEIGHBOURS, related_posts, relatives
from tests.loading import loaded, post

BO = "people/bo-example.md"
RECORDS = {
    BO: "---\nname: Bo Example\n---\n",
    **{f"topics/{name}.md": f"---\ntitle: {name}\n---\n" for name in ("soup", "tea", "salt")},
    "series/meals.md": "---\ntitle: meals\n---\n",
}


def related(folder: Path, files: Mapping[str, str]) -> dict[str, list[str]]:
    """The slugs that each post is related to, by its slug."""
    library = loaded(folder, {**RECORDS, **files})
    assert library.problems == ()
    return related_posts(relatives(library.posts, library.ties))


def on(day: int, **keys: str) -> str:
    """A post of a day, by nobody who wrote another."""
    title = f"On day {day}"
    keys = {"title": title, "date": f"2014-{1 + day // 28:02}-{1 + day % 28:02}"} | keys
    return post(f"{title}.\n", **({"kind": "news", "author": ""} | keys))


def test_a_series_goes_before_topics_and_a_topic_before_an_author(tmp_path: Path) -> None:
    files = {
        "posts/a.md": on(0, topics="[soup]", series="meals", author="Bo Example"),
        "posts/next-part.md": on(1, series="meals"),
        "posts/part.md": on(2, series="meals"),
        "posts/by-bo.md": on(3, author="Bo Example"),
        "posts/of-soup.md": on(4, topics="[soup]"),
        "posts/apart.md": on(5, topics="[tea]"),
    }
    found = related(tmp_path, files)
    assert found["a"] == ["part", "of-soup", "by-bo"]  # its page names the next part anyway
    assert "apart" not in found


def test_what_is_rare_counts_more_than_what_is_near(tmp_path: Path) -> None:
    files = {f"posts/tea-{day}.md": on(day, topics="[tea]") for day in range(20)}
    files["posts/salt.md"] = on(0, topics="[salt]")
    files["posts/both.md"] = on(20, topics="[tea, salt]")
    assert related(tmp_path, files)["both"] == ["salt", "tea-19", "tea-18"]


def test_of_posts_that_count_the_same_the_nearest_comes_first(tmp_path: Path) -> None:
    files = {f"posts/tea-{day}.md": on(day, topics="[tea]") for day in range(8, 14)}
    assert related(tmp_path, files)["tea-9"][0] in {"tea-8", "tea-10"}
    assert len(related(tmp_path, files)["tea-9"]) == MOST


def test_a_new_post_changes_a_few_others_alone(tmp_path: Path) -> None:
    files = {f"posts/tea-{day}.md": on(day, topics="[tea]") for day in range(60)}
    before = related(tmp_path, files)
    files["posts/new.md"] = on(60, topics="[tea]")
    after = related(tmp_path, files)
    changed = {slug for slug in before if before[slug] != after[slug]}
    assert changed <= {f"tea-{day}" for day in range(60 - NEIGHBOURS, 60)}
    assert changed


def test_what_is_replaced_and_what_is_in_another_language_is_not_recommended(
    tmp_path: Path,
) -> None:
    files = {
        "posts/a.md": on(0, topics="[soup]"),
        "posts/old.md": on(1, topics="[soup]", superseded_by="a"),
        "posts/cawl.md": on(2, topics="[soup]", lang="cy", translation_of="a"),
        "posts/cawl-arall.md": on(3, topics="[soup]", lang="cy"),
    }
    found = related(tmp_path, files)
    assert found == {"cawl": ["cawl-arall"], "cawl-arall": ["cawl"]}
