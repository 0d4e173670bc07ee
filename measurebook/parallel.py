"""The same work on several cores at once, where the system can fork."""

from __future__ import annotations

import gc
import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import msgspec

J = TypeVar("J")
T = TypeVar("T")


def side_by_side(
    work: Callable[[Iterable[J]], T], jobs: Sequence[J], kind: type[T], workers: int = 1
) -> list[T]:
    """Return what `work` makes of the jobs: one result for each process that did some of them.

    Each process, this one included, takes the next job when it has done the one before, so that
    all end at about the same time when the longest jobs come first. Results of other processes
    come as MessagePack, so msgspec must be able to decode their `kind`, and exceptions that belong
    to a result must be part of it; one that is raised ends the program. Without forking (Windows,
    macOS) this process does all jobs.
    """
    if workers == 1 or not sys.platform.startswith("linux"):
        return [work(jobs)]
    fork = multiprocessing.get_context("fork")
    turns = _take_turns(jobs, fork.Value("L"))
    gc.freeze()  # what is here already is no garbage; looking through it would copy it
    helpers = []
    for _ in range(1, workers):
        receiving, sending = fork.Pipe(duplex=False)
        process = fork.Process(target=_help, args=(work, turns, sending), daemon=True)
        process.start()
        sending.close()
        helpers.append((process, receiving))
    results = [work(turns)]
    for process, receiving in helpers:
        results.append(msgspec.msgpack.decode(receiving.recv_bytes(), type=kind))
        process.join()
    return results


def _take_turns(jobs: Sequence[J], turn: Any) -> Iterator[J]:
    """Yield the jobs that no other process has taken; `turn` is the number all share."""
    while True:
        with turn.get_lock():
            mine = turn.value
            turn.value += 1
        if mine >= len(jobs):
            return
        yield jobs[mine]


def _help(work: Callable[[Iterable[J]], T], jobs: Iterable[J], sending: Connection) -> None:
    sending.send_bytes(msgspec.msgpack.encode(work(jobs)))
    sending.close()
