"""Puts one folder in the place of another in a single step, where the system has such a step."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from measurebook.publish.system import find_call, run

_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EPERM}
_AT_WORKING_FOLDER = -100
_LINUX_EXCHANGE = 2
_MACOS_SWAP = 2


def swap(new: Path, place: Path, old: Path) -> None:
    """Put the folder `new` at `place`; what was there is then at `old`, or at `new` if exchanged.

    Linux and macOS exchange two folders at once: every reader finds the one or the other. Elsewhere
    (Windows, some network and overlay file systems) the folder is moved aside first, so that for a
    moment there is none; if the program is killed just then, `recover` brings the old one back.
    """
    if not _stands(place):
        new.rename(place)
    elif not exchange(new, place):
        _move_aside(new, place, old)


def recover(place: Path, old: Path) -> None:
    """Finish what a killed program left half done: the folder was moved aside and is missing."""
    if _stands(old) and not _stands(place):
        old.rename(place)


def exchange(first: Path, second: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot do that."""
    try:
        _exchange(os.fsencode(first), os.fsencode(second))
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            error.filename = str(second)
            raise
        return False
    return True


def _exchange(first: bytes, second: bytes) -> None:
    here = _AT_WORKING_FOLDER
    if linux := find_call("renameat2"):
        run(linux, here, first, here, second, _LINUX_EXCHANGE)
    elif macos := find_call("renamex_np"):
        run(macos, first, second, _MACOS_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


def _move_aside(new: Path, place: Path, old: Path) -> None:
    place.rename(old)
    try:
        new.rename(place)
    except BaseException:
        old.rename(place)
        raise


def _stands(path: Path) -> bool:
    return os.path.lexists(path)
