"""The settings of a publication that breaks every rule, and some of their own."""

SITENAME = ["not", "text"]
SITEURL = "valid.example"
TODAY = "2026-11-21"
TIMEZONE = "Europe/London"
DEFAULT_PAGE_AUTHOR = ""
PAGE_AUTHOR_ROLES = "Web team"
UNREGISTERED_NAMES = "sometimes"
FRONT_MATTER_EXTRA_KEYS = [1]
LAST_UPDATED_FROM_GIT = "no"
LIST_LENGTH = 0
FEED_LENGTH = "many"
FEED_ID_AUTHORITY = "somebody"
FEED_LENGHT = 20
COMMENTS_URL = "https://talk.example/{thread}"
COMMENTS_STATE = "openish"
LICENCE = ["CC BY", "nowhere"]
