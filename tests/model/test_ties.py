"""What posts, topics, people and organisations are to each other."""

from __future__ import annotations

from pathlib import Path

from tests.loading import loaded, post


def test_the_languages_of_a_post_name_each_other(tmp_path: Path) -> None:
    files = {
        "posts/gate.md": post(),
        "posts/giat.md": post(translation_of="gate"),
        "posts/porte.md": post(translation_of="/posts/gate/"),
        "posts/tor.md": post(translation_of="gate", status="draft"),
        "posts/alone.md": post(),
    }
    found = loaded(tmp_path, files).ties.translations
    assert {slug: [one.slug for one in others] for slug, others in found.items()} == {
        "gate": ["giat", "porte"],
        "giat": ["gate", "porte"],
        "porte": ["gate", "giat"],
    }


def test_the_languages_of_a_post_are_one_group_whichever_each_was_made_from(
    tmp_path: Path,
) -> None:
    files = {
        "posts/a.md": post(),
        "posts/b.md": post(translation_of="a"),
        "posts/c.md": post(translation_of="b"),
    }
    found = loaded(tmp_path, files).ties.translations
    assert {slug: [one.slug for one in others] for slug, others in found.items()} == {
        "a": ["b", "c"],
        "b": ["a", "c"],
        "c": ["a", "b"],
    }


def test_every_post_of_a_series_has_its_place(tmp_path: Path) -> None:
    files = {f"posts/{slug}.md": post(series="firsts") for slug in "abc"}
    files["posts/d.md"] = post(series="firsts", status="draft")
    files["series/firsts.md"] = "---\ntitle: Firsts\norder: [b, d, c]\n---\n"
    files["series/empty.md"] = "---\ntitle: Empty\n---\n"
    ties = loaded(tmp_path, files).ties
    assert {slug: [one.slug for one in parts] for slug, parts in ties.parts.items()} == {
        "firsts": ["b", "c", "a"]
    }
    assert ties.places == {"b": 0, "c": 1, "a": 2}


def test_a_file_seen_from_this_one_goes_before_one_seen_from_the_content(tmp_path: Path) -> None:
    files = {
        "posts/old.md": post(superseded_by="posts/new.md"),
        "posts/new.md": post(),
        "posts/posts/new.md": post(slug="newer"),
    }
    library = loaded(tmp_path, files)
    assert library.ties.superseded_by["old"] is library.by_slug["newer"]


def test_members_and_topics_are_grouped_by_what_stands_above_them(tmp_path: Path) -> None:
    files = {
        "organisations/mill.md": "---\nname: The Mill\n---\n",
        "people/bo.md": "---\nname: Bo\naffiliations: [{organisation: the mill, role: x}]\n---\n",
        "topics/food.md": "---\ntitle: Food\n---\n",
        "topics/bread.md": "---\ntitle: Bread\nbroader: Food\n---\n",
    }
    ties = loaded(tmp_path, files).ties
    assert {
        slug: [(who.slug, one.role) for who, one in found] for slug, found in ties.members.items()
    } == {"mill": [("bo", "x")]}
    assert {slug: [one.slug for one in below] for slug, below in ties.narrower.items()} == {
        "food": ["bread"]
    }
