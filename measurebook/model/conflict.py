"""Two statements that do not agree, kept side by side."""

from __future__ import annotations

from typing import Literal

from measurebook.model.base import Lines, Record, Slug, SourceId

ConflictKind = Literal["date", "name", "number", "role", "answer", "wording"]
ConflictRule = Literal[
    "two-sources",
    "year-in-title",
    "year-of-ratification",
    "exchange-rate",
    "parts-and-total",
    "own-partner",
]
"""What the program looks for. Pages say in the reader's language what each of them means."""


class Quote(Record, frozen=True, kw_only=True):
    """Words of a source, exactly as they stand in its lines."""

    source: SourceId
    lines: Lines
    text: str


class Conflict(Record, frozen=True, kw_only=True):
    """Statements that differ, `content/conflicts/<slug>.yaml`.

    `ruling` is an editor's decision with its reason; without one nothing is settled. A conflict
    that the program found has the `rule` by which it did, the `field` in question where there is
    one, and its `reckoning` where it had to reckon; it needs no title of its own.
    """

    title: str | None = None
    kind: ConflictKind
    rule: ConflictRule | None = None
    field: str | None = None
    found_by: Literal["program", "editor"]
    measures: tuple[Slug, ...] = ()
    reports: tuple[Slug, ...] = ()
    events: tuple[Slug, ...] = ()
    organisations: tuple[Slug, ...] = ()
    quotes: tuple[Quote, ...]
    reckoning: str | None = None
    note: str | None = None
    ruling: str | None = None
