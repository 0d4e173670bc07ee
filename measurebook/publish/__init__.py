"""Puts a finished site into its folder, whole or not at all.

The files are written into a folder beside the old site, brought to the disk, and swapped in; only
then is the old site removed. Whatever goes wrong before leaves the old site as it was.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from measurebook.errors import ContentError, MachineError, Problem, explain_failure
from measurebook.model.output import OutputFile, find_name_faults
from measurebook.publish.last_site import (
    MARKER,
    Mark,
    mark_files,
    read_last_site,
    write_marker,
)
from measurebook.publish.locking import hold_lock
from measurebook.publish.swapping import recover, swap
from measurebook.publish.writing import (
    make_folder,
    remove,
    sync_files,
    sync_folder,
    write_file,
    write_files,
)

__all__ = ["MARKER", "Published", "publish"]


class Published(msgspec.Struct, frozen=True):
    """What was published; `changed` counts new, changed and removed files."""

    count: int
    bytes: int
    changed: int


class _Place(msgspec.Struct, frozen=True):
    """The output folder and the names that publishing uses beside it."""

    site: Path

    def beside(self, purpose: str) -> Path:
        return self.site.with_name(f".{self.site.name}.measurebook-{purpose}")


def publish(files: Sequence[OutputFile], output: Path) -> Published:
    """Make the folder `output` hold exactly these files and a marker that says who made it.

    Raises ContentError for names that cannot be written everywhere, and MachineError where the
    folder is not ours to replace, another build is at it, or the machine fails.
    """
    problems = [Problem(path, 0, fault) for path, fault in find_name_faults(f.path for f in files)]
    if problems:
        raise ContentError(problems)
    try:
        place = _find_place(output)
        with hold_lock(place.beside("lock"), f"another build is writing to {output}; wait for it"):
            return _replace(files, place)
    except OSError as error:
        raise explain_failure(error, f"publishing to {output}") from error


def _find_place(output: Path) -> _Place:
    """Links on the way to the folder are the user's own; the folder itself must not be one."""
    full = Path(os.path.abspath(output))  # noqa: PTH100 (resolve() would follow the last link)
    if full.parent == full:
        raise MachineError(f"{output} is a whole disk; choose a folder that may be replaced")
    full.parent.mkdir(parents=True, exist_ok=True)
    return _Place(full.parent.resolve(strict=True) / full.name)


def _replace(files: Sequence[OutputFile], place: _Place) -> Published:
    recover(place.site, place.beside("old"))
    last = read_last_site(place.site)
    marks = mark_files(files)
    unchanged = frozenset(path for path in marks if marks[path] == last.marks.get(path))
    changed = len((marks.keys() | last.marks.keys()) - unchanged)
    try:
        if changed or last.untouched != marks.keys() or not place.site.exists():
            _write_and_swap(files, marks, place, unchanged & last.untouched)
    finally:
        _tidy(place)
    return Published(len(files), sum(mark.size for mark in marks.values()), changed)


def _write_and_swap(
    files: Sequence[OutputFile], marks: dict[str, Mark], place: _Place, shared: frozenset[str]
) -> None:
    new, old = place.beside("new"), place.beside("old")
    make_folder(new)
    remove(old)
    write_files(files, new, shared, place.site)
    write_file(new / MARKER, write_marker(marks))
    sync_files(new, files)
    swap(new, place.site, old)
    sync_folder(place.site.parent)


def _tidy(place: _Place) -> None:
    """Remove what is beside the site: after an exchange the old one, after a failure a torn one.

    What cannot be removed now is in nobody's way and is tried again by the next build.
    """
    with suppress(OSError):
        recover(place.site, place.beside("old"))
        remove(place.beside("new"))
        remove(place.beside("old"))
