"""The overview table of 2016-2019 reports, whose columns ran together on one line.

Title, scope and nature are told apart from the right by the closed lists: "National" may also be
the last word of a title, so only words that continue the list from the end are taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from measurebook.normalise.blocks import Line
from measurebook.normalise.measure_fields import Reader
from measurebook.normalise.terms import TermTable
from measurebook.text import fold_name

P = TypeVar("P")


@dataclass(frozen=True)
class OverviewRow:
    """One row of the table; scope and nature are () where the row does not give them."""

    title: str
    scope: tuple[str, ...]
    nature: tuple[str, ...]
    line: Line

    @property
    def values(self) -> dict[str, Any]:
        """The fields of a measure that the row states."""
        lists = {"scope": self.scope, "nature": self.nature}
        return {"title": self.title, **{name: value for name, value in lists.items() if value}}


def read_rows(lines: Sequence[Line], reader: Reader) -> tuple[list[OverviewRow], list[Line]]:
    """Return the rows of a table and the lines that are none: those without any scope or nature."""
    rows: list[OverviewRow] = []
    rest: list[Line] = []
    for line in lines:
        row = _read_row(line, reader)
        if row.title and (row.scope or row.nature):
            rows.append(row)
        else:
            rest.append(line)
    return rows, rest


def _read_row(line: Line, reader: Reader) -> OverviewRow:
    text, nature = _take_from_right(line.cleaned, reader.lists["nature"])
    title, scope = _take_from_right(text, reader.lists["scope"])
    return OverviewRow(title, scope, nature, line)


def _take_from_right(text: str, terms: TermTable) -> tuple[str, tuple[str, ...]]:
    """Take a comma list of terms off the end of a text; the first needs no comma before it."""
    found: list[str] = []
    rest, goes_on = text, True
    while goes_on and (match := re.search(r"(?:^|[\s,])([^\s,]+)$", rest)):
        slug = terms.find(match[1])
        if slug is None:
            break
        found.insert(0, slug)
        before = rest[: match.start(1)].rstrip()
        rest, goes_on = before.rstrip(", "), before.endswith(",")
    return rest, tuple(found)


def join_rows(
    rows: Sequence[tuple[P, OverviewRow]], titles: Collection[str]
) -> tuple[list[OverviewRow], list[tuple[P, OverviewRow]]]:
    """Part the rows whose measure comes again in full from those that stand alone.

    `titles` are the folded titles of the full entries.
    """
    repeated = [row for _, row in rows if fold_name(row.title) in titles]
    alone = [(place, row) for place, row in rows if fold_name(row.title) not in titles]
    return repeated, alone
