"""A publication that breaks every rule, against the full list of what the doctor says of it.

After a change of words, look through what this makes anew:
`python -m tests.expect_problems`
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.model.field import keys_of, shown
from plugins.model.known_settings import SETTINGS as SETTINGS_DECLARED
from plugins.model.schema import FIELDS_OF
from tests.running import INVALID, build, check

pytestmark = pytest.mark.slow

EXPECTED = INVALID / "expected.txt"
SETTINGS = INVALID / "settings.py"
WRONG_SETTINGS = INVALID / "wrong_settings.py"


@pytest.fixture(scope="module")
def expected() -> str:
    return EXPECTED.read_text(encoding="utf-8")


def test_the_doctor_says_exactly_this(expected: str) -> None:
    done = check(INVALID / "content", SETTINGS)
    report = done.stdout.partition("\nHeld back: ")[0]
    assert report.splitlines() == expected.splitlines()
    assert (done.returncode, done.stderr) == (1, "")


def test_a_build_says_the_same_and_makes_nothing(expected: str, tmp_path: Path) -> None:
    done = build(INVALID / "content", SETTINGS, tmp_path / "output")
    assert done.stderr == f"{expected}Nothing was built; the site is as it was.\n"
    assert (done.returncode, done.stdout) == (1, "")
    assert list(tmp_path.iterdir()) == []


def test_wrong_settings_are_told_all_at_once_and_before_the_content() -> None:
    done = check(INVALID / "content", WRONG_SETTINGS)
    expected = (INVALID / "expected_settings.txt").read_text(encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)


def test_every_setting_has_a_line_that_breaks_it() -> None:
    told = (INVALID / "expected_settings.txt").read_text(encoding="utf-8")
    found = set(re.findall(r"^\S+: (?:warning: )?([A-Z_]+): ", told, re.MULTILINE))
    assert set(SETTINGS_DECLARED) - found == {"DRAFTS"}  # which the command says, not the file


def test_every_declared_key_has_a_line_that_breaks_it(expected: str) -> None:
    found = re.findall(r"^content/([\w-]+)(?:/\S+|\.yml):\d+: (\w+)", expected, re.MULTILINE)
    declared = [(kind, shown(name)) for kind, of in FIELDS_OF.items() for name in keys_of(of)]
    assert set(declared) - set(found) == set()


def test_every_problem_says_where_it_is_and_how_to_put_it_right(expected: str) -> None:
    problems = [line for line in expected.splitlines() if line.startswith(("content/", "tests/"))]
    assert len(problems) > 200
    assert [line for line in problems if not re.match(r"[\w./%#?-]+(:\d+)?: \S", line)] == []
    assert [line for line in problems if "Traceback" in line or "None" in line] == []
