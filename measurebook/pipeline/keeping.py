"""What is made of files, kept as long as their bytes stay the same."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Something made of the files of some folders, made again when any of them has changed.

    `make` must depend on nothing else. What it raises is not kept.
    """

    def __init__(self, make: Callable[[], T], *folders: Path) -> None:
        self._make = make
        self._folders = folders
        self._made: tuple[bytes, T] | None = None

    def get(self) -> T:
        """Return it as the files are now; the same object as the last time if they are the same.

        They are looked at before they are read, so that a change in between counts as one.
        """
        state = hash_folders(self._folders)
        if self._made is None or self._made[0] != state:
            self._made = None  # makes room, and is right where making fails
            self._made = state, self._make()
        return self._made[1]


def hash_folders(folders: Sequence[Path]) -> bytes:
    """Hash the names, kinds and bytes of all that is in some folders; links are not followed.

    Dates are left out: they tell nothing of two saves in one tick of the file system's clock.
    """
    digest = hashlib.sha256()
    for folder in folders:
        for path in _list_paths(folder):
            with suppress(OSError):  # it went while we looked, or is unreadable, as it will remain
                mode = path.lstat().st_mode
                data = path.read_bytes() if stat.S_ISREG(mode) else b""
                digest.update(f"{path}\0{stat.S_IFMT(mode)} {len(data)}\0".encode())
                digest.update(data)
    return digest.digest()


def _list_paths(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted([*folders, *files]))
