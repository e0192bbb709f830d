"""Where links and pictures lead, and what is said of those that lead nowhere."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from plugins.model.address import encode
from plugins.model.reference import Target, Targets, beside
from tests.loading import loaded, post, said

TARGETS = Targets(
    files={"posts/a.md": Target("/posts/ä/"), "posts/b.md": Target("/posts/b/", shown=False)},
    addresses={"/posts/": Target("/posts/")},
    base="/sub",
)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("source:posts/a.md", "/sub/posts/%C3%A4/"),
        ("source:posts/a.md#what's-new", "/sub/posts/%C3%A4/#what's-new"),
        ("source:posts/a.md?x=1#y", "/sub/posts/%C3%A4/?x=1#y"),
        ("site:/posts/?page=2&q=a%20b", "/sub/posts/?page=2&q=a%20b"),
        ("source:posts/b.md", None),
        ("source:posts/c.md", None),
        ("site:/posts/c/", None),
    ],
)
def test_a_target_leads_to_an_address_under_the_base(target: str, address: str | None) -> None:
    assert TARGETS.lead(target) == address


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("a.jpg", "source:posts/2014/a.jpg"),
        ("../../media/a%20b.jpg", "source:media/a b.jpg"),
        ("{static}/media/a.jpg", "source:media/a.jpg"),
        ("{static}a.jpg", "source:posts/2014/a.jpg"),
        ("/media/a.jpg", "site:/media/a.jpg"),
    ],
)
def test_a_path_in_the_front_matter_is_seen_from_its_file(typed: str, target: str) -> None:
    assert beside("posts/2014", typed) == target


def links(folder: Path, body: str, **keys: str) -> list[str]:
    files = {
        "posts/2014/a.md": post(body, **keys),
        "posts/2015/kettle-test.md": post("# First part\n\nWords.\n"),
        "posts/2016/draft.md": post(status="draft"),
        "posts/2017/later.md": post(date="2030-01-01"),
        "posts/2018/gone.md": post(status="{status: withdrawn, on: 2020-01-01, reason: x}"),
        "media/cat.svg": "<svg/>",
        "media/cat.pdf": "x",
        "media/Cat.PNG": "x",
        "extra/100%.txt": "x",
        unicodedata.normalize("NFD", "media/ébène.svg"): "<svg/>",
        unicodedata.normalize("NFC", "media/été.svg"): "<svg/>",
    }
    return [words.split(": text: ")[1] for words in said(loaded(folder, files))]


@pytest.mark.parametrize(
    "body",
    [
        "[a](../2015/kettle-test.md)",
        "[a](../2015/kettle-test.md#first-part)",
        "[a](../2018/gone.md)",
        "[a](/posts/kettle-test/)",
        "[a](https://example.org/posts/kettle-test/#first-part)",
        "[a](/people/ann-example/)",
        "[a](../../people/ann-example.md)",
        "[a](/years/2014/)",
        "[a](/feed.xml)",
        "[a](../2015/kettle-test.md#comments)",
        "![A cat](../../media/cat.svg)",
        "[a](../../media/cat.svg)",
        "[a](../../media/cat.pdf)",
        "![A cat](../../media/Cat.PNG)",
        unicodedata.normalize("NFC", "![A cat](../../media/ébène.svg)"),
        unicodedata.normalize("NFD", "![A cat](../../media/été.svg)"),
        unicodedata.normalize("NFC", "![A cat](/media/ébène.svg)"),
        "[a](/100%25.txt)",
        "[a](/100%.txt)",
        "[a](../../extra/100%25.txt)",
    ],
)
def test_what_leads_somewhere(body: str, tmp_path: Path) -> None:
    assert links(tmp_path, body) == []


NOWHERE = '"ketle-test.md" leads nowhere (there is no content/posts/2014/ketle-test.md).'
NO_PICTURE = (
    "is not a picture. Name a file that ends in .jpg, .jpeg, .png, .gif, .svg, .webp or .avif."
)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[a](ketle-test.md)", f'{NOWHERE} Did you mean "../2015/kettle-test.md"?'),
        (
            "[a](/posts/ketle-test/)",
            '"/posts/ketle-test/" leads nowhere (there is no such address on this site).'
            ' Did you mean "/posts/kettle-test/"?',
        ),
        (
            "![A cat](cat.svg)",
            '"cat.svg" leads nowhere (there is no content/posts/2014/cat.svg).'
            ' Did you mean "../../media/cat.svg"?',
        ),
        (
            "[a](../2016/draft.md)",
            '"../2016/draft.md" is not shown to readers, so this link would lead nowhere.'
            " Take it out until that is published.",
        ),
        (
            "[a](../2017/later.md)",
            '"../2017/later.md" appears on 2030-01-01, so this link would lead nowhere.'
            " Take it out until then.",
        ),
        (
            "[a](../2015/kettle-test.md#frist-part)",
            '"../2015/kettle-test.md" has no place "#frist-part". Did you mean "#first-part"?',
        ),
        (
            "[a](https://example.org/posts/ketle-test/#x)",
            '"https://example.org/posts/ketle-test/#x" leads nowhere (there is no such address on'
            ' this site). Did you mean "/posts/kettle-test/"?',
        ),
        ("![A cat](../2015/kettle-test.md)", f'"../2015/kettle-test.md" {NO_PICTURE}'),
        ("![A cat](/posts/kettle-test/)", f'"/posts/kettle-test/" {NO_PICTURE}'),
        ("![A cat](../../media/cat.pdf)", f'"../../media/cat.pdf" {NO_PICTURE}'),
    ],
)
def test_what_leads_nowhere(body: str, words: str, tmp_path: Path) -> None:
    assert links(tmp_path, body) == [words]


def test_posts_of_the_future_may_lead_to_each_other(tmp_path: Path) -> None:
    assert links(tmp_path, "[a](../2017/later.md)", date="2030-01-01") == []
    assert links(tmp_path, "[a](../2017/later.md)", date="2029-12-31") != []


def test_a_picture_in_a_file_name_of_another_form_is_shown_by_its_own_name(tmp_path: Path) -> None:
    """Some computers store é as two signs, and a link may hold it as one."""
    stored = unicodedata.normalize("NFD", "media/é.svg")
    files = {stored: "<svg/>", "posts/a.md": post("![A cat](../media/é.svg)")}
    library = loaded(tmp_path, files)
    (reference,) = library.by_slug["a"].entry.body.references
    assert library.targets.lead(reference.target) == encode(f"/{stored}")
    assert library.held_back == ()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("image: {src: b.md, alt: Two people}", f'image.src: "b.md" {NO_PICTURE}'),
        (
            "image: {src: ../media/x.pdf, alt: Two people}",
            f'image.src: "../media/x.pdf" {NO_PICTURE}',
        ),
        (
            "versions: {format: audio, file: b.md}",
            'versions.file: "b.md" is not a file to listen to, watch or print. Name a recording or'
            " a document of yours, such as ../../media/large-print.pdf",
        ),
        ("versions: {format: pdf, file: ../media/x.pdf}", ""),
        ("versions: {format: audio, href: 'https://a.example/x', transcript: b.md}", ""),
    ],
)
def test_a_file_named_above_the_text_is_of_its_kind(keys: str, words: str, tmp_path: Path) -> None:
    files = {"posts/a.md": post(extra=f"{keys}\n"), "posts/b.md": post(), "media/x.pdf": "x"}
    expected = [f"content/posts/a.md:5: {words}"] if words else []
    assert said(loaded(tmp_path, files)) == expected


def test_links_to_a_file_that_another_problem_tells_of_are_not_called_wrong(
    tmp_path: Path,
) -> None:
    """Two posts have one slug: the one that is left out is there all the same."""
    files = {
        "posts/2014/our-year.md": post(),
        "posts/2015/our-year.md": post(),
        "posts/2016/wrong.MD": post(),
        "psots/b.md": post(),
        "media/50%.svg": "<svg/>",
        "media/why?.svg": "<svg/>",
        "posts/a.md": post(
            "[a](2015/our-year.md) [b](2016/wrong.MD) [c](../psots/b.md)"
            " ![Half of it](../media/50%25.svg) ![A question](../media/why%3f.svg)"
        ),
    }
    told = said(loaded(tmp_path, files))
    assert len(told) == 5
    assert [words for words in told if "leads nowhere" in words] == []


def test_links_to_a_draft_that_gave_way_lead_nowhere(tmp_path: Path) -> None:
    files = {
        "posts/1/a.md": post(status="draft"),
        "posts/2/a.md": post(),
        "posts/b.md": post("[a](1/a.md)"),
    }
    _, words = said(loaded(tmp_path, files))
    assert words.startswith('content/posts/b.md:6: text: "1/a.md" is not shown to readers')
