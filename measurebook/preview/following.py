"""Answers the save of a source text: by an offer to normalise, or by doing it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

Changed = frozenset[Path]
_KINDS = frozenset({".txt", ".yaml"})
"""A source is a text and its card."""

_OFFER = (
    "Run build.py normalise to bring the content up to date; started with --normalise, the preview "
    "does it after every such save."
)


class SourceFollower:
    """Tells what each batch of changes means for the sources, in lines for terminal and page.

    `normalise` brings the content up to date and tells what it did; without it, it is offered.
    """

    def __init__(self, sources: Path, normalise: Callable[[], Sequence[str]] | None) -> None:
        self._sources = sources
        self._normalise = normalise
        self._finished = 0

    def __call__(self, changed: Changed) -> tuple[str, ...] | None:
        """Return the new lines: none where no source was saved, None where the last ones stay.

        What the normaliser itself wrote comes back as a change, and says nothing new.
        """
        if all(_read_time(path) <= self._finished for path in changed):
            return None
        saved = sorted(path.name for path in changed if self._is_source(path))
        if not saved:
            return ()
        names = ", ".join(saved)
        if self._normalise is None:
            return (f"{names}: saved. {_OFFER}",)
        lines = self._normalise()
        self._finished = time.time_ns()
        return (f"{names}: saved, and normalised.", *lines)

    def _is_source(self, path: Path) -> bool:
        return path.parent == self._sources.resolve() and path.suffix in _KINDS


def _read_time(path: Path) -> float:
    """Return when a file was last changed; a file that is gone was changed now."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return float("inf")
