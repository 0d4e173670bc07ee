"""What goes into the reader of a source and what comes out of it."""

from __future__ import annotations

from copy import copy
from typing import TypeAlias

import msgspec

from measurebook.errors import Problem
from measurebook.model.event import Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import Card, LineEntry
from measurebook.shelf import Shelf, Shelved

Document: TypeAlias = Measure | Report | Event
_Content: TypeAlias = tuple[Document, dict[str, str]]


class SourceText(msgspec.Struct, frozen=True):
    """A source as its reader gets it: untouched lines (index 0 is line 1) and its card."""

    id: str
    path: str
    lines: tuple[str, ...]
    card: Card


class Draft:
    """A document a source yields. `sections` maps heading to Markdown text, in order.

    Record and sections of a shelved draft are read anew each time they are asked for.
    """

    def __init__(self, slug: str, record: Document, sections: dict[str, str] | None = None) -> None:
        self.slug = slug
        self.kind: type[Document] = type(record)
        self.title = record.title
        self._content: _Content | Shelved[_Content] = (record, sections or {})

    @property
    def record(self) -> Document:
        return self._open()[0]

    @property
    def sections(self) -> dict[str, str]:
        return self._open()[1]

    def _open(self) -> _Content:
        return self._content.get() if isinstance(self._content, Shelved) else self._content

    def with_slug(self, slug: str) -> Draft:
        other = copy(self)
        other.slug = slug
        return other

    def shelve(self, shelf: Shelf) -> Draft:
        """Put record and sections on a shelf; returns this draft."""
        self._content = shelf.put(self._open())
        return self

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Draft):
            return NotImplemented
        return (self.slug, *self._open()) == (other.slug, *other._open())

    __hash__ = None  # type: ignore[assignment]


class Reading(msgspec.Struct, frozen=True):
    """All a source yields: documents, the lines that state nothing, and what was odd.

    Lines that a draft cites are used; together with `entries` they cover every non-blank line.
    """

    drafts: tuple[Draft, ...] = ()
    entries: tuple[LineEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
