"""One program at a time works in a folder."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measurebook.disk.exchanging import NOT_SUPPORTED
from measurebook.errors import MachineError, explain_failure

if sys.platform == "win32":

    @contextmanager
    def hold_folder(_folder: Path, _busy: str) -> Iterator[None]:
        """Do nothing: Windows cannot lock a folder, and replacing is safe without."""
        yield

else:
    import fcntl

    @contextmanager
    def hold_folder(folder: Path, busy: str) -> Iterator[None]:
        """Lock a folder, or raise MachineError with the text `busy` where another program has it.

        Nothing is written for it, and the system frees it when a program ends in whatever way.
        Where the file system has no locks, there is none: replacing is safe without.
        """
        try:
            handle = os.open(folder, os.O_RDONLY)
        except OSError as error:
            raise explain_failure(error, "opening") from None
        try:
            _lock(handle, busy)
            yield
        finally:
            os.close(handle)

    def _lock(handle: int, busy: str) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise MachineError(busy) from None
        except OSError as error:
            if error.errno not in {errno.ENOLCK, errno.EBADF, *NOT_SUPPORTED}:
                raise
