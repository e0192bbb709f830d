"""The Pelican plugins of Practice Press, in the order in which they run."""

PLUGINS = [
    "plugins.front_matter",  # hands Pelican the posts and pages that the library has read
    "plugins.comments",  # the link to the comment service
    "plugins.theme_assets",  # the theme's stylesheet and files, under names with a hash
    "plugins.icons",  # the icons of the site, drawn of its name and colours
    "plugins.pictures",  # pictures in the sizes that screens need, without where they were taken
    "plugins.assets",  # drawings, downloads and other files, copied as they are
    "plugins.network",  # home, lists, people, organisations, series, topics, years, Easy Read
    "plugins.feeds",  # all feeds, as RSS, Atom and JSON
    "plugins.old_feeds",  # copies of the feed at its old addresses
    "plugins.opml",  # all feeds in one file
    "plugins.feed_style",  # how a feed looks that is opened in a browser
    "plugins.search",  # the index of the search page, and the words that it suggests
    "plugins.social_cards",  # the pictures that other sites show of posts
    "plugins.sitemap",  # what search engines should find, and robots.txt
    "plugins.writer",  # renders each page from its view alone
]


def __getattr__(name: str) -> object:
    """The Publication, for Pelican, which looks for it here; it is loaded when it is asked for."""
    if name == "Publication":
        from plugins.publication import Publication

        return Publication
    raise AttributeError(name)
