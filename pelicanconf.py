"""The settings of the publication, grouped by what they are for.

publishconf.py holds only what differs in production.
"""

import logging
from pathlib import Path

from plugins import PLUGINS as PLUGINS

HERE = Path(__file__).parent.resolve()

# The publication -----------------------------------------------------------------------------
SITENAME = "Wayside Practice Network"
SITESUBTITLE = "Blog, news and shared learning on personalised care and community support"
LOGO = ""  # a picture that holds the name, "media/logo.svg"; it stands at the top in its place
SITEURL = ""  # its address; publishconf.py says it for production
DEFAULT_LANG = "en"  # of the texts, and of the site's own words: "en" or "cy"
TIMEZONE = "Europe/London"  # decides which day it is today
SOCIAL_CARDS = True  # draw a picture of each post's title, which other sites show with a link to it
LICENCE = ["CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"]  # [] for none

# Who looks after a page ----------------------------------------------------------------------
DEFAULT_PAGE_AUTHOR = "Web team"  # where a post or page names nobody
PAGE_AUTHOR_ROLES = ["Web team"]  # names that may stand there without a record
LAST_UPDATED_FROM_GIT = False  # True: a post without last_updated takes it from git's history

# What an editor may write ---------------------------------------------------------------------
UNREGISTERED_NAMES = "warn"  # "allow": a name without a record gets a page of its own
FRONT_MATTER_EXTRA_KEYS: list[str] = []  # keys of your own that should not be warned of
IFRAME_HOSTS: list[str] = []  # hosts whose frames (<iframe>) may stand in a text

# Lists and feeds -----------------------------------------------------------------------------
LIST_LENGTH = 20  # posts on a page of a list
FEED_LENGTH = 20  # posts in a feed
FEED_MOST_NEW = 20  # posts that subscribers may be told of at once; with more, nothing is published
FEED_ALIASES: list[str] = []  # old addresses of the feed, such as "/feed/" and "/rss.xml"
FEED_ID_AUTHORITY = "wayside.example,2012"  # your host and a year it was yours; never change it

# Comments ------------------------------------------------------------------------------------
# "mail": readers write to COMMENTS_MAIL, which needs no account and no server.
# "link": COMMENTS_URL leads to a forum or the like; {id} {url} {path} {slug} {title} are filled in.
# "isso": our own form, and Isso on a server of yours at COMMENTS_ISSO; COMMENTS_MAIL beside it.
# "giscus": discussions at GitHub; COMMENTS_GISCUS is what giscus.app says for your repository.
COMMENTS_SERVICE = ""  # where none is named: the one of which it is said below where it is
COMMENTS_MAIL = "comments@wayside.example"
COMMENTS_URL = ""  # "https://forum.example.org/new?title={title}&about={url}"
COMMENTS_ISSO = ""  # "https://talk.example.org"
COMMENTS_GISCUS: dict[str, str] = {}  # its repo, repo_id, category and category_id
COMMENTS_STATE = "open"  # for posts that do not say: "open", "closed" or "off"

# Searching -----------------------------------------------------------------------------------
SEARCH = False  # True: previews have a search index too, which the published site always has

# The repository ------------------------------------------------------------------------------
# Its web page, where editors make files and readers suggest a change; "" for none
REPOSITORY_URL = "https://github.wayside.example/network/site"
REPOSITORY_BRANCH = "main"  # what the site is published from
REPOSITORY_CONTENT = "content"  # where the content folder stands in it
FORGE = ""  # "github", "gitlab" or "forgejo", where the address does not tell which it is

# Pelican -------------------------------------------------------------------------------------
PELICAN_CLASS = "plugins.Publication"  # named, so that a build without news loads no Pelican
PLUGIN_PATHS = [str(HERE)]
# To use a plugin of others: PLUGINS = [*PLUGINS, "pelican.plugins.neighbors"], and name what it
# sets on posts and pages, so that a template sees it as view.extras.next_article: ["next_article"].
# Every build then makes every page.
VIEW_EXTRAS: list[str] = []
PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
THEME = str(HERE / "theme")
THEME_STATIC_PATHS: list[str] = []  # theme_assets writes them, each with a hash in its name
ARTICLE_PATHS = ["posts"]
ARTICLE_URL = "posts/{slug}/"
ARTICLE_SAVE_AS = "posts/{slug}/index.html"
PAGE_PATHS = ["pages"]
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
ARTICLE_LANG_SAVE_AS, ARTICLE_LANG_URL = ARTICLE_SAVE_AS, ARTICLE_URL
PAGE_LANG_SAVE_AS, PAGE_LANG_URL = PAGE_SAVE_AS, PAGE_URL
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None  # or posts of one slug would be merged
# Whether a picture has its text alternative, the library has checked.
LOG_FILTER = [(logging.WARNING, "Empty alt attribute for image %s in %s")]
LOCALE = ["C"]  # nothing depends on the machine's language
IGNORE_FILES: list[str] = []  # the library decides what is published
READERS = dict.fromkeys(["rst", "html", "htm"])  # Markdown is the only kind of text
# Our own plugins make the lists and feeds; Pelican's stay off.
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # its cache would pass our reader by
