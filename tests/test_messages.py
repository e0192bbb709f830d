"""The exact words for the commonest mistakes: what was found, what must hold, the cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loading import loaded, post, said

MESSAGES: dict[str, tuple[str | bytes, list[str]]] = {
    "a tab after a value": (
        post(title="A post\t"),
        [
            "2: warning: title: A tab stands after the text. It was left out here, but other"
            ' programs may fail. Put quotes round it: title: "A post"'
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
            "2: warning: title: This line has a second colon. It is read as you mean it here, but"
            ' other programs may not. Put quotes round it: title: "Care: what it is"'
        ],
    ),
    "a second colon under another key": (
        post(extra="changes:\n  - date: 2015-01-01\n    note: New: a map\n    kind: minor\n"),
        [
            "7: changes: A second colon stands in text without quotes, so this cannot be read:"
            ' "note: New: a map". Write:     note: "New: a map"'
        ],
    ),
    "a hash at the margin": (
        post(title="Why\n#MeToo matters"),
        [
            '3: title: "#MeToo matters" is left out: a line that begins with # is a note to'
            " editors. If it is a note, put a blank after its #. If it is part of the text,"
            ' write: title: "Why #MeToo matters"'
        ],
    ),
    "a hash for a dash": (
        post(author="\n  - Ann Example\n  #Bo Barnes"),
        [
            '6: author: "#Bo Barnes" is left out: a line that begins with # is a note to editors.'
            " If it is a note, put a blank after its #. If it is part of the text, put it into"
            " quotes, after a dash or on the line that it goes on from."
        ],
    ),
    "a link definition that is a note": (
        post(body="[Note]: Remember\n"),
        [
            "6: warning: text: [Note]: Remember says where a link leads, but no link asks for it,"
            " and it is not shown. If it is text, write \\[Note]: Remember; if not, take it out."
        ],
    ),
    "a file in Latin-1": (
        post(title="A café").encode("latin-1"),
        [
            '2: "é" in "café" is not written in UTF-8 (it is the single byte E9, as in Latin-1 or'
            " Windows-1252). Save it as plain text in UTF-8 (in most editors: Save as, Encoding,"
            " UTF-8; on the web page: paste the words into a new file, and delete this one);"
            " or delete that character and type it again."
        ],
    ),
    "a picture without alternative": (
        post(body="![](cat.jpg)\n"),
        [
            "6: text: The picture has no text alternative, so some readers would not know what it"
            " shows. Say in the [ ] what it shows; or, if it only decorates,"
            ' write ![](cat.jpg "decorative").'
        ],
    ),
    "a broken link": (
        post(body="See [the other](../2015/oter.md).\n"),
        [
            '6: text: "../2015/oter.md" leads nowhere (there is no content/posts/2015/oter.md).'
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
