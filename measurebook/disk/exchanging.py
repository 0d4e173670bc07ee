"""Two files change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_AT_WORKING_FOLDER = -100
_LINUX_EXCHANGE = 2
_MACOS_SWAP = 2
NOT_SUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP, errno.EPERM})
"""What systems and file systems answer that cannot do what they are asked for."""


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system cannot do that."""
    try:
        _exchange(os.fsencode(one), os.fsencode(other))
    except OSError as error:
        if error.errno not in NOT_SUPPORTED:
            error.filename = str(other)
            raise
        return False
    return True


def _exchange(one: bytes, other: bytes) -> None:
    here = _AT_WORKING_FOLDER
    if linux := _find_call("renameat2"):
        _run(linux, here, one, here, other, _LINUX_EXCHANGE)
    elif macos := _find_call("renamex_np"):
        _run(macos, one, other, _MACOS_SWAP)
    else:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


_Call = Callable[..., int]


def _find_call(name: str) -> _Call | None:
    """Find a function of the system's C library, or None where it has none of that name."""
    if os.name != "posix":
        return None
    library: Any = ctypes.CDLL(None, use_errno=True)
    found: _Call | None = getattr(library, name, None)
    return found


def _run(call: _Call, *values: int | bytes) -> None:
    if call(*values):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
