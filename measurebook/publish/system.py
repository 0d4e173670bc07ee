"""Calls of the operating system that Python does not offer."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any

Call = Callable[..., int]


def find_call(name: str) -> Call | None:
    """Find a function of the system's C library, or None where it has none of that name."""
    if os.name != "posix":
        return None
    library: Any = ctypes.CDLL(None, use_errno=True)
    found: Call | None = getattr(library, name, None)
    return found


def run(call: Call, *values: int | bytes) -> None:
    """Run a call that returns 0 when it worked; else raise OSError with the reason it left."""
    if call(*values):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
