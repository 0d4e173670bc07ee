"""Tables as CSV files.

A cell that begins with `=`, `+`, `-` or `@` and goes on is a formula to spreadsheets, and a text
from outside could make one. Such cells get an apostrophe in front, and so do those that have
apostrophes before such a sign already: whoever takes one apostrophe away from every cell of that
form has the text again, letter for letter. A dash alone, which stands for no answer, is none of
them. Numbers, dates, identifiers and terms never look like that, and the JSON files hold every
text untouched.
"""

from __future__ import annotations

import csv
import io
import re

from measurebook.exports.release import Release
from measurebook.exports.tables import Cell, Table

BYTE_ORDER_MARK = "\ufeff"
"""By this Excel knows that a CSV file is UTF-8; other programs would take it for a letter."""

_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]\s*\S")
"""The full-width forms count too: Excel in East Asia takes them for the others."""


def guard_cell(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula.

    >>> guard_cell("=1+1"), guard_cell("'=1+1"), guard_cell("-"), guard_cell("Law on Media")
    ("'=1+1", "''=1+1", '-', 'Law on Media')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard_cell(text: str) -> str:
    """Give the text back that was guarded.

    >>> unguard_cell("'=1+1"), unguard_cell("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def render_csv(release: Release, table: Table) -> tuple[str, int]:
    """Write a table, and return how many rows it has besides its head."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(field.name for field in table.fields)
    rows = [[_render_cell(cell) for cell in row] for row in table.read(release)]
    writer.writerows(rows)
    return written.getvalue(), len(rows)


def _render_cell(cell: Cell) -> str | int:
    """Write a cell; most texts open with a letter or a digit and need no closer look."""
    if isinstance(cell, str):
        return cell if cell[:1].isalnum() and "\r" not in cell else _render_text(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else cell


def _render_text(text: str) -> str:
    return guard_cell(text.replace("\r\n", "\n").replace("\r", "\n"))
