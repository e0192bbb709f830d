"""The settings of a publication that breaks every rule in its content."""

SITENAME = "Nothing Right"
SITEURL = "https://invalid.example"
LOGO = "media/lost.svg"
TODAY = "2026-11-21"
TIMEZONE = "Europe/London"
DEFAULT_PAGE_AUTHOR = "Web taem"
PAGE_AUTHOR_ROLES = ["Web team"]
FEED_ID_AUTHORITY = "invalid.example,2012"
COMMENTS_URL = "https://talk.invalid.example/{slug}"
