"""The overview table of 2016-2019 reports, whose columns ran together or stand below each other.

Title, scope and nature are told apart from the right by the closed lists: "National" may also be
the last word of a title, so only words that continue the list from the end are taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.terms import TermTable
from measurebook.text import fold_name, squash_blanks

LONGEST_ROW = 1000
_LAST_WORD = re.compile(r"(?:^|[\s,])([^\s,]+)$")


class OverviewRow(msgspec.Struct, frozen=True):
    """One row of the table; scope and nature are () where the row does not give them."""

    title: str
    scope: tuple[str, ...]
    nature: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of a measure that the row states."""
        return {"title": self.title, **self.lists}

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """The scope and the nature, where the row gives them."""
        lists = {"scope": self.scope, "nature": self.nature}
        return {name: value for name, value in lists.items() if value}


def split_rows(lines: Sequence[Line], lists: Lists, *, is_tall: bool) -> list[tuple[Line, ...]]:
    """Split the lines of a table into rows: one line each, or one cell a line where it `is_tall`.

    Of a tall table the nature, the last column, ends each row.
    """
    if not is_tall:
        return [(line,) for line in lines]
    rows: list[list[Line]] = [[]]
    for line in lines:
        rows[-1].append(line)
        terms = lists.terms["nature"].find_all(line.cleaned)
        if terms.slugs and not terms.unknown:
            rows.append([])
    return [tuple(row) for row in rows if row]


def read_row(
    lines: tuple[Line, ...], lists: Lists, titles: Collection[str] = ()
) -> OverviewRow | None:
    """Read a row, or return None for a line that is none: without a title, or too long.

    `titles` are the folded titles of the measures that come again in full. A row that opens with
    one of them has that title, even where it ends with a word that could be a scope.
    """
    is_long = sum(len(line.text) for line in lines) > LONGEST_ROW
    text = " " if is_long else " ".join(line.cleaned for line in lines)
    text = squash_blanks(text.replace("|", " "))
    rest, nature = _take_from_right(text, lists.terms["nature"])
    title, scope = _take_from_right(rest, lists.terms["scope"])
    glued = lists.glued_row.fullmatch(text)
    if glued and len(glued["title"]) < len(title):
        title, rest = glued["title"], glued["title"]
        scope = lists.terms["scope"].find_all(glued["scope"]).slugs
        nature = lists.terms["nature"].find_all(glued["nature"]).slugs
    if scope and fold_name(title) not in titles and fold_name(rest) in titles:
        title, scope = rest, ()
    return OverviewRow(title, scope, nature, lines) if title else None


def _take_from_right(text: str, terms: TermTable) -> tuple[str, tuple[str, ...]]:
    """Take a comma list of terms off the end of a text; the first needs no comma before it."""
    found: list[str] = []
    rest, goes_on = text, True
    while goes_on and (match := _LAST_WORD.search(rest)):
        slug = terms.find(match[1])
        if slug is None or slug in found:
            break
        found.insert(0, slug)
        before = rest[: match.start(1)].rstrip()
        rest, goes_on = before.rstrip(", "), before.endswith(",")
    return rest, tuple(found)
