"""The same work on several cores at once, where the system can fork."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def side_by_side(work: Callable[[int], T], workers: int) -> list[T]:
    """Return `[work(0), …, work(workers - 1)]`, each share computed in a process of its own.

    The first share is done here. Results are pickled, so exceptions that belong to the result
    must be part of it; one that is raised ends the program. Without forking (Windows, macOS) the
    shares are done one after the other.
    """
    if workers == 1 or not sys.platform.startswith("linux"):
        return [work(share) for share in range(workers)]
    fork = multiprocessing.get_context("fork")
    helpers = []
    for share in range(1, workers):
        receiving, sending = fork.Pipe(duplex=False)
        process = fork.Process(target=_do_share, args=(work, share, sending), daemon=True)
        process.start()
        sending.close()
        helpers.append((process, receiving))
    results = [work(0)]
    for process, receiving in helpers:
        results.append(receiving.recv())
        process.join()
    return results


def _do_share(work: Callable[[int], T], share: int, sending: Connection) -> None:
    sending.send(work(share))
    sending.close()
