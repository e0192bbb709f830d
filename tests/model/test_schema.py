"""The declarations themselves, and the rules between the fields of one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from plugins.model.field import Fields, keys_of, shown
from plugins.model.guide import scaffold
from plugins.model.place import fold_key
from plugins.model.schema import FOLDERS, KINDS
from tests.loading import loaded, post, said


def declarations(kind: type[Fields]) -> Iterator[type[Fields]]:
    """A declaration and those that its fields hold."""
    yield kind
    for field in msgspec.structs.fields(kind):
        for inner in (msgspec.inspect.type_info(field.type),):
            yield from _structs(inner)


def _structs(info: object) -> Iterator[type[Fields]]:
    if isinstance(info, msgspec.inspect.StructType) and issubclass(info.cls, Fields):
        yield from declarations(info.cls)
    for part in (getattr(info, "item_type", None), *getattr(info, "types", ())):
        if part is not None:
            yield from _structs(part)


ALL = sorted({one for kind in FOLDERS.values() for one in declarations(kind)}, key=str)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_field_is_declared_with_help_that_is_a_sentence(kind: type[Fields]) -> None:
    assert list(keys_of(kind)) == list(kind.__struct_fields__)
    for name, key in keys_of(kind).items():
        assert key.help[0].isupper() or key.help[0] == "`", name
        assert key.help.endswith("."), name


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_no_two_keys_are_spelt_alike(kind: type[Fields]) -> None:
    names = [shown(name) for name in keys_of(kind)]
    names += [other for key in keys_of(kind).values() for other in key.synonyms]
    assert len({fold_key(name) for name in names}) == len(names)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_required_field_of_a_file_has_an_example(kind: type[Fields]) -> None:
    if kind in FOLDERS.values():
        needed = {name: key for name, key in keys_of(kind).items() if key.required}
        assert [name for name, key in needed.items() if not key.example] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_block_to_copy_for_a_post_has_no_error(kind: str, tmp_path: Path) -> None:
    files = {
        "posts/a-post.md": scaffold("posts", kind),
        "topics/co-production.md": scaffold("topics"),
        "organisations/organisation.md": "---\nname: Organisation\n---\n",
    }
    library = loaded(tmp_path, files)
    assert [words for words in said(library) if "Practice" not in words] == []
    assert library.posts[0].fields.kind == kind


def test_a_digest_must_say_what_of(tmp_path: Path) -> None:
    (words,) = said(loaded(tmp_path, {"posts/a.md": post(kind="digest")}))
    assert words.startswith("content/posts/a.md:5: kind: A digest must say what it is a digest of")


@pytest.mark.parametrize(("kind", "needed"), [("blog", True), ("story", True), ("news", False)])
def test_blog_posts_and_stories_need_an_author(kind: str, needed: bool, tmp_path: Path) -> None:
    problems = said(loaded(tmp_path, {"posts/a.md": post(kind=kind, author="")}))
    assert len(problems) == needed


def test_a_change_comes_after_the_post_and_before_tomorrow(tmp_path: Path) -> None:
    changes = "".join(
        f"  - date: {day}\n    note: x\n    kind: minor\n"
        for day in ("2014-02-09", "2014-02-10", "2026-11-21", "2026-11-22")
    )
    problems = said(loaded(tmp_path, {"posts/a.md": post(extra=f"changes:\n{changes}")}))
    assert [words.split(":")[1] for words in problems] == ["6", "15"]


def test_only_posts_can_be_withdrawn(tmp_path: Path) -> None:
    page = (
        "---\ntitle: A page\nstatus: {status: withdrawn, on: 2020-01-01, reason: x}\n---\nText.\n"
    )
    (words,) = said(loaded(tmp_path, {"pages/a.md": page}))
    assert "Only posts can be withdrawn" in words
