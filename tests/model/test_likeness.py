"""Suggestions among many names: the right one is found, and the time does not grow with them."""

from __future__ import annotations

import pytest

from plugins.model.likeness import COMPARED, FileNames, Names

FILES = [
    "posts/2014/the-long-corridor.md",
    "posts/2015/The-Kettle-Test.md",
    "posts/2016/on-call.md",
    "pages/about.md",
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("source:posts/2019/the-long-corridor.md", "posts/2014/the-long-corridor.md"),
        ("posts/2014/the-kettle-test.md", "posts/2015/The-Kettle-Test.md"),
        ("the-long-coridor.md", "posts/2014/the-long-corridor.md"),
        ("the-logn-corridor.md", "posts/2014/the-long-corridor.md"),
        ("the-long.md", "posts/2014/the-long-corridor.md"),
        ("the-kettle-test.html", "posts/2015/The-Kettle-Test.md"),
        ("abuot.md", "pages/about.md"),
        ("on", None),
        ("winter-welcome.md", None),
        ("", None),
        (".md", None),
    ],
)
def test_a_file_is_found_by_its_name(wanted: str, found: str | None) -> None:
    assert FileNames(FILES).alike(wanted) == ([found] if found else [])


@pytest.mark.parametrize("name", ["", "a", "ab", "é", "名前"])
def test_the_shortest_names_can_be_searched(name: str) -> None:
    assert Names([name]).like("something else") == []
    assert Names([]).like(name) == []


def test_the_order_of_the_names_makes_no_difference() -> None:
    names = [f"notes-from-the-network-{number}" for number in range(300)]
    wanted = "notes-form-the-network-77"
    assert Names(names).like(wanted) == Names(reversed(names)).like(wanted) != []


def test_one_letter_wrong_is_found_among_thousands() -> None:
    names = [f"/posts/the-{word}-of-{number}/" for word in ("bus", "lift") for number in range(900)]
    assert Names(names).like("/posts/the-lifft-of-777/") == ["/posts/the-lift-of-777/"]


def test_few_names_are_compared_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def count(_: str, names: list[str], **_rest: object) -> list[str]:
        compared.append(len(names))
        return []

    monkeypatch.setattr("plugins.model.likeness.get_close_matches", count)
    Names(f"what-we-learnt-{number}" for number in range(5000)).like("what-we-leart-0")
    assert compared == [COMPARED]
