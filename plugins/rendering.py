"""Jinja for our theme alone: a template and a view to a page, and all that a template takes in.

A template sees its `view`, and two functions. `wording(lang, ...)` gives the site's own words in
the first of these languages that has them: a constant of the code. `once(macro, ...)` gives the
macro's text for these very things, made the first time and remembered. Without it half of the
rendering was to make the same card for each list that shows its post, and the same menu and footer
for each page.

Settings: THEME, THEME_TEMPLATES_OVERRIDES.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import (
    Environment,
    FileSystemLoader,
    Template,
    TemplateNotFound,
    meta,
    nodes,
)

from plugins.compiled_templates import OPTIONS, Bytecode, keep, kept, renderer
from plugins.lean_templates import LeanEnvironment
from plugins.model.wording.tables import wording
from plugins.theme_problem import stop_at

_REFERENCES = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)


class Reference(NamedTuple):
    """A line of a template that takes in another."""

    line: int
    name: str


class Theme(LeanEnvironment):
    """Jinja with the templates of the theme; Pelican's falls back to another without a word.

    parsed: what is to be compiled, by name, where it has been parsed already.
    """

    def __init__(self, folders: list[str], bytecode: Path | None) -> None:
        super().__init__(
            loader=_Loader(folders),
            bytecode_cache=Bytecode(bytecode) if bytecode else None,
            **OPTIONS,
        )
        self.globals["once"] = _once()
        self.globals["wording"] = wording
        self.kept_in = bytecode
        self._loaded: dict[str | Template, Template] = {}
        self.parsed: dict[str | None, nodes.Template] = {}
        self.references: dict[str, tuple[Reference, ...]] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same globals for all templates: no template has any of its own.

        Jinja would wrap them for each, and each {% from ... import %} of each page would then
        compare the wraps, which took a third of the time of a post.
        """
        return super().make_globals(d) if d else self.globals

    def get_template(self, name: str | Template, parent: str | None = None, *more: Any) -> Template:
        """A template by its name: Jinja would look at each use whether it is to be loaded anew."""
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent, *more)
        return self._loaded[name]

    def compile(self, source: Any, name: str | None = None, *more: Any, **other: Any) -> Any:
        """The code of a template, as Jinja compiles it; it is parsed once."""
        return super().compile(self.parsed.pop(name, source), name, *more, **other)


class _Loader(FileSystemLoader):
    """Reads each file once: what `digest` hashes is what `render` renders."""

    def __init__(self, folders: list[str]) -> None:
        super().__init__(folders)
        self._read: dict[str, tuple[str, str, Callable[[], bool]]] = {}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._read:
            try:
                self._read[template] = super().get_source(environment, template)
            except UnicodeDecodeError as wrong:
                places = (Path(folder) / template for folder in self.searchpath)
                file = next(place for place in places if place.is_file())
                line = wrong.object.count(b"\n", 0, wrong.start) + 1
                stop_at(os.path.relpath(file), line, "it is not in UTF-8; save it in that encoding")
        return self._read[template]


def environment(settings: Mapping[str, Any], bytecode: Path | None = None) -> Theme:
    """Jinja for the theme of the settings, to be used for one build.

    bytecode: a folder for what can be kept for the next build; it need not be there, and all in it
        may be deleted. It holds code: who can write there can do what the build can, as with
        Python's own __pycache__. A file that is torn or of another state is as good as none.
    """
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], str(Path(settings["THEME"]) / "templates")]
    return Theme(folders, bytecode)


def render(environment: Environment, template: str, view: object) -> bytes:
    """A page, in UTF-8; `template` is a name without ".html".

    Raises TemplateError or ThemeProblem where the theme is at fault.
    """
    return environment.get_template(f"{template}.html").render(view=view).encode()


def load(environment: Theme, templates: Iterable[str]) -> None:
    """Compile all that templates can reach, so that no process forked from this one need do so.

    Raises as `digest` and `render` do.
    """
    for template in templates:
        for name in closure(environment, f"{template}.html"):
            environment.get_template(name)


def closure(environment: Theme, template: str) -> tuple[str, ...]:
    """The names of all files that a template can reach, sorted, with itself ("post.html").

    Raises ThemeProblem where one of them takes in a file whose name is not written out, or that is
    not there: nobody could say then what a page hangs on. Raises TemplateError where one of them
    cannot be read.
    """
    found: set[str] = set()
    waiting = [template]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [one.name for one in _references(environment, name)]
    return tuple(sorted(found))


def digest(environment: Theme, template: str) -> bytes:
    """What all pages of a template have in common: names and texts of its closure, and our Jinja.

    Raises as `closure` does.
    """
    whole = hashlib.sha256(renderer())
    for name in closure(environment, template):
        for text in (name, _source(environment, name)[0]):
            whole.update(hashlib.sha256(text.encode()).digest())
    return whole.digest()


def _references(environment: Theme, name: str) -> tuple[Reference, ...]:
    """What a template takes in; each is there."""
    if name not in environment.references:
        found = _kept_references(environment, name)
        for reference in found:
            _check_it_is_there(environment, name, reference)
        environment.references[name] = found
    return environment.references[name]


def _kept_references(environment: Theme, name: str) -> tuple[Reference, ...]:
    """What a template takes in, as the last build found it: to parse them all takes 60 ms."""
    if environment.kept_in is None:
        return tuple(_find_references(environment, name))
    source, place = _source(environment, name)
    file = environment.kept_in / f"{hashlib.sha256(place.encode()).hexdigest()}.references"
    data = kept(file, f"{name} {source}")
    if data is not None:
        return tuple(Reference(*pair) for pair in json.loads(data))
    found = tuple(_find_references(environment, name))
    keep(file, f"{name} {source}", json.dumps(found).encode())
    return found


def _find_references(environment: Theme, name: str) -> Iterator[Reference]:
    """The extends, include and import of a template, each with its line."""
    source, file = _source(environment, name)
    environment.parsed[name] = parsed = environment.parse(source, name, file)
    for node in parsed.find_all(_REFERENCES):
        for other in meta.find_referenced_templates(nodes.Template([node])):
            if other is None:
                fault = 'the name of what it takes in must be written out in quotes: "a.html"'
                stop_at(os.path.relpath(file), node.lineno, fault)
            yield Reference(node.lineno, other)


def _check_it_is_there(environment: Theme, name: str, reference: Reference) -> None:
    """Hold it for `ignore missing` too: else nobody would see that the file has come."""
    try:
        _source(environment, reference.name)
    except TemplateNotFound:
        fault = f"it names {reference.name}, which is no template of the theme; correct or add it"
        stop_at(os.path.relpath(_source(environment, name)[1]), reference.line, fault)


def _source(environment: Theme, name: str) -> tuple[str, str]:
    """The text of a template and its file."""
    assert environment.loader  # noqa: S101 (Theme always has one)
    text, file, _ = environment.loader.get_source(environment, name)
    return text, file or name


def _once() -> Callable[..., str]:
    """A function that calls each macro once for the same things, for one build."""
    made: dict[tuple[int, ...], tuple[str, tuple[object, ...]]] = {}

    def once(*macro_and_things: Any) -> str:
        """The text of a macro.

        The same things are the very same objects, which is quick to see: a view is frozen, and its
        parts are made once. They are kept with the text, so that no other can have their id.
        """
        key = tuple(map(id, macro_and_things))
        if key not in made:
            macro, *things = macro_and_things
            made[key] = macro(*things), macro_and_things
        return made[key][0]

    return once
