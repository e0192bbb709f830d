"""Settings that are wrong, every one of them that can be."""

SITENAME = ["not", "text"]
SITESUBTITLE = 7
SITEURL = "valid.example"
TODAY = "tomorrow"
TIMEZONE = "Europe"
DEFAULT_LANG = "plain English"
DRAFTS = False
PUBLISHING = "yes"
IFRAME_HOSTS = ["https://video.example"]
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
REPOSITORY_URL = "https://editor:secret@forge.example/network/site"
REPOSITORY_BRANCH = "the main one"
REPOSITORY_CONTENT = "../content"
FORGE = "hub"
VIEW_EXTRAS = ["next article"]
