"""The Nu HTML checker of the W3C has no error and no warning, for any page and for the CSS."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.programs import program
from tests.site.bars.looking import none_of
from tests.site.bars.publishing import Published
from tests.site.built import OLD_FEEDS

pytestmark = pytest.mark.slow
CHECKED = (".html", ".css", ".svg")


def test_the_html_checker_finds_nothing(published: Published, packages: Path) -> None:
    java = program("java", "default-jre-headless")
    checker = packages / "vnu-jar/build/dist/vnu.jar"
    root = published.root.resolve()
    files = sorted(file for file in published.files - OLD_FEEDS if file.endswith(CHECKED))
    done = subprocess.run(
        # With less of a stack it runs over while it reads its own rules.
        [
            java,
            "-Xss4m",
            "-jar",
            str(checker),
            "--format",
            "json",
            "--also-check-css",
            "--also-check-svg",
            *files,
        ],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    start = f"file:{root}/"
    found = {
        f"{one['url'].removeprefix(start)}:{one.get('lastLine')}: {one['message']}"
        for one in messages
    }
    none_of(sorted(found))
