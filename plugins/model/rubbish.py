"""When Python looks for rubbish: not while all that is made is kept, for that takes as long again.

Nearly everything is freed without that; what is left are things that lead to each other in a ring.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_is_kept() -> Iterator[None]:
    """Do not look within the block; also a decorator.

    What was made in it counts as old then, and is looked through no sooner than all that is.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if before:
            gc.enable()


def look_for_rubbish_again() -> None:
    """Look again within such a block, but for what is there now.

    To look through it would take long, and would give each forked process a copy of it all.
    """
    gc.freeze()
    gc.enable()
