"""Who may import whom (the layers of the design), and that every module says what it is for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODEL = {"plugins.model", "yaml", "markdown", "msgspec", "nh3", "compression", "backports"}
PLUGIN = {"plugins.model", "pelican", "jinja2", "markupsafe", "blinker", "msgspec"}
FEEDS = {*PLUGIN, "feedgen", "lxml"}  # feedgen's own extensions are made with lxml
OUTPUT = {"plugins.model", "lxml", "brotli", "msgspec"}
COMMAND = {"plugins.process"}
WORDS = {"plugins.words"}
OUTPUT_MAKING = {"plugins.model", "plugins.output_tree", "plugins.rendering", "msgspec"}
# What each module may import beside the standard library: the first line that fits it holds.
LAYERS = {
    # A list of names, since whoever imports the model imports this too; a late door for Pelican.
    "plugins": {"plugins.publication"},
    "plugins.commands": set[str](),
    "plugins.commands.serve": {*COMMAND, "plugins.serving"},
    "plugins.commands.publish": {*COMMAND, "plugins.publication", "plugins.publishing"},
    "plugins.commands.preview": {
        *{*COMMAND, "plugins.model", "plugins.offline", "plugins.publication"}
    },
    "plugins.commands.deploy": {*COMMAND, "plugins.releases"},
    "plugins.commands.rollback": {*COMMAND, "plugins.model", "plugins.releases"},
    "plugins.commands.pages": {*COMMAND, "plugins.releases", "ghp_import"},
    "plugins.commands.build": {*COMMAND, "plugins.building", "plugins.model.cache.version"},
    "plugins.commands.comments": {
        *{*COMMAND, *WORDS, "plugins.commands.serve", "plugins.own_isso", "plugins.model"},
    },
    "plugins.commands.snapshot_comments": {
        *{
            *COMMAND,
            "plugins.ending",
            *WORDS,
            "plugins.model",
            "plugins.progress",
            "plugins.publication",
        },
        *{"plugins.snapshot", "plugins.typed_settings"},
    },
    "plugins.commands.withdraw": {*COMMAND, "plugins.model", "plugins.typed_settings"},
    **{
        f"plugins.commands.{name}_comments": {
            *{*COMMAND, "plugins.discussions", "plugins.model", "plugins.releases"}
        }
        for name in ("export", "import")
    },
    "plugins.commands.forget": {
        *{*COMMAND, "plugins.discussions", "plugins.erasure", "plugins.model"},
        "plugins.releases",
    },
    "plugins.commands.*": {*COMMAND, "plugins.ending", "plugins.model", "plugins.publication"},
    "plugins.process": set[str](),
    "plugins.model": MODEL,
    "plugins.model.*": MODEL,
    "plugins.output_tree": {"plugins.model"},
    "plugins.settings_file": {"plugins.model.snapshot_folder", "plugins.model.settings"},
    "plugins.ending": {"plugins.model.problem", "plugins.process", "plugins.words"},
    "plugins.pelican_log": {"plugins.words", "pelican"},
    "plugins.typed_settings": {"plugins.ending", "plugins.settings_file", *WORDS, "pelican"},
    "plugins.discussions": {*COMMAND, "plugins.model", "plugins.typed_settings"},
    "plugins.erasure": {
        *{"plugins.discussions", "plugins.model", "plugins.snapshot", "msgspec"},
    },
    "plugins.inputs": {"plugins.model", "plugins.settings_file"},
    "plugins.words": {"plugins.model", "msgspec"},
    "plugins.incremental": {*OUTPUT_MAKING, "plugins.looks", "plugins.made_of"},
    "plugins.made_of": {"plugins.model", "msgspec"},
    # Of the publication these two know the name of a type, for mypy alone.
    "plugins.last_build": {
        "plugins.model",
        *WORDS,
        "plugins.inputs",
        "plugins.publication",
        "msgspec",
    },
    "plugins.fast_path": {
        *{*OUTPUT_MAKING, *WORDS, "plugins.inputs", "plugins.retouching"},
        *{"plugins.compiled_templates", "plugins.last_build", "plugins.publication"},
    },
    "plugins.retouching": {
        *{"plugins.model", "plugins.rendering", "plugins.theme_problem", "jinja2", "msgspec"},
    },
    "plugins.building": {
        *{"plugins.model", "plugins.fast_path", "plugins.publication", "plugins.settings_file"},
        "plugins.words",
    },
    "plugins.publication": {*PLUGIN, "plugins"},  # the one module that sees them all
    # What becomes of the built site: none of these knows Pelican.
    "plugins.publishing": {
        *{"plugins.model", "plugins.publication", "plugins.output_check", "plugins.hosting"},
        *{"plugins.ending", "plugins.services", "plugins.snapshot", "plugins.words"},
    },
    # What a build and what hosts must know of comment services.
    "plugins.services": {"plugins.model"},
    "plugins.services.*": {"plugins.model"},
    "plugins.comments": {*PLUGIN, "plugins.services"},
    "plugins.output_check": OUTPUT,
    "plugins.output_check.*": OUTPUT,
    "plugins.hosting": OUTPUT,
    "plugins.hosting.*": OUTPUT,
    "plugins.offline": OUTPUT,
    # The server knows no more of a build than its outcome; the process that builds is another one.
    "plugins.serving.resident": {
        *{*COMMAND, "plugins.building", "plugins.ending", "plugins.model.cache.version", "pelican"},
        *{*WORDS, "plugins.settings_file", "msgspec"},
    },
    # It makes pages as our plugins make them for Pelican.
    "plugins.serving.early": {
        *{*OUTPUT_MAKING, "plugins.comments", "plugins.feeds", "plugins.publication"},
        *{"plugins.compiled_templates", "plugins.theme_assets", "plugins.icons", "pelican"},
    },
    "plugins.serving.watching": {"plugins.model.file_name", "watchfiles"},
    "plugins.serving": set[str](),
    "plugins.serving.*": {"plugins.model.problem", "plugins.model.spelling", "msgspec"},
    "plugins.releases": {"plugins.model"},
    "plugins.releases.*": {"plugins.model"},
    "plugins.search": {*PLUGIN, *WORDS},
    "plugins.search.*": {"pagefind_bin"},
    "plugins.feeds": FEEDS,
    "plugins.feeds.*": FEEDS,
    "plugins.drawn": {"plugins.model"},
    "plugins.lettering": {"PIL", "plugins.theme_problem"},
    "plugins.theme_file": set[str](),
    "plugins.icons": {
        *{*PLUGIN, "PIL", "plugins.drawn", "plugins.lettering", "plugins.theme_colours"},
        "plugins.theme_file",
    },
    "plugins.social_cards": {
        *{*PLUGIN, "PIL", "plugins.drawn", "plugins.lettering", "plugins.theme_colours"},
        "plugins.theme_problem",
    },
    "plugins.pictures": {*PLUGIN, "PIL"},  # they alone open pictures
    "plugins.pictures.*": {*PLUGIN, "PIL"},
    "plugins.theme_problem": WORDS,
    # What asks services over the network knows no Pelican, and no page.
    "plugins.snapshot.before_publishing": {"plugins.model", "plugins.progress"},
    "plugins.snapshot": {"plugins.model", "msgspec"},
    "plugins.snapshot.*": {"plugins.model", "msgspec"},
    "plugins.own_isso": {"msgspec"},
    "plugins.theme_colours": {"plugins.theme_problem"},
    "plugins.theme_compact": set[str](),
    "plugins.theme_assets": {
        *{*PLUGIN, "plugins.theme_problem", "plugins.theme_file", "plugins.theme_colours"},
        *{"plugins.theme_compact", "plugins.theme_tokens"},
    },
    "plugins.theme_tokens": {"plugins.theme_problem", "plugins.theme_colours"},
    "plugins.feed_style": {
        *{*PLUGIN, "plugins.theme_assets", "plugins.theme_file", "plugins.theme_problem"},
    },
    "plugins.lean_templates": {"plugins.model", "jinja2", "markupsafe"},
    "plugins.compiled_templates": {
        *{"plugins.drawn", "plugins.lean_templates", "plugins.model", "jinja2"}
    },
    "plugins.rendering": {
        *{"plugins.compiled_templates", "plugins.lean_templates", "plugins.model", "jinja2"},
        "plugins.theme_problem",
    },
    "plugins.looks": {"plugins.model", "plugins.rendering"},
    "plugins.progress": {"plugins.model", "rich"},
    "plugins.writer": {*PLUGIN, "plugins.extras", "plugins.incremental"},
    "plugins.*": PLUGIN,
    "pelicanconf": {"plugins.PLUGINS"},
    "publishconf": {"pelicanconf"},
}


def sources() -> dict[str, str]:
    """Every module of ours by its dotted name."""
    files = [*ROOT.glob("plugins/**/*.py"), ROOT / "pelicanconf.py", ROOT / "publishconf.py"]
    return {module_name(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in files}


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def wrong_imports(module: str, source: str) -> list[str]:
    """The imports that the layer of a module forbids; a relative import is always wrong."""
    layer = next(names for pattern, names in LAYERS.items() if fnmatchcase(module, pattern))
    allowed = layer | own_folder(module) | set(sys.stdlib_module_names)
    return sorted(
        name
        for name in set(imports(source))
        if not any(name == part or name.startswith(f"{part}.") for part in allowed)
    )


def own_folder(module: str) -> set[str]:
    """What a plugin may always import: a plugin that has become a folder is one plugin still."""
    parts = module.split(".")
    return {".".join(parts[:2])} if len(parts) > 1 and parts[1] != "commands" else set()


def imports(source: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it: `from a import b` is a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from (f"{base}.{alias.name}" for alias in node.names)


@pytest.mark.slow
def test_every_module_keeps_to_its_layer() -> None:
    found = {module: wrong_imports(module, source) for module, source in sources().items()}
    assert {module: names for module, names in found.items() if names} == {}


def test_no_comment_knows_how_it_is_shown() -> None:
    """What is kept, erased and counted must not hang on a view."""
    views = {
        module: names
        for module, source in sources().items()
        if module.startswith("plugins.model.comments.")
        and (names := [name for name in imports(source) if name.startswith("plugins.model.view")])
    }
    assert views == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name for name, source in sources().items() if not ast.get_docstring(ast.parse(source))
    ]
    assert silent == []


def test_the_model_brings_no_pelican_with_it() -> None:
    """Also not by way of a library that it uses."""
    model = [module for module in sources() if module.startswith("plugins.model")]
    script = f"import sys, {', '.join(model)}; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"pelican", "jinja2", "feedgen", "blinker", "PIL"} & set(run.stdout.split())


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("plugins.model.post", "import os.path, yaml, nh3", []),
        ("plugins.model.post", "from plugins.model import day\nimport plugins.model.view.page", []),
        ("plugins.model.post", "import jinja2", ["jinja2"]),
        ("plugins.model.view.page", "from pelican import signals", ["pelican.signals"]),
        ("plugins.model.post", "from plugins import feeds", ["plugins.feeds"]),
        ("plugins.model.post", "import plugins.feeds", ["plugins.feeds"]),
        ("plugins.model.post", "from . import day", ["..day"]),
        ("plugins.model.post", "def late():\n    import feedgen.feed", ["feedgen.feed"]),
        ("plugins.model.post", "if False:\n    import pelicanconf", ["pelicanconf"]),
        ("plugins.model.post", "import yamllint", ["yamllint"]),
        ("plugins.model.picture", "from PIL import Image", ["PIL.Image"]),
        ("plugins.assets", "def late():\n    import PIL.Image", ["PIL.Image"]),
        ("plugins.pictures.making", "from PIL import Image", []),
        ("plugins.feeds", "from feedgen.feed import FeedGenerator\nimport pelican.urls", []),
        ("plugins.feeds.atom", "from feedgen import ext\nfrom plugins.feeds import names", []),
        ("plugins.feeds", "from plugins.comments import thread", ["plugins.comments.thread"]),
        ("plugins.feeds", "from plugins.output_tree import a", ["plugins.output_tree.a"]),
        ("plugins.feeds", "import plugins.publication", ["plugins.publication"]),
        ("plugins.comments", "import feedgen", ["feedgen"]),
        ("plugins.comments", "from plugins import PLUGINS", ["plugins.PLUGINS"]),
        ("plugins.publication", "from plugins import feeds, output_tree\nimport pelican", []),
        ("plugins.publication", "import feedgen", ["feedgen"]),
        ("plugins.output_tree", "import shutil\nimport pelican", ["pelican"]),
        ("plugins.rendering", "import jinja2.meta\nimport pelican", ["pelican"]),
        ("plugins.network", "import plugins.rendering", ["plugins.rendering"]),
        ("plugins.commands.build", "from plugins.building import build", []),
        ("plugins.commands.check", "from plugins.publication import Publication", []),
        (
            "plugins.commands.build",
            "from plugins.commands import check",
            ["plugins.commands.check"],
        ),
        ("plugins.commands.build", "import plugins.output_tree", ["plugins.output_tree"]),
        ("plugins.commands.build", "import watchfiles", ["watchfiles"]),
        ("plugins.commands.serve", "from plugins.serving.builder import Builder", []),
        ("plugins.commands.serve", "import watchfiles", ["watchfiles"]),
        ("plugins.commands.serve", "import plugins.publication", ["plugins.publication"]),
        ("plugins.serving.resident", "from plugins.building import build", []),
        ("plugins.serving.server", "import plugins.publication", ["plugins.publication"]),
        ("plugins.serving.panel", "from plugins.model import library", ["plugins.model.library"]),
        ("plugins", "from plugins import feeds", ["plugins.feeds"]),
        ("pelicanconf", "from plugins import PLUGINS", []),
        ("pelicanconf", "from plugins.feeds import a", ["plugins.feeds.a"]),
        ("publishconf", "from pelicanconf import *", []),
    ],
)
def test_the_checker_finds_what_is_wrong(module: str, source: str, wrong: list[str]) -> None:
    assert wrong_imports(module, source) == wrong


def test_the_map_in_the_readme_is_true() -> None:
    """Each file and folder that it names in plugins/ is there, and each of these is named."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = readme.partition("\nplugins/")[2].partition("\ndocs/")[0]
    named = set(re.findall(r"\b(\w+(?:\.py|/))(?=\s)", drawn)) - {"__init__.py"}
    plugins = [ROOT / "plugins", ROOT / "plugins/model"]
    files = {path.name for folder in plugins for path in folder.glob("*.py")} - {"__init__.py"}
    folders = {
        f"{path.parent.name}/" for folder in plugins for path in folder.glob("*/__init__.py")
    }
    assert named <= files | folders
    assert folders <= named
    assert {path.name for path in plugins[0].glob("*.py")} - {"__init__.py"} <= named
