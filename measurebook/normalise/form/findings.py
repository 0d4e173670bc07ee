"""What goes into the reader of a field and what comes out of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from measurebook.model.base import Span
from measurebook.model.measure import Unresolved
from measurebook.model.source import LineClass, LineEntry
from measurebook.normalise.lines.blocks import Line, span_of
from measurebook.normalise.lines.classes import classify
from measurebook.normalise.lines.cleaning import clean_prose
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook


class Reader(msgspec.Struct, frozen=True):
    """What the readers of one source share: its name, its country, and the lists they look up."""

    source: str
    lists: Lists
    names: NameBook
    country: str | None = None

    def resolve(self, name: str, line: Line) -> str:
        """Return the slug of an organisation named on a line."""
        return self.names.resolve(name, self.source, line.number, self.country)


class Findings(msgspec.Struct):
    """The values found for one measure, where each stands, and lines that state nothing."""

    values: dict[str, Any] = msgspec.field(default_factory=dict)
    sections: dict[str, str] = msgspec.field(default_factory=dict)
    spans: dict[str, Span] = msgspec.field(default_factory=dict)
    entries: list[LineEntry] = msgspec.field(default_factory=list)
    unresolved: list[Unresolved] = msgspec.field(default_factory=list)

    def set(self, name: str, value: Any, lines: Sequence[Line]) -> None:
        """Note a value of the record with the lines that state it; a second one adds to a list."""
        if name in self.values and isinstance(value, tuple):
            value = tuple(dict.fromkeys((*self.values[name], *value)))
        self.values[name] = value
        self.cite(name, lines)

    def set_section(self, name: str, lines: Sequence[Line]) -> None:
        """Note the prose of a section; a second text follows the first."""
        text = clean_prose(line.text for line in lines)
        self.sections[name] = "\n\n".join(filter(None, (self.sections.get(name), text)))
        self.cite(name, lines)

    def set_unresolved(self, name: str, lines: Iterable[Line]) -> None:
        """Keep lines whose text is no value of the field's closed list; signs say nothing."""
        for line in lines:
            says_something = any(map(str.isalnum, line.cleaned))
            self.cite("unresolved" if says_something else name, [line])
            self.add_unresolved(name, line.cleaned)

    def set_part_unresolved(self, name: str, text: str, line: Line) -> None:
        """Keep a part of a line whose other parts are values."""
        if any(map(str.isalnum, text)):
            self.cite("unresolved", [line])
        self.add_unresolved(name, text)

    def add_unresolved(self, name: str, text: str) -> None:
        """Keep a text without its line; signs say nothing."""
        if any(map(str.isalnum, text)):
            self.unresolved.append(Unresolved(field=name, text=text))

    def classify(
        self, lines: Iterable[Line], line_class: LineClass, note: str | None = None
    ) -> None:
        """Give lines that state nothing their class in the ledger."""
        self.entries += classify(lines, line_class, note)

    def cite(self, name: str, lines: Sequence[Line]) -> None:
        """Note the lines that state a value; further lines widen the span."""
        if lines:
            span, known = span_of(lines), self.spans.get(name)
            self.spans[name] = Span.cover((known, span)) if known else span
