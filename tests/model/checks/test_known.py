"""Old faults of moved posts are warnings, said once and then only listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading import loaded, post, said

MOVED = "posts/old.md"
BODY = "[a](gone.md) and [b](a.md#nowhere)\n"
LINE = '"gone.md" leads nowhere (there is no content/posts/gone.md).'
ANCHOR = '"a.md" has no place "#nowhere".'


def known(folder: Path, listed: str | None, **keys: str) -> list[str]:
    files = {MOVED: post(BODY, **keys), "posts/a.md": post()}
    if listed is not None:
        files["known-problems.yml"] = listed
    return said(loaded(folder, files))


def test_a_fault_of_a_new_post_is_an_error(tmp_path: Path) -> None:
    anchor, broken = known(tmp_path, None)
    assert broken.startswith(f"content/posts/old.md:6: text: {LINE}")
    assert anchor.startswith(f"content/posts/old.md:6: warning: text: {ANCHOR}")


def test_a_fault_of_a_moved_post_is_a_warning_with_the_line_to_list(tmp_path: Path) -> None:
    second, first = known(tmp_path, None, moved="yes")
    assert first.startswith(f"content/posts/old.md:7: warning: text: {LINE}")
    escaped = LINE.replace('"', '\\"')
    assert first.endswith(
        "\nIf the old site lost it, add to content/known-problems.yml:"
        f'\n- "posts/old.md: {escaped}"'
    )
    assert second.startswith(f"content/posts/old.md:7: warning: text: {ANCHOR}")


def test_what_is_listed_is_not_said_again(tmp_path: Path) -> None:
    lines = f"- 'posts/old.md: {LINE}'\n- 'posts/old.md: {ANCHOR}'\n"
    assert known(tmp_path, lines, moved="yes") == []


def test_the_line_to_paste_is_the_one_that_is_understood(tmp_path: Path) -> None:
    pasted = "\n".join(words.rpartition("\n")[2] for words in known(tmp_path, None, moved="yes"))
    assert known(tmp_path, pasted, moved="yes") == []


def test_a_listed_line_excuses_no_new_post(tmp_path: Path) -> None:
    lines = f"- 'posts/old.md: {LINE}'\n"
    problems = known(tmp_path, lines)
    assert any(
        "error" not in words and LINE in words and "warning" not in words for words in problems
    )


def test_the_list_may_only_get_shorter(tmp_path: Path) -> None:
    assert said(loaded(tmp_path, {"known-problems.yml": "- 'posts/x.md: It was.'\n"})) == [
        'content/known-problems.yml: warning: "posts/x.md: It was." is listed here, and is no'
        " longer so. Take the line out: the list may only get shorter."
    ]


def test_other_faults_of_a_moved_post_stay_errors(tmp_path: Path) -> None:
    problems = said(loaded(tmp_path, {MOVED: post(moved="yes", date="31/02/2014")}))
    assert [": warning: " in words for words in problems] == [False]


def test_pictures_in_the_text_are_forgiven(tmp_path: Path) -> None:
    pictures = "![](a.svg)\n\n![A dog](https://old.example/dog.jpg)\n\n![A cat](cat.jpg)\n"
    files = {MOVED: post(pictures, moved="yes"), "posts/a.svg": "<svg/>"}
    problems = said(loaded(tmp_path, files))
    assert [": warning: " in words for words in problems] == [True, True, True]
    assert all("known-problems.yml" in words for words in problems)


def test_a_picture_in_the_front_matter_is_forgiven_too(tmp_path: Path) -> None:
    file = post(moved="yes", extra="image: {src: 'https://old.example/a.jpg'}\n")
    problems = said(loaded(tmp_path, {MOVED: file}))
    assert [": warning: " in words for words in problems] == [True, True]


@pytest.mark.parametrize("listed", ["a: b\n", "- [a]\n", "words\n", "- &a x\n- *a\n", "[", b"\xff"])
def test_a_list_that_is_none_is_an_error(listed: str | bytes, tmp_path: Path) -> None:
    (words,) = said(loaded(tmp_path, {"known-problems.yml": listed}))
    assert words.startswith("content/known-problems.yml: This must be a list of texts")


@pytest.mark.parametrize("listed", ["", "[]\n", "# nothing yet\n"])
def test_an_empty_list_is_fine(listed: str, tmp_path: Path) -> None:
    assert said(loaded(tmp_path, {"known-problems.yml": listed})) == []
