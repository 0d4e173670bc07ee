"""What all records share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec

from measurebook.text import SLUG_LENGTH, SLUG_PATTERN

Slug = Annotated[
    str,
    msgspec.Meta(
        pattern=SLUG_PATTERN,
        min_length=1,
        max_length=SLUG_LENGTH,
        description="a slug: letters a-z and digits, joined by single hyphens",
    ),
]
SourceId = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9][a-z0-9._-]*$",
        max_length=80,
        description="the name of a source file without its ending: a-z, 0-9, dots, _ and -",
    ),
]
Lines = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[1-9][0-9]*(-[1-9][0-9]*)?$",
        max_length=21,
        description="a line of the source or its first and last line, such as 161 or 161-165",
    ),
]
"""A line of a source text, or first-last; counted from 1."""

Citation = dict[SourceId, Lines]
"""Where a value stands: the line or lines in each source that states it."""


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Base of all records: frozen, keyword-only, strict on unknown fields, brief when written."""


class Span(Record, frozen=True, kw_only=True):
    """Lines `first` to `last` of a source text, both included, counted from 1."""

    first: int
    last: int

    @staticmethod
    def cover(spans: Iterable[Span]) -> Span:
        """Return the span from the first to the last line of some spans; there must be one.

        >>> str(Span.cover([Span(first=790, last=852), Span(first=11, last=14)]))
        '11-852'
        """
        known = list(spans)
        return Span(first=min(x.first for x in known), last=max(x.last for x in known))

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last


def read_span(lines: str) -> Span:
    """Read "161" or "161-165".

    >>> str(read_span("161-165")), str(read_span("7"))
    ('161-165', '7')
    """
    first, _, last = lines.partition("-")
    return Span(first=int(first), last=int(last or first))
