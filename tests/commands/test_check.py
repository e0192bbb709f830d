"""What the doctor says beside problems."""

from __future__ import annotations

from tests.running import VALID, check


def test_a_sound_publication_has_status_0_and_is_told_what_waits() -> None:
    done = check(VALID / "content", VALID / "settings.py")
    first, *others = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert first.startswith("Nothing is wrong in ")
    assert any(line.startswith("Held back: posts/") for line in others)
    assert any(
        line.startswith("To be looked at again: posts/") and line.endswith("by 1 January 2020")
        for line in others
    )
