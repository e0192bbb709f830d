"""Write tests/sites/invalid/expected.txt anew, to be looked through before it is kept."""

from __future__ import annotations

from tests.running import INVALID, check

if __name__ == "__main__":
    said = check(INVALID / "content", INVALID / "settings.py").stdout
    report = said.partition("\nHeld back: ")[0]
    (INVALID / "expected.txt").write_text(f"{report}\n", encoding="utf-8")
