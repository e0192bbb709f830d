"""The declarations themselves, and the rules between the fields of one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from plugins.model.field import Fields, keys_of, shown
from plugins.model.place import fold_key
from plugins.model.reading import read_entry
from plugins.model.schema import FIELDS_OF, FOLDERS
from plugins.model.settings import Settings
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


ALL = sorted({one for kind in FIELDS_OF.values() for one in declarations(kind)}, key=str)


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
    if kind in FIELDS_OF.values():
        needed = {name: key for name, key in keys_of(kind).items() if key.required}
        assert [name for name, key in needed.items() if not key.example] == []


@pytest.mark.parametrize(
    "line",
    [
        "draft: yes",
        "Draft: false",
        "published: no",
        "hidden: true",
        "private: true",
        "withdrawn: yes",
        "publish: no",
        "publish_date: 2099-01-01",
        "publishDate: 2099-01-01",
        "Publish-On: 2099-01-01",
        "expires: 2015-01-01",
        "expiry date: 2015-01-01",
        "unlisted: true",
        "visibility: private",
        "embargo:",
    ],
)
@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder != "comments"])
def test_a_key_by_which_other_systems_hide_a_page_is_an_error(
    folder: str, line: str, tmp_path: Path
) -> None:
    name = "name" if folder in {"people", "organisations"} else "title"
    text = f"---\n{name}: Ours\n{line}\n---\nText.\n"
    entry = read_entry(f"{folder}/a.md", text.encode(), Settings(), "content")
    (problem,) = [one for one in entry.problems if one.line == 3]
    key = line.partition(":")[0]
    assert problem.severity == "error"
    assert problem.message == (
        f'"{key}" is a key of other systems: here it keeps nothing from readers.'
    )
    assert problem.remedy


def test_what_to_write_instead_of_a_key_of_other_systems(tmp_path: Path) -> None:
    extra = "draft: yes\npublish_date: 2099-01-01\nwithdrawn: yes\n"
    draft, day, withdrawn = said(loaded(tmp_path, {"posts/a.md": post(extra=extra)}))
    assert "write: status: draft." in draft
    assert 'Write the day under "date"' in day
    assert 'Write: status: withdrawn, with "on" and "reason".' in withdrawn


def test_a_key_that_the_settings_know_is_no_key_of_other_systems(tmp_path: Path) -> None:
    extra_keys = frozenset({"published"})
    files = {"posts/a.md": post(extra="published: 2014\n")}
    assert said(loaded(tmp_path, files, extra_keys=extra_keys)) == []


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ("x.svg", "is the name of a file"),
        ("image", "does not say what the picture shows"),
        ('"\\u200b"', "has no text alternative"),
    ],
)
def test_a_picture_is_described_in_words_above_a_text_as_in_it(
    alt: str, words: str, tmp_path: Path
) -> None:
    image = f"image:\n  src: ../media/x.svg\n  alt: {alt}\n"
    files = {"media/x.svg": "<svg/>", "posts/a.md": post(extra=image)}
    (found,) = said(loaded(tmp_path, files))
    assert words in found
    assert "warning" not in found


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("removed:", 'comments.removed: The key "removed" is empty, and so it takes nothing out.'),
        ("removed: {}", 'comments.removed: The key "removed" is empty'),
        ("removed: yes", "comments.removed: "),
        ("removed: {date: 2015-01-01, reason: Rude}", ""),
    ],
)
def test_what_is_to_be_removed_is_not_shown_by_a_slip(
    line: str, words: str, tmp_path: Path
) -> None:
    thread = (
        "origin:\n  site: Old\ncomments:\n"
        f"  - id: 1\n    name: Bo\n    date: unknown\n    text: Rude words\n    {line}\n"
    )
    found = said(loaded(tmp_path, {"posts/a.md": post(), "comments/a.yml": thread}))
    assert len(found) == bool(words)
    assert all(words in one and "warning" not in one for one in found)


def test_a_post_is_withdrawn_after_it_was_added(tmp_path: Path) -> None:
    status = "{status: withdrawn, on: 2014-02-09, reason: x}"
    (words,) = said(loaded(tmp_path, {"posts/a.md": post(status=status)}))
    assert "status.on: Withdrawn (2014-02-09) is before the day it was added (2014-02-10)." in words


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
