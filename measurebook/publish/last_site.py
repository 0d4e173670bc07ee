"""What stands in the output folder from the last build, and whether that build alone made it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from measurebook.errors import MachineError, quote
from measurebook.model.output import OutputFile

MARKER = ".measurebook"
"""The file in the output folder that says who made it; it lists every file with its hash."""

_NOTICE = "Made by measurebook and replaced as a whole by every build: change content/ instead."
_LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})
_SHOWN = 5
_MARK = re.compile(r"([0-9a-f]{64}) (\d+) (.+)")


class Mark(NamedTuple):
    """What the marker says of a file."""

    sha256: str
    size: int


class LastSite(msgspec.Struct, frozen=True):
    """The files of the last build: what they held then, and those that are untouched since."""

    marks: Mapping[str, Mark]
    untouched: frozenset[str]


NOTHING = LastSite({}, frozenset())


def mark_files(files: Iterable[OutputFile]) -> dict[str, Mark]:
    """Return what a marker says of each file, sorted by path."""
    return {
        file.path: Mark(sha256(file.data).hexdigest(), len(file.data))
        for file in sorted(files, key=lambda file: file.path)
    }


def write_marker(marks: Mapping[str, Mark]) -> bytes:
    lines = (f"{mark.sha256} {mark.size} {path}" for path, mark in marks.items())
    return "\n".join([_NOTICE, *lines, ""]).encode()


def read_last_site(folder: Path) -> LastSite:
    """Return what the last build made there.

    Raises MachineError where the folder holds anything that no build of ours put there: replacing
    the folder would delete it.
    """
    if not os.path.lexists(folder):
        return NOTHING
    _refuse_what_is_no_folder(folder)
    entries = dict(_find_files(folder, ""))
    marker = entries.pop(MARKER, None)
    if marker is None or not stat.S_ISREG(marker.st_mode):
        _refuse_strangers(folder, entries)
        return NOTHING
    marks = _read_marker(folder / MARKER)
    _refuse_strangers(folder, entries.keys() - marks.keys())
    untouched = (
        path
        for path in entries.keys() & marks.keys()
        if _is_untouched(entries[path], marks[path], marker)
    )
    return LastSite(marks, frozenset(untouched))


def _refuse_what_is_no_folder(folder: Path) -> None:
    if folder.is_symlink():
        raise MachineError(f"{folder} is a symbolic link; name the folder it leads to instead")
    if not folder.is_dir():
        raise MachineError(f"{folder} is a file; choose a folder that may be replaced")
    if os.path.ismount(folder):
        raise MachineError(
            f"a disk is mounted at {folder}, so it cannot be replaced; choose a folder inside it"
        )


def _refuse_strangers(folder: Path, paths: Iterable[str]) -> None:
    strangers = sorted(path for path in paths if not _is_left_by_a_system(path))
    if not strangers:
        return
    more = f" and {len(strangers) - _SHOWN} more" if len(strangers) > _SHOWN else ""
    names = ", ".join(map(quote, strangers[:_SHOWN]))
    raise MachineError(
        f"{folder} holds files that no build made: {names}{more}; "
        "a build would delete them, so move them away or choose another folder"
    )


def _is_left_by_a_system(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in _LEFT_BY_SYSTEMS or name.startswith("._")


def _find_files(folder: Path, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every path below a folder that is not a folder, links included and not followed."""
    with os.scandir(folder / prefix) as entries:
        for entry in entries:
            path = f"{prefix}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _find_files(folder, f"{path}/")
            else:
                yield path, entry.stat(follow_symlinks=False)


def _read_marker(path: Path) -> dict[str, Mark]:
    """Read what can be read; what somebody has garbled is as if it were not there."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[1:]
    found = (_MARK.fullmatch(line) for line in lines)
    return {mark[3]: Mark(mark[1], int(mark[2])) for mark in found if mark}


def _is_untouched(entry: os.stat_result, mark: Mark, marker: os.stat_result) -> bool:
    """The marker is written last, so a file that somebody changed by hand is younger."""
    return (
        stat.S_ISREG(entry.st_mode)
        and entry.st_size == mark.size
        and entry.st_mtime_ns <= marker.st_mtime_ns
    )
