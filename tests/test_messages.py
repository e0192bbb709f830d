"""The exact words for the commonest mistakes: what was found, what must hold, the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading import loaded, post, said

MESSAGES: dict[str, tuple[str | bytes, list[str]]] = {
    "a tab after a value": (
        post(title="A post\t"),
        [
            "2: warning: title: A tab stands after the text, where other programs fail at it; it"
            ' was left out. Write: title: "A post"'
        ],
    ),
    "a day with two readings": (
        post(date="03/04/2014"),
        [
            "3: date: 03/04/2014 can be read as 3 April 2014 or as 4 March 2014."
            " Write 2014-04-03 for 3 April 2014, or 2014-03-04 for 4 March 2014."
        ],
    ),
    "a day that no calendar has": (
        post(date="31/02/2014"),
        [
            "3: date: 31/02/2014 is not a date: February 2014 has 28 days."
            " Write the day that is meant; the last one there is 2014-02-28."
        ],
    ),
    "a misspelt key": (
        post(auhtor="Ann Example"),
        ['5: auhtor: "auhtor" is not a key that is known here. Did you mean "author"?'],
    ),
    "a name close to one on record": (
        post(author="Anne Exampel"),
        [
            '4: author: There is no person called "Anne Exampel" on record, and the name is close'
            ' to one that is. Did you mean "Ann Example"?'
        ],
    ),
    "no closing line": (
        "---\ntitle: A post\ndate: 2014-02-10\nauthor: Ann Example\n\nSome words.\n",
        [
            "1: The front matter opens with --- on line 1 and is never closed."
            ' Put a line with only --- after its last key, before line 6 ("Some words.").'
        ],
    ),
    "a second colon": (
        post(title="Care: what it is"),
        [
            "2: warning: title: Other programs read no second colon in text without quotes;"
            ' here the whole line is text. Write: title: "Care: what it is"'
        ],
    ),
    "a second colon under another key": (
        post(extra="changes:\n  - date: 2015-01-01\n    note: New: a map\n    kind: minor\n"),
        [
            "7: changes: A second colon stands in text without quotes, so this cannot be read:"
            ' "note: New: a map". Write:     note: "New: a map"'
        ],
    ),
    "a file in Latin-1": (
        post(title="A café").encode("latin-1"),
        [
            '2: "é" in "café" is not written in UTF-8 (it is the single byte E9, as in Latin-1 or'
            " Windows-1252). Save it as plain text in UTF-8 (in most editors: Save as, Encoding,"
            " UTF-8); or delete that character and type it again."
        ],
    ),
    "a picture without alternative": (
        post(body="![](cat.jpg)\n"),
        [
            "6: body: The picture has no text alternative, so some readers would not know what it"
            " shows. Say in the [ ] what it shows; or, if it only decorates,"
            ' write ![](cat.jpg "decorative").'
        ],
    ),
    "a broken link": (
        post(body="See [the other](../2015/oter.md).\n"),
        [
            '6: body: "posts/2015/oter.md" leads nowhere: there is no such file under content/.'
            ' Did you mean "other.md"?'
        ],
    ),
    "a status that is none": (
        post(status="publish"),
        [
            '5: status: This must be "published", "draft" or "withdrawn", and "publish" was found.'
            ' Did you mean "published"?'
        ],
    ),
}


@pytest.mark.parametrize("mistake", MESSAGES)
def test_the_words_for_a_mistake(mistake: str, tmp_path: Path) -> None:
    file, words = MESSAGES[mistake]
    library = loaded(
        tmp_path,
        {"posts/2014/a-post.md": file, "posts/2014/other.md": post(), "posts/2014/cat.jpg": b"x"},
    )
    assert said(library) == [f"content/posts/2014/a-post.md:{line}" for line in words]


def test_the_words_for_two_posts_with_one_slug(tmp_path: Path) -> None:
    library = loaded(tmp_path, {"posts/2014/our-year.md": post(), "posts/2015/our-year.md": post()})
    assert said(library) == [
        'content/posts/2015/our-year.md:1: slug: The slug "our-year" is also that of'
        " content/posts/2014/our-year.md, and only one page can stand at an address."
        " Rename one of the two files, or add a line to one: slug: our-year-2"
    ]
