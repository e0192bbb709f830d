"""Load a few files as a publication, for tests that ask what the model makes of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.comments import give_comments
from plugins.model.comments.thread import Thread
from plugins.model.library import Library
from plugins.model.loading import load
from plugins.model.settings import Settings
from plugins.model.view.maker import Maker
from plugins.model.view.sheets import network_sheets, page_sheet, post_sheet, redirect_sheets
from plugins.rendering import environment

TODAY = datetime.date(2026, 11, 21)
THEME = environment({"THEME": "theme", "THEME_TEMPLATES_OVERRIDES": []})
ANN = "---\nname: Ann Example\n---\n"
WITHDRAWN = "status:\n  status: withdrawn\n  on: 2026-11-20\n  reason: It was not ours to tell.\n"


def settings(**more: Any) -> Settings:
    """Settings that nothing is wrong with."""
    given: dict[str, Any] = {
        "url": "https://example.org",
        "today": TODAY,
        "default_page_author": "Web team",
        "page_author_roles": ("Web team",),
        "feed_id_authority": "example.org,2026",
    }
    return Settings(**(given | more))


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A content folder with these files, by their paths in it."""
    content = folder / "content"
    content.mkdir(exist_ok=True)
    for path, text in files.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content


def loaded(
    folder: Path, files: Mapping[str, str | bytes], *threads: Thread, **more: Any
) -> Library:
    """The publication of these files and of one person, Ann Example.

    threads: what was said at the comment service.
    """
    content = write(folder, {"people/ann-example.md": ANN} | dict(files))
    return load(content, settings(**more), threads)


def rendered(library: Library) -> dict[str, str]:
    """Every page of the site by its address, as the theme shows it."""
    maker = Maker(library)
    give_comments(maker.given)
    names = ("css/site.css", "icon.svg", "js/theme.js")
    maker.given.theme = {name: f"/theme/{name}" for name in names}
    sheets = [
        *network_sheets(maker),
        *redirect_sheets(maker),
        *(post_sheet(maker, one) for one in (*library.posts, *library.withdrawn)),
        *(page_sheet(maker, one) for one in library.pages),
    ]
    return {
        one.path: THEME.get_template(f"{one.template}.html").render(view=one.make())
        for one in sheets
    }


def post(body: str = "Some words.\n", extra: str = "", **keys: str) -> str:
    """A post that nothing is wrong with, but for what is given; "" leaves a key out."""
    given = {"title": "A post", "date": "2014-02-10", "author": "Ann Example"} | keys
    lines = [f"{key}: {value}\n" for key, value in given.items() if value]
    return f"---\n{''.join(lines)}{extra}---\n{body}"


def said(library: Library) -> list[str]:
    """All problems, as an editor reads them."""
    return [str(problem) for problem in library.problems]
