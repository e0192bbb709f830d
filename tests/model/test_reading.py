"""One file read alone: a function of its path, its bytes and the settings."""

from __future__ import annotations

import msgspec
import pytest

from plugins.model.problem import Severity
from plugins.model.reading import read_entry
from plugins.model.settings import Settings

POST = b"---\ntitle: A\ndate: 2014-02-10\nauthor: Ann\n---\nWords.\n"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("a-word.md", "a-word"),
        ("2014-02-10-a-word.md", "a-word"),
        ("2014-02-10.md", "2014-02-10"),
        ("v1.2.md", "v1-2"),
        ("Ty\u0302 Newydd.md", "ty-newydd"),
    ],
)
def test_the_address_is_made_from_the_name_without_its_date(name: str, slug: str) -> None:
    assert read_entry(f"posts/2014/{name}", POST, Settings(), "content").slug == slug


def test_the_same_bytes_give_the_same_entry_which_can_be_kept_and_sent() -> None:
    one, two = (read_entry("posts/a.md", POST, Settings(), "content") for _ in range(2))
    assert one == two
    assert msgspec.msgpack.encode(one) == msgspec.msgpack.encode(two)


def test_the_text_is_read_to_html() -> None:
    entry = read_entry("posts/a.md", POST, Settings(), "content")
    assert entry.body.html.strip() == "<p>Words.</p>"


def test_in_a_draft_nothing_stops_the_build() -> None:
    draft = POST.replace(b"date: 2014-02-10", b"date: 31/02/2014\nstatus: draft")
    (problem,) = read_entry("posts/a.md", draft, Settings(), "content").problems
    assert problem.severity is Severity.WARNING


def test_a_file_without_front_matter_is_told_once() -> None:
    (problem,) = read_entry("posts/a.md", b"Words alone.\n", Settings(), "content").problems
    assert problem.path == "content/posts/a.md"


@pytest.mark.parametrize(("name", "line"), [("---.md", 1), ("x" * 300 + ".md", 1)])
def test_a_name_that_makes_no_address_is_an_error(name: str, line: int) -> None:
    (problem,) = read_entry(f"posts/{name}", POST, Settings(), "content").problems
    assert (problem.severity, problem.line) == (Severity.ERROR, line)


@pytest.mark.parametrize(
    ("lang", "of_site", "label"),
    [
        ("", "en", "Footnotes"),
        ("cy", "en", "Troednodiadau"),
        ("", "cy", "Troednodiadau"),
        ("en-GB", "cy", "Footnotes"),
        ("fr", "cy", "Troednodiadau"),
    ],
)
def test_what_the_site_says_in_a_text_is_in_its_language(
    lang: str, of_site: str, label: str
) -> None:
    text = f"---\ntitle: A\nlang: {lang}\n---\nOne[^1] and one more[^1].\n\n[^1]: Note.\n"
    html = read_entry("posts/a.md", text.encode(), Settings(lang=of_site), "content").body.html
    assert f'<section aria-label="{label}"' in html
    assert ("Back to the text (place 2)" in html) is (label == "Footnotes")
