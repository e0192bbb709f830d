"""The body of a post as tests read it."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, settings

from plugins.model.text.body import render
from plugins.model.text.rendered import Body

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine


def read(text: str, first_line: int = 1, prefix: str = "p") -> Body:
    return render(
        text,
        path="a.md",
        folder="posts/2014",
        first_line=first_line,
        id_prefix=prefix,
        site_url="https://example.org",
        frame_hosts=frozenset({"player.example.net"}),
    )


def ids(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)
