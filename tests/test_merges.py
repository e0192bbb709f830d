"""No file of the repository holds the marks that git leaves where it could not merge."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
MARKS = "^(<<<<<<<|>>>>>>>|[|]{7})( |$)"


def test_no_file_holds_marks_of_a_merge() -> None:
    found = subprocess.run(
        ["git", "grep", "-IlE", MARKS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout) == (1, "")
