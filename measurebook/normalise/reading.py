"""What goes into the reader of a source and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from measurebook.errors import Problem
from measurebook.model.event import Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import Card, LineEntry


@dataclass(frozen=True)
class SourceText:
    """A source as its reader gets it: untouched lines (index 0 is line 1) and its card."""

    id: str
    path: str
    lines: tuple[str, ...]
    card: Card


@dataclass(frozen=True)
class Draft:
    """A document a source yields. `sections` maps heading to Markdown text, in order."""

    slug: str
    record: Measure | Report | Event
    sections: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """All a source yields: documents, the lines that state nothing, and what was odd.

    Lines that a draft cites are used; together with `entries` they cover every non-blank line.
    """

    drafts: tuple[Draft, ...] = ()
    entries: tuple[LineEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
