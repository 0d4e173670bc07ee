"""Replacing a file only if it is still what was read, so that no save of an editor is lost."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from measurebook.errors import MachineError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP, errno.EPERM}


def replace_file(path: Path, expected: bytes | None, data: bytes | None) -> bool:
    """Make `data` the content of a file that still holds `expected`; tell whether it was so.

    `expected` None means that there is no file yet, `data` None that the file is to go. The new
    content is written beside and synced, the two are exchanged, and what came out is compared: a
    file saved in the meantime is put back. Raises MachineError where the disk refuses.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _telling_failures(path):
        if data is None:
            return _remove(path, beside, expected)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_synced(beside, data)
            return _put(beside, path, expected)
        finally:
            beside.unlink(missing_ok=True)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; tell whether the system can do that."""
    if not sys.platform.startswith("linux"):
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put(beside: Path, path: Path, expected: bytes | None) -> bool:
    if expected is None:
        return _put_new(beside, path)
    if path.is_symlink() or not path.is_file() or path.read_bytes() != expected:
        return False
    beside.chmod(path.stat().st_mode)
    if not exchange(beside, path):
        beside.replace(path)
        return True
    if beside.read_bytes() == expected:
        return True
    exchange(beside, path)
    return False


def _put_new(beside: Path, path: Path) -> bool:
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED or path.exists():
            raise
        beside.replace(path)
    return True


def _remove(path: Path, beside: Path, expected: bytes | None) -> bool:
    try:
        path.rename(beside)
    except FileNotFoundError:
        return expected is None
    if beside.read_bytes() == expected:
        beside.unlink()
        return True
    with suppress(FileExistsError):
        os.link(beside, path)
        beside.unlink()
    return False


@contextmanager
def _telling_failures(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MachineError(f"{path} cannot be written: {error.strerror}") from None
