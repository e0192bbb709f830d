"""A small publication that shows every kind of page and state; its names are invented."""

SITENAME = "Lantern Row & Friends"
SITESUBTITLE = 'A network with <b>odd</b> letters in its "names"'
SITEURL = "https://valid.example/sub"
TODAY = "2026-11-21"
TIMEZONE = "Europe/London"
DEFAULT_PAGE_AUTHOR = "Web team"
PAGE_AUTHOR_ROLES = ["Web team"]
LIST_LENGTH = 3
FEED_LENGTH = 10
FEED_ALIASES = ["/feed/", "/old/rss.xml"]
FEED_ID_AUTHORITY = "valid.example,2012"
COMMENTS_URL = "https://talk.valid.example/t?id={id}&title={title}"
COMMENTS_STATE = "open"
UNREGISTERED_NAMES = "warn"
FRONT_MATTER_EXTRA_KEYS = ["checked_in_house"]
REPOSITORY_URL = "https://forge.valid.example/lantern/site"
REPOSITORY_BRANCH = "next/one"
FORGE = "github"
