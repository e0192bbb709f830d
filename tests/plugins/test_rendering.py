"""What is remembered changes no page, what a page takes in is known, no kept file does harm."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from jinja2 import Template, TemplateSyntaxError, UndefinedError, nodes

from plugins.model.view.parts import Html, Link
from plugins.rendering import Theme, closure, digest, environment, load, render
from plugins.theme_problem import ThemeProblem
from tests.theme.sample_views import FULL

ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme"
PAGES = sorted(path.name for path in (THEME / "templates").glob("*.html"))
SMALL = {
    "base.html": '{% from "card.html" import card %}<p>{{ once(card, view) }}</p>',
    "card.html": "{% macro card(link) %}{{ link.text }}{% endmacro %}",
    "page.html": '{% extends "base.html" %}',
    "other.html": "other",
}
LINK = Link(text="Tea & cake")
DYNAMIC = [
    "{% include view.name %}",
    "{% import view.name as a %}",
    "{% from view.name import a %}",
    "{% extends view.name %}",
    '{% include ["card.html", view.name] %}',
    '{% if view %}{% include "card.html" if view else view.name %}{% endif %}',
]


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    return written(tmp_path / "theme", SMALL)


def written(folder: Path, templates: dict[str, str]) -> Path:
    """A theme with these templates."""
    for name, text in templates.items():
        file = folder / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where our theme's templates are kept compiled, for the tests that do not ask about that."""
    return tmp_path_factory.mktemp("compiled")


def opened(theme: Path, bytecode: Path | None = None, *over: Path) -> Theme:
    overrides = [str(folder / "templates") for folder in over]
    settings = {"THEME": str(theme), "THEME_TEMPLATES_OVERRIDES": overrides}
    return environment(settings, bytecode)


def remembering() -> Callable[..., str]:
    """The function `once` of a build."""
    return cast("Callable[..., str]", opened(THEME).globals["once"])


def fault(theme: Path, template: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is said of a template, in a command that runs beside the theme's folder."""
    monkeypatch.chdir(theme.parent)
    with pytest.raises(ThemeProblem) as stopped:
        closure(opened(theme), template)
    return str(stopped.value)


def test_a_page_is_utf_8_and_escaped(theme: Path) -> None:
    assert render(opened(theme), "page", LINK) == b"<p>Tea &amp; cake</p>"
    html = Link(text=Html("Tea <i>é</i>"))
    assert render(opened(theme), "page", html) == "<p>Tea <i>é</i></p>".encode()


def test_what_a_view_lacks_stops_the_page(theme: Path) -> None:
    opened_theme = opened(theme)
    for _ in range(2):  # what went wrong is not remembered
        with pytest.raises(UndefinedError, match="has no attribute 'text'"):
            render(opened_theme, "page", object())


@pytest.mark.parametrize("template", FULL)
def test_the_theme_says_the_same_whether_it_remembers_or_not(template: str, compiled: Path) -> None:
    name = template.removesuffix(".html")
    view = FULL[template]
    forgetful = opened(THEME, compiled)
    forgetful.globals["once"] = lambda macro, *things: macro(*things)
    expected = render(forgetful, name, view)
    remembering = opened(THEME, compiled)
    assert render(remembering, name, view) == expected
    assert render(remembering, name, view) == expected


def test_a_macro_is_called_once_for_the_same_things() -> None:
    calls: list[tuple[object, ...]] = []
    once = remembering()

    def macro(*things: object) -> str:
        calls.append(things)
        return f"text {len(calls)}"

    other = Link(text=LINK.text)
    assert other == LINK
    texts = [once(macro, *things) for things in ((LINK, 2), (LINK, 3), (LINK, 2), (other, 2), ())]
    assert texts == ["text 1", "text 2", "text 1", "text 3", "text 4"]
    assert calls == [(LINK, 2), (LINK, 3), (other, 2), ()]
    assert remembering()(macro, LINK, 2) == "text 5"  # a build of its own


def test_what_is_remembered_is_kept_alive() -> None:
    """Else a new object could have the id of an old one, and be given its text."""
    once = remembering()

    def text(link: Link) -> str:
        return link.text

    assert all(once(text, Link(text=str(number))) == str(number) for number in range(100))


@pytest.mark.parametrize(
    "path", sorted((THEME / "templates").rglob("*.html")), ids=lambda p: p.stem
)
def test_what_the_theme_remembers_can_be_found_again(path: Path) -> None:
    """A macro that is not imported, or a thing made on the spot, is another one each time."""
    tree = opened(THEME).parse(path.read_text("utf-8"))
    imported = {name for one in tree.find_all(nodes.FromImport) for name in one.names}
    calls = [one for one in tree.find_all(nodes.Call) if name_of(one.node) == "once"]
    for call in calls:
        assert name_of(call.args[0]) in imported
        assert all(isinstance(one, nodes.Name | nodes.Getattr | nodes.Const) for one in call.args)
    assert path.stem not in {"base", "post_list", "series_path"} or calls


def name_of(node: nodes.Node) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def test_the_closure_is_all_that_is_reached(theme: Path) -> None:
    assert closure(opened(theme), "page.html") == ("base.html", "card.html", "page.html")
    assert closure(opened(theme), "other.html") == ("other.html",)


def test_files_may_take_in_one_another(theme: Path) -> None:
    written(theme, {"card.html": '{% macro card(a) %}{% include "page.html" %}{% endmacro %}'})
    assert closure(opened(theme), "page.html") == ("base.html", "card.html", "page.html")


@pytest.mark.parametrize("template", FULL)
def test_a_page_of_the_theme_reads_nothing_beyond_its_closure(
    template: str, compiled: Path
) -> None:
    names: set[str] = set()

    class Watched(Theme):
        def get_template(self, name: Any, *more: Any) -> Template:
            names.add(name)
            return super().get_template(name, *more)

    watched = Watched([str(THEME / "templates")], compiled)
    render(watched, template.removesuffix(".html"), FULL[template])
    assert "base.html" in names
    assert names <= set(closure(opened(THEME, compiled), template))


@pytest.mark.parametrize("source", DYNAMIC)
def test_a_name_that_is_not_written_out_is_refused(
    theme: Path, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(theme, {"card.html": f"{SMALL['card.html']}\n\n{source}"})
    assert fault(theme, "page.html", monkeypatch) == (
        "The theme has a fault in theme/templates/card.html, line 3: the name of what it takes in"
        ' must be written out in quotes: "a.html".'
    )


@pytest.mark.parametrize("ignore", ["", " ignore missing"])
def test_a_name_that_leads_nowhere_is_refused(
    theme: Path, ignore: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(theme, {"base.html": f'\n{{% include "carp.html"{ignore} %}}'})
    assert fault(theme, "page.html", monkeypatch) == (
        "The theme has a fault in theme/templates/base.html, line 2: it names carp.html, which is"
        " no template of the theme; correct or add it."
    )


def test_another_encoding_is_named(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (theme / "templates/card.html").write_bytes("one\ntwo é".encode("latin-1"))
    said = "The theme has a fault in theme/templates/card.html, line 2: it is not in UTF-8; save"
    assert fault(theme, "page.html", monkeypatch).startswith(said)


def test_a_fault_in_writing_is_jinjas_to_name(theme: Path) -> None:
    written(theme, {"card.html": "{% macro %}"})
    with pytest.raises(TemplateSyntaxError):
        closure(opened(theme), "page.html")


@pytest.mark.parametrize("kept", [True, False])
def test_the_digest_changes_with_each_file_of_the_closure_alone(theme: Path, kept: bool) -> None:
    bytecode = theme.parent / "kept" if kept else None
    digests = [digest(opened(theme, bytecode), "page.html")]
    for name in ("page.html", "base.html", "card.html"):
        written(theme, {name: SMALL[name] + " "})
        digests.append(digest(opened(theme, bytecode), "page.html"))
    assert len(set(digests)) == len(digests)
    written(theme, {"other.html": "changed"})
    assert digest(opened(theme, bytecode), "page.html") == digests[-1]
    written(theme, SMALL)
    assert digest(opened(theme, bytecode), "page.html") == digests[0]


def test_the_digest_sees_where_texts_begin_and_what_stands_before_them(theme: Path) -> None:
    before = digest(opened(theme), "page.html")
    over = written(theme.parent / "over", {"card.html": SMALL["card.html"] + " "})
    assert digest(opened(theme, None, over), "page.html") != before
    one = written(theme.parent / "one", {"a.html": '{% include "b.html" %}', "b.html": "c"})
    two = written(theme.parent / "two", {"a.html": '{% include "bc.html" %}', "bc.html": ""})
    assert digest(opened(one), "a.html") != digest(opened(two), "a.html")


def test_all_pages_of_the_theme_have_a_digest() -> None:
    theme = opened(THEME)
    assert len({digest(theme, name) for name in PAGES}) == len(PAGES)


def test_what_is_hashed_is_what_is_rendered(theme: Path) -> None:
    """Also where a template is saved while a build runs."""
    one = opened(theme)
    digest(one, "page.html")
    written(theme, {"card.html": "{% macro card(link) %}changed{% endmacro %}"})
    assert render(one, "page", LINK) == b"<p>Tea &amp; cake</p>"
    assert render(opened(theme), "page", LINK) == b"<p>changed</p>"


def page_made(theme: Path, bytecode: Path) -> tuple[bytes, bytes, tuple[str, ...]]:
    """A page, what it hangs on, by what is kept in a folder."""
    one = opened(theme, bytecode)
    return render(one, "page", LINK), digest(one, "page.html"), closure(one, "page.html")


def test_a_template_is_compiled_and_searched_once(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bytecode = theme.parent / "new" / "kept"
    made = page_made(theme, bytecode)

    def fail(*_: object) -> None:
        pytest.fail("it was to be kept")

    monkeypatch.setattr(Theme, "compile", fail)
    monkeypatch.setattr(Theme, "parse", fail)
    assert page_made(theme, bytecode) == made


def test_what_was_parsed_to_be_searched_is_not_parsed_again(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[object] = []
    parse = Theme._parse

    def note(one: Theme, source: str, name: str | None, file: str | None) -> nodes.Template:
        parsed.append(name)
        return parse(one, source, name, file)

    monkeypatch.setattr(Theme, "_parse", note)
    one = opened(theme)
    digest(one, "page.html")
    assert render(one, "page", LINK) == render(one, "page", LINK) == b"<p>Tea &amp; cake</p>"
    assert sorted(map(str, parsed)) == ["base.html", "card.html", "page.html"]


def test_what_was_loaded_is_not_compiled_in_each_process(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opened(theme)
    load(one, ["page"])

    def fail(*_: object) -> None:
        pytest.fail("it was loaded")

    monkeypatch.setattr(Theme, "compile", fail)
    assert render(one, "page", LINK) == b"<p>Tea &amp; cake</p>"


def test_a_changed_template_is_compiled_again(theme: Path) -> None:
    bytecode = theme.parent / "kept"
    page_made(theme, bytecode)
    before = set(bytecode.iterdir())
    written(theme, {"base.html": '{% include "other.html" %}'})
    page, _, names = page_made(theme, bytecode)
    assert page == b"other"
    assert names == ("base.html", "other.html", "page.html")
    assert before <= set(bytecode.iterdir())  # in the place of the old, not beside it
    assert len(list(bytecode.iterdir())) == len(before) + 2


def manglings(data: bytes) -> Iterator[bytes]:
    """Half-written files and files with an error on the disk."""
    chance = random.Random(1)  # noqa: S311 (not for secrets)
    for end in (0, 1, 31, 32, 33, len(data) // 2, len(data) - 1):
        yield data[:end]
    for at in (0, 31, 32, *(chance.randrange(33, len(data)) for _ in range(20))):
        yield data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    yield data + b"\0"
    yield bytes(len(data))
    yield chance.randbytes(len(data))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["bytecode", "references"])
def test_a_mangled_file_is_as_good_as_none(theme: Path, kind: str) -> None:
    bytecode = theme.parent / "kept"
    made = page_made(theme, bytecode)
    files = sorted(bytecode.glob(f"*.{kind}"))
    assert len(files) == 3
    for file in files:
        whole = file.read_bytes()
        for mangled in manglings(whole):
            file.write_bytes(mangled)
            assert page_made(theme, bytecode) == made
            assert file.read_bytes() == whole


@pytest.mark.parametrize("kind", ["bytecode", "references"])
def test_a_file_under_another_name_is_as_good_as_none(theme: Path, kind: str) -> None:
    written(theme, {"card.html": SMALL["other.html"], "page.html": SMALL["other.html"]})
    bytecode = theme.parent / "kept"
    made = [closure(opened(theme, bytecode), name) for name in ("card.html", "page.html")]
    opened(theme, bytecode).get_template("card.html")
    opened(theme, bytecode).get_template("page.html")
    one, two = sorted(bytecode.glob(f"*.{kind}"))
    one.write_bytes(two.read_bytes())
    for name, names in zip(("card.html", "page.html"), made, strict=True):
        theme_again = opened(theme, bytecode)
        assert theme_again.get_template(name).render() == "other"
        assert theme_again.get_template(name).name == name
        assert closure(theme_again, name) == names


def test_what_another_renderer_kept_is_as_good_as_none(
    theme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bytecode = theme.parent / "kept"
    before = page_made(theme, bytecode)
    kept = {file: file.read_bytes() for file in bytecode.iterdir()}
    for module in ("compiled_templates", "rendering"):
        monkeypatch.setattr(f"plugins.{module}.renderer", lambda: b"another")
    after = page_made(theme, bytecode)
    assert (before[0], before[2]) == (after[0], after[2])
    assert before[1] != after[1]
    assert all(file.read_bytes() != data for file, data in kept.items())


def test_a_folder_that_cannot_be_used_stops_nothing(theme: Path) -> None:
    """It is a file, or there are folders in the places of the files."""
    made = render(opened(theme), "page", LINK)
    (theme.parent / "file").write_text("not a folder", encoding="utf-8")
    assert page_made(theme, theme.parent / "file")[0] == made
    bytecode = theme.parent / "kept"
    page_made(theme, bytecode)
    for file in list(bytecode.iterdir()):
        file.unlink()
        file.mkdir()
    assert page_made(theme, bytecode)[0] == made
    assert all(file.is_dir() for file in bytecode.iterdir())  # and nothing is left beside them
