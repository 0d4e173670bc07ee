"""Two statements that do not agree, kept side by side."""

from __future__ import annotations

from typing import Literal

from measurebook.model.base import Lines, Record, Slug, SourceId

ConflictKind = Literal["date", "name", "number", "role", "answer", "wording"]


class Quote(Record, frozen=True, kw_only=True):
    """Words of a source, exactly as they stand in its lines."""

    source: SourceId
    lines: Lines
    text: str


class Conflict(Record, frozen=True, kw_only=True):
    """Statements that differ, `content/conflicts/<slug>.yaml`.

    `ruling` is an editor's decision with its reason; without one nothing is settled.
    """

    title: str
    kind: ConflictKind
    quotes: tuple[Quote, ...]
    found_by: Literal["program", "editor"]
    measures: tuple[Slug, ...] = ()
    reports: tuple[Slug, ...] = ()
    events: tuple[Slug, ...] = ()
    organisations: tuple[Slug, ...] = ()
    note: str | None = None
    ruling: str | None = None
