"""Numbers of bytes as people say them."""

from __future__ import annotations


def size_in_words(size: int) -> str:
    """A number of bytes, rounded (1 kB is 1,000 bytes); only nothing is called 0.

    >>> size_in_words(0), size_in_words(1), size_in_words(8_249), size_in_words(240_300)
    ('0 kB', '0.1 kB', '8.2 kB', '240 kB')
    >>> size_in_words(1_234_567)
    '1.2 MB'
    """
    if size == 0:
        return "0 kB"
    if size < 99_950:
        return f"{max(size, 100) / 1000:.1f} kB"
    return f"{size / 1000:.0f} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
