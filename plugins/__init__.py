"""The Pelican plugins of Practice Press, in the order in which they run."""

PLUGINS = [
    "plugins.front_matter",  # hands Pelican the posts and pages that the library has read
    "plugins.comments",  # the link to the comment service
    "plugins.network",  # home, lists, people, organisations, series, topics, years, Easy Read
    "plugins.feeds",  # the RSS feed
    "plugins.writer",  # renders each page from its view alone
]
