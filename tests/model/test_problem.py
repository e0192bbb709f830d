"""How problems read, and how they are counted and grouped."""

from __future__ import annotations

from plugins.model.problem import Problem, Severity, as_warnings, count, errors, report

WRONG = Problem("content/a.md", 3, "date", "Not a day.", "Write one.")
ODD = Problem("content/a.md", 10, "", "Odd.", severity=Severity.WARNING)
WHOLE = Problem("content/b.md", 0, "", "Empty.", "Delete it.")


def test_a_problem_says_where_what_and_how() -> None:
    assert str(WRONG) == "content/a.md:3: date: Not a day. Write one."
    assert str(ODD) == "content/a.md:10: warning: Odd."
    assert str(WHOLE) == "content/b.md: Empty. Delete it."


def test_a_report_is_grouped_by_file_in_order_of_lines_with_the_count() -> None:
    assert report([WHOLE, ODD, WRONG, WRONG]) == (
        "content/a.md:3: date: Not a day. Write one.\n"
        "content/a.md:10: warning: Odd.\n"
        "\n"
        "content/b.md: Empty. Delete it.\n"
        "\n"
        "2 errors and 1 warning"
    )


def test_what_an_editor_typed_begins_no_line_and_commands_no_terminal() -> None:
    typed = "y\n::error::z\x1b[2J\r\u2028\x85é\t"
    written = r"y\n::error::z\x1b[2J\r\u2028\x85é" + "\t"
    told = Problem(f"a{typed}", 1, typed, typed, f"Write:\n{typed}")
    first, second, third = str(told).split("\n")
    assert first == f"a{written}:1: {written}: {written} Write:"
    # In a remedy a line break may be meant, so that one of an editor's looks like it.
    assert (second, third) == ("y", written.partition(r"\n")[2])


def test_nothing_to_report_is_no_text() -> None:
    assert report([]) == ""
    assert count([]) == "0 errors and 0 warnings"


def test_only_errors_stop_a_build() -> None:
    assert errors([ODD, WRONG]) == [WRONG]
    assert errors(as_warnings([WRONG])) == []
    assert as_warnings([WRONG])[0].message == WRONG.message
