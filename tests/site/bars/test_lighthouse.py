"""Lighthouse gives full marks for accessibility, best practices and search engines."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.programs import chromium, program
from tests.site.bars.conftest import HERE, installed
from tests.site.bars.publishing import Published

pytestmark = pytest.mark.long
FULL = ("accessibility", "best-practices", "seo")
TOLD = "performance"  # hangs on the machine, so it is printed and not held
FLAGS = "--headless=new --no-sandbox"


@pytest.mark.parametrize("address", ["/", "/posts/the-kitchen/"])
def test_lighthouse_gives_full_marks(
    address: str,
    home: str,
    published: Published,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "report.json"
    arguments = [f"--only-categories={','.join([*FULL, TOLD])}", f"--chrome-flags={FLAGS}"]
    arguments += ["--output=json", f"--output-path={report}", "--quiet"]
    tool = installed(HERE / "lighthouse") / "lighthouse/cli/index.js"
    done = subprocess.run(
        [program("node", "nodejs"), str(tool), home + address, *arguments],
        env={"PATH": "/usr/bin:/bin", "CHROME_PATH": chromium(), "HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(report.read_text(encoding="utf-8"))
    marks = {name: one["score"] for name, one in said["categories"].items()}
    with capsys.disabled():
        print(f"\nLighthouse on {address}: performance {marks[TOLD]}")
    lacking = [
        f"{one['id']}: {one['title']}: {said['audits'][one['id']].get('details')}"
        for name in FULL
        for ref in said["categories"][name]["auditRefs"]
        for one in [said["audits"][ref["id"]]]
        if ref["weight"] and one["score"] is not None and one["score"] < 1
    ]
    assert lacking == []
    assert {name: marks[name] for name in FULL} == dict.fromkeys(FULL, 1)
