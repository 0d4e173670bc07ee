"""Cited lines, read again as the reader of the form reads them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, Literal

import msgspec

from measurebook.model.base import Span
from measurebook.model.knowledge import Source
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.form.fields import INNER_LABELS, READERS
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block, Line
from measurebook.normalise.lines.cleaning import (
    clean,
    drop_heading_marks,
    drop_item_mark,
    escape_markdown,
)
from measurebook.normalise.lines.labels import FoundLabel
from measurebook.normalise.readers.report.overview import OverviewRow, read_row
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook
from measurebook.normalise.values.partners import TABLE_FIELDS
from measurebook.text import squash_blanks

Verdict = Literal["stated", "edited", "misplaced"]
"""stated: the lines say it; edited: they say something else of the kind; misplaced: they cannot."""

LONG = 25
"""A shorter text may stand in a source twice by chance."""


class Cited(msgspec.Struct, frozen=True, dict=True):
    """Cited lines: their texts with the label taken off, and whether they hold labels alone."""

    source: Source
    span: Span
    lines: tuple[Line, ...]
    labels: tuple[FoundLabel | None, ...]

    @cached_property
    def values(self) -> list[str]:
        """The texts behind or below the labels."""
        pairs = zip(self.lines, self.labels, strict=True)
        texts = (found.inline_value if found else line.cleaned for line, found in pairs)
        return [squash_blanks(text) for text in texts if text]

    @cached_property
    def joined(self) -> str:
        return squash_blanks(" ".join(line.cleaned for line in self.lines))

    @property
    def labelled(self) -> list[Line]:
        """The lines that hold a label, and maybe what stands before and behind it."""
        return [line for line, found in zip(self.lines, self.labels, strict=True) if found]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(line.cleaned for line in self.lines)

    def has_label(self, field: str) -> bool:
        return any(found is not None and found.field == field for found in self.labels)


class LineReader:
    """Reads lines of sources in the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lists = Lists(vocabulary)
        self.names = NameBook(vocabulary)
        self._find_label = cache(self.lists.labels.find)

    def cite(self, source: Source, span: Span) -> Cited:
        """Read lines of a source, as far as they are there."""
        numbers = range(span.first, min(span.last, len(source.lines)) + 1)
        lines = tuple(Line(n, source.lines[n - 1]) for n in numbers)
        filled = tuple(line for line in lines if not line.is_blank)
        find = self._find_label
        labels = tuple(find(line.text) or find(line.cleaned) for line in filled)
        return Cited(source, span, filled, labels)

    def add_head(self, cited: Cited) -> Cited:
        """Add the heads of a table, which are right above the cited lines."""
        first = cited.span.first
        while first > 1 and (found := self._find_label(cited.source.lines[first - 2])):
            if found.field not in TABLE_FIELDS:
                break
            first -= 1
        return self.cite(cited.source, Span(first=first, last=cited.span.last))

    def read_again(self, field: str, cited: Cited, unit: str | None = None) -> Any:
        """Read the lines as the reader of the form does; `unit` is what their label asks for."""
        label = FoundLabel(field, "", (), unit)
        pairs = list(zip(cited.lines, cited.labels, strict=True))
        block = Block(
            label,
            tuple(line for line, found in pairs if found and found.field == field),
            tuple(filter(None, (take_value(line, found) for line, found in pairs))),
        )
        found, known = Findings(), len(self.names.new)
        country = cited.source.card.country
        reader = Reader(cited.source.id, self.lists, self.names, country)
        READERS[field](field, block, reader, found)
        self.names.forget(but=known)
        return found.values.get(field)

    def read_rows(self, cited: Cited) -> Iterator[OverviewRow]:
        """Read the lines as rows of an overview, each on its own or all as one."""
        rows = {cited.lines, *((line,) for line in cited.lines)}
        return filter(None, (read_row(lines, self.lists) for lines in rows if lines))

    def could_be_text(self, cited: Cited) -> bool:
        """Tell whether lines hold more than labels, headings, answers and terms of the form.

        Names are told from text by lists that people edit: a line that bears a name which no list
        has any more is still no wrong line.
        """
        lists = self.lists
        closed = (lists.answers, lists.headings, lists.entity_types, *lists.terms.values())
        return any(all(table.find(text) is None for table in closed) for text in cited.values)


def take_value(line: Line, label: FoundLabel | None) -> Line | None:
    """Return a line without the label before its value; None for a label alone."""
    if label is None or label.field in INNER_LABELS:
        return line
    return Line(line.number, label.inline_value) if label.inline_value else None


def spell(cited: Cited) -> Iterator[str]:
    """Yield the ways in which a whole line may have been read as a value."""
    for value in (*cited.values, " ".join(cited.values)):
        yield value
        yield squash_blanks(drop_heading_marks(value))
        yield squash_blanks(drop_item_mark(value))


def as_markdown(line: str) -> str:
    return squash_blanks(escape_markdown(clean(line)))


def find_line(text: str, cited: Cited, least: int = LONG) -> int | None:
    """Find a line of the source, outside the cited ones, that is a text as a whole."""
    if len(text) < least:
        return None
    for number, line in enumerate(cited.source.lines, start=1):
        is_near = len(line) >= len(text) and number not in cited.span
        if is_near and text in {squash_blanks(clean(line)), as_markdown(line)}:
            return number
    return None
