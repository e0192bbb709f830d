"""Write tests/sites/invalid/expected*.txt anew, to be looked through before they are kept."""

from __future__ import annotations

from tests.running import INVALID, check

if __name__ == "__main__":
    said = check(INVALID / "content", INVALID / "settings.py").stdout
    report = said.partition("\nHeld back: ")[0]
    (INVALID / "expected.txt").write_text(f"{report}\n", encoding="utf-8")
    told = check(INVALID / "content", INVALID / "wrong_settings.py").stderr
    (INVALID / "expected_settings.txt").write_text(told, encoding="utf-8")
