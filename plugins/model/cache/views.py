"""Views of posts and pages without their texts, kept so that a new text can be put into them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from plugins.model.compression import NotCompressed, compress, decompress
from plugins.model.text.body import resolve
from plugins.model.text.shown import Shown
from plugins.model.view.page import PageView
from plugins.model.view.parts import Html, View
from plugins.model.view.post import PostView
from plugins.model.view.statement import AccessibilityView

_KINDS: Mapping[str, type[PostView | PageView]] = {
    "post": PostView,
    "page": PageView,
    "accessibility": AccessibilityView,
}


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A view without its text, its template, where the links of the text lead, and its pictures."""

    template: str
    leads: dict[str, str | None]
    pictures: dict[str, Shown | None]
    view: msgspec.Raw


_encode = msgspec.msgpack.Encoder(enc_hook=str).encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def pack_view(
    template: str,
    view: View,
    leads: Mapping[str, str | None],
    pictures: Mapping[str, Shown | None],
) -> bytes:
    """What is kept of a view, compressed, as all wait in memory; b"" for a page of no one text.

    leads: where each link in the page leads. pictures: how it shows each picture.
    """
    if not isinstance(view, tuple(_KINDS.values())):
        return b""
    without = _encode(msgspec.structs.replace(view, body=Html("")))
    kept = _Kept(template, dict(leads), dict(pictures), msgspec.Raw(without))
    return compress(_encode(kept))


def with_text(data: bytes, html: str) -> tuple[str, PostView | PageView] | None:
    """The template and the view that was kept, with another text; None where that cannot be told.

    html: as it was read, its links not led yet; each must be one that was known.
    """
    try:
        kept = _decode(decompress(data))
        kind = _KINDS[kept.template]
        view = msgspec.msgpack.Decoder(kind, dec_hook=_as_html).decode(kept.view)
        body = Html(resolve(html, kept.leads.__getitem__, kept.pictures.__getitem__))
    except (NotCompressed, msgspec.MsgspecError, ValueError, KeyError):
        return None
    return kept.template, msgspec.structs.replace(view, body=body)


def _as_html(kind: type[Any], value: object) -> Any:
    return kind(value)
