"""Lines that state nothing, and the class that the ledger gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from measurebook.model.source import LineClass, LineEntry
from measurebook.model.vocabulary import Noise
from measurebook.normalise.lines.blocks import Line

_LONGEST_NOISE = 1000


def classify(
    lines: Iterable[Line], line_class: LineClass, note: str | None = None
) -> list[LineEntry]:
    """Return ledger entries that give each non-blank line a class."""
    return [
        LineEntry(lines=str(line.number), line_class=line_class, note=note)
        for line in lines
        if not line.is_blank
    ]


class NoiseTable:
    """Tells lines of a captured page that are not content."""

    def __init__(self, noise: Noise) -> None:
        self._patterns: dict[LineClass, re.Pattern[str]] = {
            "chrome": _join_patterns(noise.chrome),
            "spam": _join_patterns(noise.spam),
        }
        self._tail = _join_patterns(noise.tail)

    def is_chrome(self, line: Line) -> bool:
        return self.class_of(line) == "chrome"

    def is_spam(self, line: Line) -> bool:
        return self.class_of(line) == "spam"

    def opens_tail(self, line: Line) -> bool:
        """Tell whether a line is the heading of links to other pages, with which a page ends."""
        return 0 < len(line.cleaned) < _LONGEST_NOISE and bool(self._tail.fullmatch(line.cleaned))

    def class_of(self, line: Line) -> LineClass | None:
        """Return the class of a line that is not content, or None; long lines are content."""
        if not 0 < len(line.cleaned) < _LONGEST_NOISE:
            return None
        matching = (x for x, pattern in self._patterns.items() if pattern.fullmatch(line.cleaned))
        return next(matching, None)


def _join_patterns(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{text})" for text in patterns) or "(?!)", re.IGNORECASE)


def take_out_noise(lines: Iterable[Line], noise: NoiseTable) -> tuple[list[Line], list[LineEntry]]:
    """Part lines that are content from navigation and spam, which get their class."""
    kept: list[Line] = []
    entries: list[LineEntry] = []
    for line in lines:
        line_class = noise.class_of(line)
        if line_class:
            entries += classify([line], line_class)
        else:
            kept.append(line)
    return kept, entries
