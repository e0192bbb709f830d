"""What `deploy`, `rollback` and `pages` share: the site, where it goes, and what changes there.

On a server, `<path>/releases/` holds whole copies of the site, and the link `<path>/current`
leads to the one that is shown. `releases/.ours/<name>` marks each that Practice Press made, and
holds the name of the one that was shown before it. A copy is `<name>.part` until it is whole.
"""


class ReleaseProblem(Exception):  # noqa: N818 - it is named for what a maintainer reads
    """What was asked cannot be done; the text says why and what to do, in a line or two."""
