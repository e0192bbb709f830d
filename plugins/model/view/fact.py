"""What a view can be made of: something of a kind, by name."""

from __future__ import annotations

Fact = tuple[str, str]  # what is asked, and of what
ANYTHING: Fact = ("anything", "")  # of a view that could depend on all there is
