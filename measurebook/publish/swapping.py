"""Puts one folder in the place of another in a single step, where the system has such a step."""

from __future__ import annotations

import os
from pathlib import Path

from measurebook.disk import exchange


def swap(new: Path, place: Path, old: Path) -> None:
    """Put the folder `new` at `place`; what was there is then at `old`, or at `new` if exchanged.

    Where two folders can change places at once, every reader finds the one or the other. Elsewhere
    (Windows, some network and overlay file systems) the folder is moved aside first, so that for a
    moment there is none; if the program is killed just then, `recover` brings the old one back.
    """
    if not _stands(place):
        new.rename(place)
    elif not exchange(new, place):
        _move_aside(new, place, old)


def recover(place: Path, old: Path) -> None:
    """Finish what a killed program left half done: the folder was moved aside and is missing."""
    if _stands(old) and not _stands(place):
        old.rename(place)


def _move_aside(new: Path, place: Path, old: Path) -> None:
    place.rename(old)
    try:
        new.rename(place)
    except BaseException:
        old.rename(place)
        raise


def _stands(path: Path) -> bool:
    return os.path.lexists(path)
