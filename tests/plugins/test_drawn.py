"""What was drawn once, kept: as long as it is whole, and something shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.drawn import drawn_once, forget_others


def draw(folder: Path, shows: object) -> bool:
    """Whether it was drawn now; in any case, it is what it should be."""
    drawn: list[object] = []

    def pen() -> bytes:
        drawn.append(shows)
        return f"A drawing of {shows}.".encode()

    assert drawn_once(folder, shows, pen) == f"A drawing of {shows}.".encode()
    return bool(drawn)


def test_each_thing_is_drawn_once(tmp_path: Path) -> None:
    assert [draw(tmp_path / "new", one) for one in "abba"] == [True, True, False, False]


@pytest.mark.parametrize("most", [0, 5, 20, -1])
def test_what_is_damaged_is_drawn_again(tmp_path: Path, most: int) -> None:
    draw(tmp_path, "a")
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:most])
    assert draw(tmp_path, "a")
    assert not draw(tmp_path, "a")


def test_a_turned_bit_is_damage_too(tmp_path: Path) -> None:
    draw(tmp_path, "a")
    (file,) = tmp_path.iterdir()
    *all_but_one, last = file.read_bytes()
    file.write_bytes(bytes([*all_but_one, last ^ 1]))
    assert draw(tmp_path, "a")


def test_where_nothing_can_be_kept_it_is_drawn_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("No folder can be here.")
    assert [draw(tmp_path / "file", "a") for _ in "ab"] == [True, True]


def test_what_is_shown_is_never_forgotten(tmp_path: Path) -> None:
    """However old it is beside what is not."""
    shown = [("look", number) for number in range(10)]
    others = [("look", number) for number in range(100, 113)]
    for one in [*shown, *others]:
        draw(tmp_path, one)
    forget_others(tmp_path, shown)
    assert not any(draw(tmp_path, one) for one in shown)
    assert all(draw(tmp_path, one) for one in others)


def test_a_few_others_are_kept_for_whoever_goes_back(tmp_path: Path) -> None:
    for one in "abcd":
        draw(tmp_path, one)
    forget_others(tmp_path, "ab")
    assert not any(draw(tmp_path, one) for one in "abcd")


def test_nothing_to_forget_is_no_fault(tmp_path: Path) -> None:
    forget_others(tmp_path / "never", ["a"])
