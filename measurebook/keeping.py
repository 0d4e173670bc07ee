"""What is kept on the disk from one run to the next, so that it need not be made again.

All of it can be made again: a file that is not there or cannot be written is in nobody's way.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / ".cache"
"""The folder of the program in which things are kept."""


def read_kept(path: Path) -> bytes | None:
    """Return what is kept in that file, or None."""
    with suppress(OSError):
        return path.read_bytes()
    return None


def keep(path: Path, data: bytes) -> None:
    """Keep this in that file, whole or not at all, where the disk allows it."""
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
        return
    with suppress(OSError):
        half.unlink()
