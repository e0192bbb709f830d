"""Every block that the editors' guide shows becomes a page, once it has the editor's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.model.field import Fields, keys_of
from plugins.model.guide import scaffold
from plugins.model.problem import errors
from plugins.model.schema import FIELDS_OF, FOLDERS, KINDS, DiscussionFields
from tests.loading import loaded, rendered

SLUG = "your-first-meeting"
PATHS = {
    folder: f"{folder}/{SLUG}.{'yml' if folder == 'comments' else 'md'}" for folder in FOLDERS
} | {
    "pages": "pages/accessibility.md",
    "accessibility": "accessibility.yml",
    "discussion": "discussion.yml",
}
BLOCKS = [*((kind, "") for kind in FIELDS_OF), *(("posts", kind) for kind in KINDS)]


def placeholders(kind: type[Fields]) -> Iterator[str]:
    """What stands in a block for words of the editor's own."""
    for key in keys_of(kind).values():
        if key.placeholder:
            yield key.example.lstrip("\n -")
        if key.kind.fields:
            yield from placeholders(key.kind.fields)


def filled_in(folder: str, kind: str = "") -> str:
    """A block with other words for each of those."""
    block = re.sub(r"slug-of-the-\w+", SLUG, scaffold(folder, kind))
    for words in placeholders(FIELDS_OF[folder]):
        block = re.sub(f"(?m) {re.escape(words)}$", f" {words}x", block)
    return block


@pytest.mark.parametrize(("folder", "kind"), BLOCKS)
def test_a_block_becomes_a_page(folder: str, kind: str, tmp_path: Path) -> None:
    files = {"posts/another.md": filled_in("posts"), PATHS[folder]: filled_in(folder, kind)}
    files.setdefault(PATHS["pages"], filled_in("pages"))
    assert rendered(loaded(tmp_path, files))


def test_all_blocks_together_become_a_site(tmp_path: Path) -> None:
    pictures = dict.fromkeys(re.findall(r"media/[\w.-]+", scaffold("easy-read")), "")
    texts = {path: filled_in(folder) for folder, path in PATHS.items()}
    texts[f"pages/{keys_of(DiscussionFields)['house_rules'].example}.md"] = filled_in("pages")
    library = loaded(tmp_path, pictures | texts)
    assert errors(library.problems) == []
    pages = rendered(library)
    for folder in FOLDERS.keys() - {"pages", "comments"}:
        assert "The text starts here." in pages[f"/{folder}/{SLUG}/"], folder
    assert "What was said.x" in pages[f"/posts/{SLUG}/"]
    assert "What does not work.x" in pages["/accessibility/"]
