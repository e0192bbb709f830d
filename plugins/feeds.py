"""placeholder"""


def register() -> None:
    """Connect to Pelican."""
