"""Lets one program at a time publish to a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from measurebook.errors import MachineError


@contextmanager
def hold_lock(path: Path, busy: str) -> Iterator[None]:
    """Hold the lock file `path`, or raise MachineError with the text `busy` where another does.

    The system frees the lock when a program ends in whatever way; a file left behind by a killed
    program is in nobody's way.
    """
    handle = _open_lock(path, busy)
    try:
        yield
    finally:
        # Unlinked while held, so that nobody is left holding a file that is gone. Windows cannot
        # do that and keeps the file.
        with suppress(OSError):
            path.unlink()
        os.close(handle)


def _open_lock(path: Path, busy: str) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _lock(handle)
            if _is_still_there(path, handle):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise MachineError(busy) from None
        except OSError:
            os.close(handle)
            raise
        os.close(handle)  # whoever held it has removed the file: start anew


def _is_still_there(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(handle))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from None
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
