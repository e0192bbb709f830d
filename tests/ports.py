"""Ports of this computer for servers that are yet to start."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

HERE = "127.0.0.1"


@contextmanager
def kept_port(in_a_row: int = 1) -> Iterator[int]:
    """A port that is ours until the block ends, or the first of some in a row.

    One that is merely free now may be another's when the server starts. To nobody who asks for any
    port does the system give one to which a socket is bound; a server that names it may have it, as
    both let it be used again and one alone listens. So Linux sees it: elsewhere it is let go.
    """
    while True:
        with ExitStack() as kept:
            try:
                port: int = kept.enter_context(_bound(0)).getsockname()[1]
                for more in range(1, in_a_row):
                    kept.enter_context(_bound(port + more))
            except OSError:  # somebody has one of them
                continue
            if sys.platform != "linux":
                kept.close()
            yield port
            return


def _bound(port: int) -> socket.socket:
    found = socket.socket()
    try:
        found.bind((HERE, port))  # alone: what another keeps is not had twice
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    except OSError:
        found.close()
        raise
    return found
