"""What is made of files, kept until one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Something made of the files of some folders.

    `make` must depend on nothing else. What it raises is not kept.
    """

    def __init__(self, make: Callable[[], T], *folders: Path) -> None:
        self._make = make
        self._folders = folders
        self._made: list[T] = []

    def forget(self, changed: Iterable[Path]) -> None:
        """Make it anew the next time if one of these files or folders belongs to it."""
        folders = [folder.resolve() for folder in self._folders]
        if any(_touches(path, folder) for path in changed for folder in folders):
            self._made.clear()

    def get(self) -> T:
        """Return it; the same object as the last time, unless it was to be forgotten."""
        if not self._made:
            self._made.append(self._make())
        return self._made[0]


def _touches(path: Path, folder: Path) -> bool:
    """Tell whether a path is in a folder, is the folder, or a folder around it."""
    return path.is_relative_to(folder) or folder.is_relative_to(path)
