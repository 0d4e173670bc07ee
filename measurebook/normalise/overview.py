"""The overview table of 2016-2019 reports, whose columns ran together on one line.

Title, scope and nature are told apart from the right by the closed lists: "National" may also be
the last word of a title, so only words that continue the list from the end are taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from measurebook.normalise.blocks import Line
from measurebook.normalise.lists import Lists
from measurebook.normalise.terms import TermTable
from measurebook.text import fold_name, squash_blanks

LONGEST_ROW = 1000
_LAST_WORD = re.compile(r"(?:^|[\s,])([^\s,]+)$")


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
        return {"title": self.title, **self.lists}

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """The scope and the nature, where the row gives them."""
        lists = {"scope": self.scope, "nature": self.nature}
        return {name: value for name, value in lists.items() if value}


def read_row(line: Line, lists: Lists, titles: Collection[str] = ()) -> OverviewRow | None:
    """Read a row, or return None for a line that is none: without a title, or too long.

    `titles` are the folded titles of the measures that come again in full. A row that opens with
    one of them has that title, even where it ends with a word that could be a scope.
    """
    text = squash_blanks(line.cleaned.replace("|", " ")) if len(line.text) <= LONGEST_ROW else ""
    rest, nature = _take_from_right(text, lists.terms["nature"])
    title, scope = _take_from_right(rest, lists.terms["scope"])
    glued = lists.glued_row.fullmatch(text)
    if glued and len(glued["title"]) < len(title):
        title, rest = glued["title"], glued["title"]
        scope = lists.terms["scope"].find_all(glued["scope"]).slugs
        nature = lists.terms["nature"].find_all(glued["nature"]).slugs
    if scope and fold_name(title) not in titles and fold_name(rest) in titles:
        title, scope = rest, ()
    return OverviewRow(title, scope, nature, line) if title else None


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
