"""Hold that a publication tells subscribers no more at once than they can read."""

from __future__ import annotations

from plugins.model.library import Library
from plugins.model.problem import Problem, Severity

FEEDS_STAY_QUIET = "feeds-stay-quiet"


def check_feeds_stay_quiet(library: Library, root: str) -> list[Problem]:
    """Hold that no more posts are new, or have a major change, than FEED_MOST_NEW allows at once.

    A mistake in many files, such as by an importer, would else fill every feed reader.
    """
    settings, new = library.settings, library.feeds.new()
    if len(new) <= settings.feed_most_new:
        return []
    paths = "".join(f"\n  {root}/{library.by_slug[slug].entry.path}" for slug in new)
    return [
        Problem(
            settings.file,
            0,
            "FEED_MOST_NEW",
            f"Subscribers would be told of {len(new)} posts at once, which are new or have a"
            f" change of the kind major, and {settings.feed_most_new} are the most:{paths}",
            f"If that is meant, allow it for this publication: FEED_MOST_NEW = {len(new)}. A"
            " change that subscribers need not be told of is of the kind minor or correction.",
            Severity.ERROR if settings.publishing else Severity.WARNING,
            FEEDS_STAY_QUIET,
        )
    ]
