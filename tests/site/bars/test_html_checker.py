"""The Nu HTML checker of the W3C has no error and no warning, for any page and for the CSS."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.programs import program
from tests.site.bars.looking import none_of
from tests.site.bars.publishing import Published
from tests.site.built import OLD_FEEDS

pytestmark = pytest.mark.slow
CHECKED = (".html", ".css", ".svg")


def test_the_html_checker_finds_nothing(published: Published, packages: Path) -> None:
    files = sorted(file for file in published.files - OLD_FEEDS if file.endswith(CHECKED))
    none_of(messages_of(published.root.resolve(), files, packages))


def messages_of(root: Path, files: Sequence[str], packages: Path) -> list[str]:
    """What it says of files in a folder."""
    java = program("java", "default-jre-headless")
    checker = packages / "vnu-jar/build/dist/vnu.jar"
    done = subprocess.run(
        # With less of a stack it runs over while it reads its own rules; it is over before the
        # second compiler of Java, and collectors with threads of their own, would pay.
        [
            java,
            "-Xss4m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
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
    return sorted(found)
