"""Writes the files of a site into a folder that nobody sees yet."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from measurebook.model.output import OutputFile

_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def make_folder(folder: Path) -> None:
    """Make an empty folder; what a killed build left there is removed."""
    remove(folder)
    folder.mkdir()


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it. Links are removed, never followed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()


def write_files(
    files: Iterable[OutputFile], folder: Path, unchanged: frozenset[str], last: Path
) -> None:
    """Write files; those unchanged since the last build are shared with it where that is possible.

    A shared file keeps its date, so that web servers and copying programs see no change, and
    costs neither writing nor room on the disk.
    """
    made = {""}
    for file in files:
        _make_folders(folder, file.path.rpartition("/")[0], made)
        place = folder / file.path
        if file.path not in unchanged or not _share(last / file.path, place):
            write_file(place, file.data)


def write_file(path: Path, data: bytes) -> None:
    handle = os.open(path, _FRESH | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(handle)


def _make_folders(folder: Path, path: str, made: set[str]) -> None:
    if path not in made:
        _make_folders(folder, path.rpartition("/")[0], made)
        (folder / path).mkdir()
        made.add(path)


def _share(old: Path, new: Path) -> bool:
    """Give a file a second name; False where the file system cannot, or the file is gone."""
    with suppress(OSError, NotImplementedError):
        os.link(old, new, follow_symlinks=False)
        return True
    return False


def sync_files(folder: Path, files: Iterable[OutputFile]) -> None:
    """Wait until all files are on the disk, so that a power cut after the swap finds them whole."""
    if not _sync_file_system(folder):
        for file in files:
            _sync(folder / file.path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows does so by itself."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _sync_file_system(folder: Path) -> bool:
    """One call for all files takes a tenth of the time of a call for each; only Linux has it."""
    if not sys.platform.startswith("linux"):
        return False
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(handle):
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)
    return True


def _sync(path: Path, mode: int) -> None:
    handle = os.open(path, mode | _BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
