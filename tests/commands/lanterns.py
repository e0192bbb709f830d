"""The settings of a publication that tests publish: all that a site for readers must say."""

from __future__ import annotations

LANTERNS = """SITENAME = "The Lanterns"
DEFAULT_PAGE_AUTHOR = "Web team"
PAGE_AUTHOR_ROLES = ["Web team"]
FEED_ID_AUTHORITY = "lanterns.example,2026"
"""
