"""A site published as readers get it, and which template made each of its pages."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from plugins.model.view.maker import Maker
from plugins.model.view.sheets import all_sheets
from plugins.publication import open_publication
from tests.running import ROOT, TOO_LONG, command, environment
from tests.site.built import Page, Site

SHAPING = frozenset({"aria-current", "controls", "dir", "disabled", "open", "role", "tabindex"})


class Published(Site):
    """A published site, of which it is known what made each page."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "public", "")
        self.folder = folder

    @cached_property
    def templates(self) -> Mapping[str, str]:
        """The template of each page, by its address."""
        publication = open_publication(
            self.folder / "settings.py", self.folder / "content", self.folder / "other"
        )
        library, _ = publication.load()
        return {sheet.path: sheet.template for sheet in all_sheets(Maker(library))}

    @cached_property
    def chosen(self) -> list[str]:
        """The addresses of pages that together show all that the site can show.

        Each template, and each element with each of its classes, is on one of them at least: the
        fullest pages come first, and a page that adds nothing is left out. So what is new in the
        theme is looked at as soon as tests/sites/valid shows it.
        """
        features = {page.path: self._features(page) for page in self.pages}
        chosen: list[str] = []
        while features:
            best = max(sorted(features), key=lambda path: len(features[path]))
            seen = features.pop(best)
            if seen:
                chosen.append(best)
            features = {path: left - seen for path, left in features.items()}
        return sorted(chosen)

    @cached_property
    def one_of_each(self) -> list[str]:
        """The fullest page of each template."""
        of: dict[str, list[str]] = defaultdict(list)
        for address, template in sorted(self.templates.items()):
            of[template].append(address)
        return sorted(max(found, key=lambda one: len(self.page(one).html)) for found in of.values())

    def _features(self, page: Page) -> frozenset[str]:
        found = {f"template {self.templates.get(page.path, page.path)}"}
        for one in page.one("body").iter():
            found |= {f"{one.tag}.{name}" for name in ["", *one.attrib.get("class", "").split()]}
            found |= {f"{one.tag}[{name}]" for name in SHAPING & one.attrib.keys()}
        return frozenset(found)


def publish(folder: Path, content: Path, settings: str) -> None:
    """Publish content into a folder, with a copy of it, as the ledger is written there.

    settings: the text of its settings file.
    """
    shutil.copytree(content, folder / "content")
    (folder / "settings.py").write_text(settings, encoding="utf-8")
    arguments = command("publish", folder / "content", folder / "settings.py")
    done = subprocess.run(
        [*arguments, "--output", str(folder / "public")],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=TOO_LONG,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
