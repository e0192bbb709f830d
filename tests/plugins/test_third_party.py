"""Plugins of others: Pelican's articles are all there, and what such a plugin sets can be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.running import ROOT, VALID, build, files_of

NEIGHBORS, READTIME = "pelican.plugins.neighbors", "pelican.plugins.readtime"
SHOWN = "<p>{{ view.extras }}</p>\n"
BLOCK = "{% block main %}\n"

# What a test's own plugin does is written into this; it stands in a folder of the test.
OURS = """
from pelican import signals

def set_extras(generators):
    for generator in generators:
        for content in getattr(generator, "articles", []) or getattr(generator, "pages", []):
            {0}

def register():
    signals.all_generators_finalized.connect(set_extras)
"""
NOTES = """
from pathlib import Path
from pelican import signals

written = []

def note(path, context):
    written.append(path)

def note_all(pelican):
    names = [str(Path(path).relative_to(pelican.output_path)) for path in written]
    (Path(pelican.output_path) / "written.txt").write_text("\\n".join(sorted(names)))

def register():
    signals.content_written.connect(note)
    signals.finalized.connect(note_all)
"""


def site(
    folder: Path, *plugins: str, extras: list[str] | None = None, own: str = "", seed: str = "0"
) -> tuple[int, str, dict[str, bytes]]:
    """Build with some plugins beside ours: the status, what was said of problems, all files.

    extras: to be shown at the top of each post and page.
    own: the source of a plugin "own".
    """
    folder.mkdir(exist_ok=True)
    (folder / "own.py").write_text(own, encoding="utf-8")
    for name in ("post", "page"):
        theme = (ROOT / f"theme/templates/{name}.html").read_text(encoding="utf-8")
        assert BLOCK in theme
        theme = theme.replace(BLOCK, BLOCK + (SHOWN if extras else ""))
        (folder / f"{name}.html").write_text(theme, encoding="utf-8")
    lines = [
        (VALID / "settings.py").read_text(encoding="utf-8"),
        "from plugins import PLUGINS",
        f"PLUGINS = [*PLUGINS, *{plugins!r}]",
        f"PLUGIN_PATHS = [{str(ROOT)!r}, {str(folder)!r}]",
        f"VIEW_EXTRAS = {extras or []!r}",
        f"THEME_TEMPLATES_OVERRIDES = [{str(folder)!r}]",
    ]
    (folder / "settings.py").write_text("\n".join(lines), encoding="utf-8")
    output = folder / "site"
    done = build(VALID / "content", folder / "settings.py", output, PYTHONHASHSEED=seed)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr, files_of(output) if output.exists() else {}


def shown(files: Mapping[str, bytes], address: str) -> str:
    """The extras of a page, as text."""
    page = files[f"{address}/index.html"].decode()
    found = re.search(r"<p>(\{.*\})</p>", page)
    assert found
    return found[1].replace("&#39;", "'")


def without_extras(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: re.sub(rb"<p>\{.*\}</p>\n", b"", data) for name, data in files.items()}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site with our plugins alone."""
    status, said, files = site(tmp_path_factory.mktemp("alone"))
    assert (status, said) == (0, "")
    return files


@pytest.mark.slow
def test_neighbors_finds_every_article_in_our_order(
    alone: dict[str, bytes], tmp_path: Path
) -> None:
    extras = ["next_article", "prev_article"]
    status, said, files = site(tmp_path, NEIGHBORS, extras=extras)
    assert (status, said) == (0, "")
    posts = [
        name.split("/")[1]
        for name in files
        if re.fullmatch(r"posts/[a-z-]+/index.html", name)
        and (b"<p>{" in files[name])  # a withdrawn post shows none
    ]
    assert len(posts) == 12
    newer = {slug: links(files, slug)[0] for slug in posts}
    older = {slug: links(files, slug)[1] for slug in posts}
    chain = [next(slug for slug in posts if not newer[slug])]
    while after := older[chain[-1]]:
        assert newer[after] == chain[-1]
        chain.append(after)
    assert sorted(chain) == sorted(posts)
    assert chain == order_of_list(alone)
    assert "'next_article': None, 'prev_article': None" in shown(files, "about")
    assert without_extras(files) == alone


def links(files: Mapping[str, bytes], slug: str) -> list[str]:
    """The slugs of the next and the previous article, "" for none."""
    both = re.findall(r"None|href='/sub/posts/([a-z-]+)/'", shown(files, f"posts/{slug}"))
    assert len(both) == 2
    return both


def order_of_list(files: Mapping[str, bytes]) -> list[str]:
    """The posts from the newest, as our own list shows them."""
    numbers = {int(one[1]) for name in files if (one := re.match(r"posts/page/(\d+)/", name))}
    pages = ["posts/index.html", *(f"posts/page/{one}/index.html" for one in sorted(numbers)[::-1])]
    found = [
        slug
        for page in pages
        for slug in re.findall(
            r'<h\d[^>]*>\s*<a [^>]*href="/sub/posts/([a-z-]+)/"', files[page].decode()
        )
    ]
    return list(dict.fromkeys(found))


@pytest.mark.slow
def test_readtime_sets_texts_and_numbers_on_posts_and_pages(
    alone: dict[str, bytes], tmp_path: Path
) -> None:
    extras = ["readtime", "readtime_string", "readtime_with_seconds"]
    status, said, files = site(tmp_path, READTIME, extras=extras)
    assert (status, said) == (0, "")
    for address in ("posts/the-gate", "about"):
        told = shown(files, address)
        assert re.search(r"'readtime': \d+, 'readtime_string': '\d+ minutes?'", told), told
        assert re.search(r"'readtime_with_seconds': \(\d+, \d+\)", told), told
    assert without_extras(files) == alone


@pytest.mark.slow
def test_a_site_with_plugins_of_others_is_the_same_at_every_build(tmp_path: Path) -> None:
    plugins = (NEIGHBORS, READTIME)
    extras = ["next_article", "prev_article", "readtime"]
    sites = [
        site(tmp_path / folder, *plugins, extras=extras, seed=seed)[2]
        for folder, seed in (("a", "1"), ("a", "2"), ("b", "3"))
    ]
    assert sites[0] == sites[1]
    assert sites[0] == sites[2]


@pytest.mark.slow
def test_it_is_told_of_every_page_that_is_written(alone: dict[str, bytes], tmp_path: Path) -> None:
    for _ in range(2):  # nothing is kept of what was built before
        status, said, files = site(tmp_path, "own", own=NOTES)
        assert (status, said) == (0, "")
        told = set(files.pop("written.txt").decode().split("\n"))
        assert told >= {name for name in alone if name.endswith((".html", ".xml"))}
        assert files == alone


@pytest.mark.slow
def test_with_ours_alone_again_the_site_is_as_before(
    alone: dict[str, bytes], tmp_path: Path
) -> None:
    assert site(tmp_path)[2] == alone
    assert site(tmp_path, "own", own=NOTES)[2] != alone
    assert site(tmp_path)[2] == alone


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "seen"),
    [
        ("'a <b> & c'", "'a &lt;b&gt; &amp; c'"),
        ("None", "None"),
        ("[1, 2.5, 'x', None]", "(1, 2.5, 'x', None)"),
        ("[content, content]", "Link(text="),
    ],
)
def test_what_may_be_shown_is_shown(value: str, seen: str, tmp_path: Path) -> None:
    own = OURS.format(f"content.extra = {value}")
    status, said, files = site(tmp_path, "own", own=own, extras=["extra"])
    assert (status, said) == (0, "")
    assert f"'extra': {seen}" in shown(files, "about") or seen in shown(files, "about")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            "{'a': 1}",
            "is of the type dict, not text, a number, a post or page to link to, or a list",
        ),
        ("{1, 2}", "is of the type set, "),
        ("[[1]]", "is of the type list, "),
        ("generator", "Generator, "),
        ("type(content)('', {'title': 'x'})", "is something that has no page here, "),
    ],
)
def test_what_may_not_be_shown_is_an_error_that_names_the_setting(
    value: str, words: str, tmp_path: Path
) -> None:
    own = OURS.format(f"content.extra = {value}")
    status, said, files = site(tmp_path, "own", own=own, extras=["extra"])
    assert (status, files) == (2, {})
    assert said.startswith(f'{tmp_path}/settings.py: VIEW_EXTRAS: "extra" of ')
    assert words in said
    assert said.endswith("Take it out of VIEW_EXTRAS: a template can be shown nothing else.\n")
    assert len(said.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("plugins", [(), (NEIGHBORS,)])
def test_a_name_that_nothing_sets_is_told(plugins: tuple[str, ...], tmp_path: Path) -> None:
    extras = ["next_artikel"]
    folder = tmp_path / "site"
    status, said, files = site(folder, *plugins, extras=extras)
    assert status == 0
    assert said == (
        f'{folder}/settings.py: warning: VIEW_EXTRAS: No plugin has set "next_artikel" on any post'
        " or page. Correct the name, add the plugin to PLUGINS, or take the name out.\n"
    )
    expected = "{'next_artikel': None}" if plugins else "{}"
    assert shown(files, "posts/the-gate") == expected


@pytest.mark.slow
def test_a_plugin_that_makes_a_page_of_its_own_is_told_of(tmp_path: Path) -> None:
    own = OURS.format(
        "generator.generate_output = lambda writer, generator=generator: writer.write_file("
        "'x.html', generator.get_template('page'), generator.context)"
    )
    status, said, _ = site(tmp_path, "own", own=own)
    assert status == 2
    assert said == (
        "A plugin wants to make the page x.html, and no file of the content stands for it; its"
        " template page.html can be shown nothing.\n"
    )
