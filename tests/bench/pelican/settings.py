"""The settings of plain Pelican; copied beside the generated content.

Its own means only: authors are people, categories are kinds, tags are topics, organisations and
series. Its reader's cache is on, or an edit would cost what a cold build costs.
"""

from __future__ import annotations

from itertools import pairwise

from pelican import signals

AUTHOR = ""
SITENAME = "Bench Practice Network"
SITESUBTITLE = "Blog, news and shared learning on personalised care and community support"
SITEURL = "https://bench.example"
DEFAULT_LANG = "en"
TIMEZONE = "Europe/London"
LOCALE = ["C"]
THEME = "theme"
THEME_STATIC_PATHS: list[str] = []
PATH = "content"
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["media"]
OUTPUT_PATH = "built/site"
CACHE_PATH = "built/cache"
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
GZIP_CACHE = False  # packing takes longer than it saves here
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.smarty": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html5",
}

ARTICLE_URL, ARTICLE_SAVE_AS = "posts/{slug}/", "posts/{slug}/index.html"
PAGE_URL, PAGE_SAVE_AS = "{slug}/", "{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "people/{slug}/", "people/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "topics/{slug}/", "topics/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "kinds/{slug}/", "kinds/{slug}/index.html"
YEAR_ARCHIVE_URL, YEAR_ARCHIVE_SAVE_AS = "years/{date:%Y}/", "years/{date:%Y}/index.html"
DIRECT_TEMPLATES = ["index", "posts", "authors", "tags", "categories"]
POSTS_SAVE_AS = "posts/index.html"
AUTHORS_SAVE_AS, TAGS_SAVE_AS = "people/index.html", "topics/index.html"
CATEGORIES_SAVE_AS = "kinds/index.html"
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = dict.fromkeys(("posts", "tag", "category", "author", "period_archives"))
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
FEED_RSS, FEED_ALL_ATOM = "feed.xml", None
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
RSS_FEED_SUMMARY_ONLY = False


def link_neighbours(generator: object) -> None:
    """Tell each post of the ones after and before it; the lists are sorted, the newest first."""
    articles = getattr(generator, "articles")  # noqa: B009 (Pelican comes without types)
    for newer, older in pairwise(articles):
        newer.older, older.newer = older, newer


signals.article_generator_finalized.connect(link_neighbours)
