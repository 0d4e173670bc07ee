"""Answers the save of a source text: by an offer to normalise, or by doing it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from measurebook.errors import Problem

Changed = frozenset[Path]
_KINDS = frozenset({".txt", ".yaml"})
"""A source is a text and its card."""

_OFFER = (
    "Run build.py normalise to bring the content up to date; started with --normalise, the preview "
    "does it after every such save."
)


class Normalised(msgspec.Struct, frozen=True):
    """What came of normalising: lines that tell what it did, and what it met that is wrong."""

    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def tell(self) -> tuple[str, ...]:
        number = len(self.problems)
        met = f"Normalising met {number} problem{'s' if number > 1 else ''}."
        return (met if number else "Normalised.", *self.lines, *map(str, self.problems))


class SourceFollower:
    """Tells what each batch of changes means for the sources, in lines for terminal and page.

    `normalise` brings the content up to date; without it, that is offered.
    """

    def __init__(self, sources: Path, normalise: Callable[[], Normalised] | None) -> None:
        self._sources = sources
        self._normalise = normalise
        self._finished = 0

    def __call__(self, changed: Changed) -> tuple[str, ...] | None:
        """Return the new lines: none where no source was saved, None where the last ones stay.

        What the normaliser itself wrote comes back as a change, and says nothing new.
        """
        if all(_read_time(path) <= self._finished for path in changed):
            return None
        touched = {path for path in changed if self._is_source(path)}
        if not touched:
            return ()
        told = _tell_touched(touched)
        if self._normalise is None:
            return (f"{told} {_OFFER}",)
        first, *others = self._normalise().tell()
        self._finished = time.time_ns()
        return (f"{told} {first}", *others)

    def _is_source(self, path: Path) -> bool:
        return path.parent == self._sources.resolve() and path.suffix in _KINDS


def _tell_touched(sources: set[Path]) -> str:
    there = {path for path in sources if path.exists()}
    groups = ((there, "saved"), (sources - there, "removed"))
    return " ".join(
        f"{', '.join(sorted(path.name for path in group))}: {done}."
        for group, done in groups
        if group
    )


def _read_time(path: Path) -> float:
    """Return when a file was last changed; one that is gone went when its folder changed."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return float("inf") if path == path.parent else _read_time(path.parent)
