"""What is noted of the lines of a report."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from measurebook.errors import Problem
from measurebook.model.base import Citation, Span
from measurebook.model.source import LineClass, LineEntry
from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.lines.classes import classify
from measurebook.normalise.reading import SourceText


class Notes(msgspec.Struct):
    """The lines of the report's own values, the class of those that state nothing, and doubts."""

    source: SourceText
    entries: list[LineEntry] = msgspec.field(default_factory=list)
    citations: dict[str, Citation] = msgspec.field(default_factory=dict)
    problems: list[Problem] = msgspec.field(default_factory=list)

    def cite(self, name: str, lines: Span | str) -> None:
        """Note where a value of the report itself stands."""
        self.citations[name] = {self.source.id: str(lines)}

    def find_cited(self, name: str) -> str | None:
        """Return the lines of a value, or None for one that is not noted."""
        return self.citations.get(name, {}).get(self.source.id)

    def classify(
        self, lines: Iterable[Line], line_class: LineClass, note: str | None = None
    ) -> None:
        """Give lines that state nothing their class in the ledger."""
        self.entries += classify(lines, line_class, note)

    def withhold(self, lines: Iterable[Line]) -> None:
        """Keep persons and private addresses out of the content."""
        self.classify(lines, "withheld", "personal data")

    def doubt(self, line: Line, message: str) -> None:
        """Tell the editors of a line; nothing stops for it."""
        self.problems.append(Problem(self.source.path, line.number, message, blocking=False))
