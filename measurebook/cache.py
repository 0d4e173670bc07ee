"""What is kept on the disk from one run to the next, so that it need not be made again.

All of it can be made again: a file that is not there or cannot be written is in nobody's way.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".cache"
"""The folder of the program in which things are kept."""

_DIGEST = sha256().digest_size


def name_for(folder: Path) -> str:
    """Return the name of a file in which things about that folder can be kept."""
    return sha256(str(folder.absolute()).encode()).hexdigest()


def read_cached(path: Path) -> bytes | None:
    """Return what is kept in that file, or None where it is not as it was kept."""
    kept = read_if_there(path) or b""
    digest, data = kept[:_DIGEST], kept[_DIGEST:]
    return data if sha256(data).digest() == digest else None


def write_cached(path: Path, data: bytes) -> None:
    """Keep this in that file, whole or not at all, where the disk allows it."""
    half = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(sha256(data).digest() + data)
        half.replace(path)
        return
    with suppress(OSError):
        half.unlink()


def read_if_there(path: Path) -> bytes | None:
    """Return the bytes of a file, or None."""
    with suppress(OSError):
        return path.read_bytes()
    return None


def use_again(path: Path) -> None:
    """Note that what is kept there is still of use."""
    with suppress(OSError):
        path.touch()


def forget_oldest(folder: Path, most: int) -> None:
    """Keep of a folder only so many files, those that were kept or used last."""
    with suppress(OSError):
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        for old in files[:-most]:
            old.unlink()
