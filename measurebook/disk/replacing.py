"""Files get new contents only if they are still what was read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import msgspec

from measurebook.disk.beside import digest
from measurebook.disk.exchanging import NOT_SUPPORTED, exchange
from measurebook.errors import explain_failure

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_ROUNDS = 100


class Wanted(Protocol):
    """What a file is to hold, if it still holds what was read; None stands for no file.

    The contents are asked for each time they are needed, so they need not lie in memory.
    """

    @property
    def path(self) -> Path: ...

    @property
    def expected(self) -> bytes | None: ...

    @property
    def data(self) -> bytes | None: ...


class Replacement(msgspec.Struct, frozen=True):
    """Contents to replace, both at hand."""

    path: Path
    expected: bytes | None
    data: bytes | None


def replace_file(path: Path, expected: bytes | None, data: bytes | None) -> bool:
    """Make `data` the content of a file that still holds `expected`; tell whether it was so.

    Raises MachineError where the disk refuses.
    """
    with staging([Replacement(path, expected, data)]) as staged:
        return commit(staged) == [True]


@contextmanager
def staging(replacements: Iterable[Wanted]) -> Iterator[list[Staged]]:
    """Write new contents beside their files and wait until they are on the disk.

    A disk that is full is noticed here, before any file has changed. What is left beside is
    removed at the end. Raises MachineError where the disk refuses.
    """
    staged: list[Staged] = []
    try:
        for replacement in replacements:
            staged.append(Staged(replacement))
            staged[-1].write()
        _sync(staged)
        yield staged
        _sync_folders(staged)
    except OSError as error:
        raise explain_failure(error, "writing") from None
    finally:
        for one in staged:
            one.tidy()


def commit(staged: Sequence[Staged]) -> list[bool]:
    """Put new contents in their places; tell for each whether its file was still what was read.

    What came out is looked at twice: a save may still be going on when the places change.
    """
    were_put = [one.put() for one in staged]
    return [put and one.settle() for one, put in zip(staged, were_put, strict=True)]


class Staged:
    """New contents of a file on their way into its place."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._held: Path | None = None

    def _beside(self, state: str) -> Path:
        wanted = self.wanted
        digests = f"{digest(wanted.expected)}-{digest(wanted.data)}"
        return wanted.path.with_name(f".{wanted.path.name}.{digests}.{os.getpid()}.{state}")

    @property
    def part(self) -> Path:
        return self._beside("part")

    def write(self) -> None:
        """Write the new contents beside the file and read them again."""
        if self.wanted.data is None:
            return
        self.wanted.path.parent.mkdir(parents=True, exist_ok=True)
        self.part.unlink(missing_ok=True)
        with self.part.open("xb") as file:
            file.write(self.wanted.data)
        if self.part.read_bytes() != self.wanted.data:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(self.part))

    def put(self) -> bool:
        """Put the new contents in place, if the file still holds what was read.

        A file that holds the new contents already is fine, whoever wrote them.
        """
        path, expected, data = self.wanted.path, self.wanted.expected, self.wanted.data
        if _holds(path, data):
            return True
        if not _holds(path, expected):
            return False
        if data is None:
            return self._move_aside()
        return self._put_new() if expected is None else self._exchange()

    def _put_new(self) -> bool:
        try:
            _link(self.part, self.wanted.path)
        except FileExistsError:
            return False
        return True

    def _exchange(self) -> bool:
        path, held = self.wanted.path, self._beside("held")
        try:
            self.part.chmod(stat.S_IMODE(path.stat(follow_symlinks=False).st_mode))
            self.part.rename(held)
            self._held = held
            if not exchange(held, path):
                held.rename(self.part)
                return self._move_aside() and self._put_new()
        except FileNotFoundError:
            return False
        return self._check()

    def _move_aside(self) -> bool:
        """Move the file away, where two files cannot change places or it is to go."""
        aside = self._beside("aside")
        try:
            self.wanted.path.rename(aside)
        except FileNotFoundError:
            return False
        self._held = aside
        return self._check()

    def _check(self) -> bool:
        if self._held is None or _holds(self._held, self.wanted.expected):
            return True
        self._give_back(self._held)
        return False

    def settle(self) -> bool:
        """Look once more at what came out, and remove it if it is what was read."""
        is_fine = self._check()
        self.tidy()
        return is_fine

    def _give_back(self, held: Path) -> None:
        """Put back what a person saved, or what was saved after that, until nothing newer is there.

        An older save that comes out stays beside the file, where `recover` finds it.
        """
        placed = self.wanted.data
        for _ in range(_ROUNDS):
            came = held.read_bytes()
            if not _swap_back(held, self.wanted.path) or _holds(held, placed):
                return
            placed = came

    def tidy(self) -> None:
        """Remove what is left beside the file, but never what a person saved."""
        with suppress(OSError):
            self.part.unlink(missing_ok=True)
            known = (self.wanted.expected, self.wanted.data)
            if self._held and any(_holds(self._held, data) for data in known):
                self._held.unlink(missing_ok=True)


def _swap_back(held: Path, path: Path) -> bool:
    """Let a saved file take its place again; tell whether another one came out for it."""
    with suppress(FileNotFoundError):
        if exchange(held, path):
            return True
    with suppress(FileExistsError):
        _link(held, path)
        held.unlink()
    return False


def _link(source: Path, path: Path) -> None:
    """Give a file a second name that nobody has; where there are no links, copy it.

    Raises FileExistsError where the name is taken.
    """
    try:
        os.link(source, path, follow_symlinks=False)
    except OSError as error:
        if isinstance(error, FileExistsError) or error.errno not in NOT_SUPPORTED:
            raise
        with path.open("xb") as file:
            file.write(source.read_bytes())


def _holds(path: Path, data: bytes | None) -> bool:
    """Tell whether a file holds these bytes; a link or a folder holds none that could be known."""
    try:
        status = path.lstat()
        if data is None or not stat.S_ISREG(status.st_mode) or status.st_size != len(data):
            return False
        handle = os.open(path, os.O_RDONLY | _BINARY | _NO_FOLLOW)
        with open(handle, "rb") as file:  # noqa: PTH123 (opens a handle)
            return file.read() == data
    except FileNotFoundError:
        return data is None


# Waiting for the disk


def _sync(staged: Iterable[Staged]) -> None:
    """Wait until the new contents are on the disk, so that a power cut finds old or new."""
    for one in staged:
        if one.wanted.data is not None:
            _sync_path(one.part, os.O_RDWR)


def _sync_folders(staged: Iterable[Staged]) -> None:
    if os.name == "posix":  # Windows brings names to the disk by itself
        for folder in sorted({one.wanted.path.parent for one in staged}):
            if folder.is_dir():
                _sync_path(folder, os.O_RDONLY)


def _sync_path(path: Path, mode: int) -> None:
    handle = os.open(path, mode | _BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
