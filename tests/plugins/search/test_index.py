"""The index of the search: of which texts it is made, and when it is made anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from plugins.hosting import precompress
from plugins.search.index import kept_index, texts_of
from tests.plugins.search.indexed import texts_in
from tests.running import files_of

PAGE = """<html lang="en"><head><title>A</title>{menu}
<meta name="kind" content="{kind}" data-pagefind-filter="kind[content]"></head>
<body><main><h1 data-pagefind-body>Tea</h1><div data-pagefind-body>
<div>Hot <div>words</div></div><p>{words}</p></div><p>{foot}</p></main></body></html>"""


def page(**more: str) -> str:
    return PAGE.format(**{"menu": "", "kind": "Blog", "words": "and leaves", "foot": "Foot"} | more)


def site_of(folder: Path, **pages: str) -> tuple[Path, list[str]]:
    """A built site of these pages, and their names."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    for name, html in pages.items():
        (folder / "site" / name).mkdir(parents=True)
        (folder / "site" / name / "index.html").write_text(html, encoding="utf-8")
    return folder / "site", [f"{name}/index.html" for name in sorted(pages)]


@pytest.mark.parametrize(
    "other",
    [
        {"words": "and sugar"},
        {"kind": "News"},
    ],
)
def test_another_word_or_another_kind_is_another_text(
    tmp_path: Path, other: dict[str, str]
) -> None:
    before = texts_of(*site_of(tmp_path, a=page()))
    assert texts_of(*site_of(tmp_path, a=page(**other))) != before


@pytest.mark.parametrize(
    "pages",
    [
        {"a": page(menu="<link rel=stylesheet href=b.css>")},
        {"a": page(foot="Read next: sugar")},
        {"a": page(), "b": "<html lang=en><main>A list</main></html>"},
    ],
)
def test_furniture_and_lists_are_no_text(tmp_path: Path, pages: dict[str, str]) -> None:
    before = texts_of(*site_of(tmp_path, a=page()))
    assert texts_of(*site_of(tmp_path, **pages)) == before


def test_a_page_at_another_address_is_another_text(tmp_path: Path) -> None:
    before = texts_of(*site_of(tmp_path, a=page()))
    assert texts_of(*site_of(tmp_path, b=page())) != before


def test_the_index_holds_what_is_marked_and_nothing_else(tmp_path: Path) -> None:
    site, names = site_of(tmp_path, a=page(), b="<html lang=en><main>A list</main></html>")
    made = kept_index(site, names, tmp_path / "kept")
    assert texts_in(made) == {"/a/": "Tea. Hot words. and leaves."}
    assert (made / "pagefind.js").is_file()
    assert "CloudCannon" in (made / "licence.txt").read_text(encoding="utf-8")
    scripts = {file.name for file in made.iterdir() if file.suffix in {".js", ".css"}}
    assert scripts == {"pagefind.js"}


def test_an_index_is_made_once_for_one_text(tmp_path: Path) -> None:
    site, names = site_of(tmp_path, a=page())
    first = kept_index(site, names, tmp_path / "kept")
    before = files_of(first)
    site, names = site_of(tmp_path, a=page(foot="Other"))
    assert kept_index(site, names, tmp_path / "kept") == first
    assert files_of(first) == before
    site, names = site_of(tmp_path, a=page(words="and sugar"))
    second = kept_index(site, names, tmp_path / "kept")
    assert texts_in(second) == {"/a/": "Tea. Hot words. and sugar."}
    assert [*(tmp_path / "kept").iterdir()] == [second]


def test_texts_are_indexed_as_what_they_are_whatever_the_pages_speak(tmp_path: Path) -> None:
    site, names = site_of(tmp_path, a=page())
    for lang, indexed in (("fr", "fr"), ("", "en")):
        made = kept_index(site, names, tmp_path / "kept", lang)
        entry = json.loads((made / "pagefind-entry.json").read_text("utf-8"))
        assert [*entry["languages"]] == [indexed]


def test_a_page_that_is_about_to_go_is_not_indexed(tmp_path: Path) -> None:
    """A build takes away what it did not make when it ends."""
    site, names = site_of(tmp_path, a=page(), b=page(words="that was withdrawn"))
    made = kept_index(site, names[:1], tmp_path / "kept")
    assert [*texts_in(made)] == ["/a/"]


def test_what_a_killed_build_left_is_no_index(tmp_path: Path) -> None:
    site, names = site_of(tmp_path, a=page())
    (tmp_path / "kept/new").mkdir(parents=True)
    (tmp_path / "kept/new/half").write_text("", "utf-8")
    assert "half" not in files_of(kept_index(site, names, tmp_path / "kept"))


def test_the_index_is_packed_already(tmp_path: Path) -> None:
    site, names = site_of(tmp_path, a=page())
    made = kept_index(site, names, tmp_path / "kept")
    precompress(made)
    twins = {path.removesuffix(".br") for path in files_of(made) if path.endswith((".br", ".gz"))}
    assert {Path(path).suffix for path in twins} <= {".js", ".json", ".txt", ".gz"}


def test_settings_of_somebody_mean_nothing_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "footer")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.toml").write_text('root_selector = "footer"\n', "utf-8")
    site, names = site_of(tmp_path, a=page())
    assert texts_in(kept_index(site, names, tmp_path / "kept"))
