"""Says what of comments is lost on the way from one form to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from plugins.model.spelling import counted


def told(lost: Counter[str], words: Mapping[str, str]) -> list[str]:
    """A sentence for each thing that was lost, in the order of the words.

    words: by what is lost, each with a place {} for how many comments.

    >>> told(Counter(votes=2), {"answers": "Answers are not kept: {}.", "votes": "No votes: {}."})
    ['No votes: 2 comments.']
    """
    return [
        text.format(counted(lost[what], "comment")) for what, text in words.items() if lost[what]
    ]
