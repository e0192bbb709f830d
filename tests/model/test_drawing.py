"""The size that a drawing says of itself."""

from __future__ import annotations

import pytest

from plugins.model.drawing import Fault, drawing_fault, drawing_size


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


def drawing(inside: str = "", root: str = 'xmlns="http://www.w3.org/2000/svg"') -> bytes:
    return f"<svg {root}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (drawing("<path/>"), None),
        (drawing('<a href="https://other.example/"><path/></a>'), None),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>" + drawing(), None),
        (b"<!DOCTYPE svg [<!ENTITY ours 'Ours'>]>" + drawing("<title>&ours;</title>"), None),
        (drawing().decode().encode("utf-16"), None),
        (b"", Fault.UNREADABLE),
        (b"\0\xff", Fault.UNREADABLE),
        (drawing("<g>"), Fault.UNREADABLE),
        (drawing("<title>Tea & cake</title>"), Fault.UNREADABLE),
        (drawing(root=""), Fault.UNREADABLE),
        (b"<html xmlns='http://www.w3.org/2000/svg'/>", Fault.UNREADABLE),
        (b"<?xml version='1.0' encoding='no-such'?>" + drawing(), Fault.UNREADABLE),
        (drawing("<script>alert(1)</script>"), Fault.RUNS),
        (drawing("<s:script xmlns:s='http://www.w3.org/1999/xhtml'/>"), Fault.RUNS),
        (drawing("<path onclick='alert(1)'/>"), Fault.RUNS),
        (drawing("<a href=' JavaScript:alert(1)'/>"), Fault.RUNS),
        (drawing("<a x:href='javascript&#58;alert(1)' xmlns:x='urn:x'/>"), Fault.RUNS),
        (drawing("<set attributeName='href' to='javascript:alert(1)'/>"), Fault.RUNS),
        (drawing("<animateTransform/>"), Fault.MOVES),
        (drawing("<style>@keyframes a { to { opacity: 0 } }</style>"), Fault.MOVES),
    ],
)
def test_a_drawing_is_sound_or_it_has_a_fault(data: bytes, fault: Fault | None) -> None:
    assert drawing_fault(data) is fault


def test_entities_that_would_fill_the_memory_are_a_fault() -> None:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE svg [<!ENTITY e0 'ha'>{entities}]>".encode()
    assert drawing_fault(bomb + drawing("<title>&e11;</title>")) is Fault.UNREADABLE
