"""Where links and pictures lead, and what is said of those that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    }
    return [words.split(": body: ")[1] for words in said(loaded(folder, files))]


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
    ],
)
def test_what_leads_somewhere(body: str, tmp_path: Path) -> None:
    assert links(tmp_path, body) == []


NOWHERE = '"posts/2014/ketle-test.md" leads nowhere: there is no such file under content/.'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[a](ketle-test.md)", f'{NOWHERE} Did you mean "../2015/kettle-test.md"?'),
        (
            "[a](/posts/ketle-test/)",
            '"/posts/ketle-test/" leads nowhere: there is no such address on this site.'
            ' Did you mean "/posts/kettle-test/"?',
        ),
        (
            "![A cat](cat.svg)",
            '"posts/2014/cat.svg" leads nowhere: there is no such file under content/.'
            ' Did you mean "../../media/cat.svg"?',
        ),
        (
            "[a](../2016/draft.md)",
            '"posts/2016/draft.md" is not shown to readers, so this link would lead nowhere.'
            " Take it out until that is published.",
        ),
        (
            "[a](../2017/later.md)",
            '"posts/2017/later.md" appears on 2030-01-01, so this link would lead nowhere.'
            " Take it out until then.",
        ),
        (
            "[a](../2015/kettle-test.md#frist-part)",
            '"posts/2015/kettle-test.md" has no place "#frist-part". Did you mean "#first-part"?',
        ),
    ],
)
def test_what_leads_nowhere(body: str, words: str, tmp_path: Path) -> None:
    assert links(tmp_path, body) == [words]


def test_posts_of_the_future_may_lead_to_each_other(tmp_path: Path) -> None:
    assert links(tmp_path, "[a](../2017/later.md)", date="2030-01-01") == []
    assert links(tmp_path, "[a](../2017/later.md)", date="2029-12-31") != []
