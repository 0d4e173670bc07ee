"""Blocks of the form as a source would print them, and what a field's reader makes of them."""

from __future__ import annotations

from measurebook.normalise.form.fields import READERS
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.lines.blocks import Block, Line
from measurebook.normalise.lines.labels import FoundLabel
from measurebook.normalise.values.names import NameBook
from tests.normalise.reading_aid import lists_without_names

LABEL = 10
"""The number of the label's line; values stand on the lines behind it."""


def block_of(*values: str, field: str, unit: str | None = None) -> Block:
    lines = tuple(Line(number, text) for number, text in enumerate(values, start=LABEL + 1))
    label = FoundLabel(field, "en", unit=unit)
    return Block(label, (Line(LABEL, f"Label of {field}:"),), lines)


def read_field(field: str, *values: str, unit: str | None = None) -> Findings:
    """Read a field of a measure from the lines below its label."""
    found = Findings()
    read_into(found, field, *values, unit=unit)
    return found


def read_into(found: Findings, field: str, *values: str, unit: str | None = None) -> None:
    reader = Reader("001", lists_without_names(), NameBook(lists_without_names().vocabulary))
    READERS[field](field, block_of(*values, field=field, unit=unit), reader, found)


def lines_of(found: Findings) -> dict[str, str]:
    """What each value cites."""
    return {name: str(span) for name, span in found.spans.items()}


def printed_as_is(found: Findings) -> list[tuple[str, str]]:
    """What no list knows, by the field it stands in."""
    return [(one.field, one.text) for one in found.unresolved]
