"""The first picture of an Easy Read text, which stands beside its title."""

from __future__ import annotations

import pytest

from plugins.model.easy_read import picture_of

GATE = '<img src="/gate.svg" alt="A gate">'
SIZES = f'<picture><source type="image/avif" srcset="/gate.avif 320w">{GATE}</picture>'


@pytest.mark.parametrize(
    ("html", "picture"),
    [
        (f"<p>Push it.</p>\n<p>{GATE}</p>\n<p>Push again.</p>", GATE),
        (f"<p>{SIZES}</p>", SIZES),
        (f"<figure>{SIZES}<figcaption>The <i>gate</i></figcaption></figure>", SIZES),
        (f"<p>Push {GATE} it.</p>", ""),
        ("<figure><blockquote><p>Push it.</p></blockquote></figure>", ""),
        ("", ""),
    ],
)
def test_the_first_that_stands_alone_is_found_without_its_caption(html: str, picture: str) -> None:
    assert picture_of(html) == picture
