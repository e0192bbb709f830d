"""The size that a drawing says of itself."""

from __future__ import annotations

import pytest

from plugins.model.drawing import drawing_size


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg viewBox="0 0 640 320">', (640, 320)),
        ("<svg viewBox='-10,-10, 64.4 , 31.6'>", (64, 32)),
        ('<svg width="32" height="16px" viewBox="0 0 640 320">', (32, 16)),
        ('<svg width="100%" height="100%" viewBox="0 0 640 320">', (640, 320)),
        ('<svg width="32" viewBox="0 0 640 320">', (640, 320)),
        ('<svg width="10mm" height="5mm">', (0, 0)),
        ('<svg viewBox="0 0 0 0">', (0, 0)),
        ('<svg viewBox="0 0 nan 5">', (0, 0)),
        ('<svg viewBox="0 0 1.2.3 5">', (0, 0)),
        ('<svg viewBox="0 0 999999999 5">', (0, 0)),
        ("<svg>", (0, 0)),
        ("<svg", (0, 0)),
        ("", (0, 0)),
        ('<?xml version="1.0"?>\n<!-- Ours -->\n<svg\n viewBox="0 0 4 3"\n>', (4, 3)),
    ],
)
def test_its_own_size_goes_before_the_shape_of_what_is_drawn(
    root: str, size: tuple[int, int]
) -> None:
    assert drawing_size(root.encode()) == size


def test_a_root_after_long_words_is_not_looked_for() -> None:
    assert drawing_size(b" " * 10_000 + b'<svg viewBox="0 0 4 3">') == (0, 0)
    assert drawing_size(b"\xff\xfe" + b'<svg viewBox="0 0 4 3">') == (4, 3)
