"""Tables of the evidence: source texts line by line, citations, and statements that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from measurebook.exports.addresses import RECORD_KINDS
from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    LINES,
    POSITION,
    Field,
    Row,
    Table,
    key_field,
    link,
)
from measurebook.gate.personal import find_personal
from measurebook.model.base import read_span
from measurebook.model.citing import find_cited
from measurebook.model.conflict import ConflictKind, ConflictRule
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry, Source
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import LineClass, LineEntry, Rights, SourceKind
from measurebook.text import mask_hidden
from measurebook.urls import address_of

WITHHELD = "[withheld]"
_WITHHELD_CLASSES = frozenset({"withheld", "spam"})
_SOURCE = key_field("source", "source_row")


def _read_sources(release: Release) -> Iterator[Row]:
    for source in release.knowledge.sources.values():
        card = source.card
        yield (
            source.id,
            card.title,
            card.kind,
            card.publisher,
            card.url,
            card.captured,
            card.country,
            " ".join(card.label_languages) or None,
            card.prose_language,
            card.rights,
            card.sha256,
            len(source.lines),
            card.note,
            address_of("source", source.id),
        )


def _read_lines(release: Release) -> Iterator[Row]:
    for source in release.knowledge.sources.values():
        notes = _read_notes(source)
        for number, line in enumerate(source.lines, start=1):
            line_class = release.atlas.line_class(source.id, number)
            if line_class is not None:
                entry = notes.get(number)
                text = None if line_class in _WITHHELD_CLASSES else withhold_personal(line)
                yield source.id, number, line_class, text, entry.note if entry else None


def _read_notes(source: Source) -> Mapping[int, LineEntry]:
    return {
        line: entry
        for entry in source.ledger.lines
        for span in [read_span(entry.lines)]
        for line in range(span.first, span.last + 1)
    }


def withhold_personal(line: str) -> str:
    """Take e-mail addresses and telephone numbers out of a line, as the pages of sources do.

    >>> withhold_personal("Ask a.mammadov@example.az today")
    'Ask [withheld] today'
    """
    shown = mask_hidden(line.strip())
    for personal in find_personal(shown):
        shown = shown.replace(personal, WITHHELD)
    return shown


def _read_citations(release: Release) -> Iterator[Row]:
    atlas = release.atlas
    for kind, entries in (
        ("measure", atlas.measures),
        ("report", atlas.reports),
        ("event", atlas.events),
    ):
        for entry in entries:
            yield from _cite(kind, entry)


def _cite(kind: str, entry: Entry[Measure] | Entry[Report] | Entry[Event]) -> Iterator[Row]:
    for position, cited in enumerate(find_cited(entry.record), start=1):
        span = cited.span
        yield kind, entry.slug, position, cited.field, cited.source, span.first, span.last


def _read_conflicts(release: Release) -> Iterator[Row]:
    for slug, conflict in release.knowledge.conflicts.items():
        found = conflict.found_by, conflict.rule, conflict.field, conflict.reckoning
        yield slug, conflict.title, conflict.kind, *found, conflict.note, conflict.ruling


def _read_quotes(release: Release) -> Iterator[Row]:
    for slug, conflict in release.knowledge.conflicts.items():
        for position, quote in enumerate(conflict.quotes, start=1):
            yield slug, position, quote.source, quote.lines, quote.text


def _read_subjects(release: Release) -> Iterator[Row]:
    for slug, conflict in release.knowledge.conflicts.items():
        for kind, records in (
            ("measure", conflict.measures),
            ("report", conflict.reports),
            ("event", conflict.events),
            ("organisation", conflict.organisations),
        ):
            yield from ((slug, kind, record) for record in dict.fromkeys(records))


_CONFLICT = key_field("conflict")
_OF_CONFLICT = link("conflict", "conflicts")

SOURCE_TABLES = (
    Table(
        "sources",
        (
            _SOURCE,
            key_field("title", "source_title"),
            Field("kind", "source_kind", choices=get_args(SourceKind), is_required=True),
            Field("publisher"),
            Field("url", "source_url", "uri"),
            Field("captured"),
            Field("country", "source_country"),
            Field("label_languages"),
            Field("prose_language"),
            Field("rights", choices=get_args(Rights), is_required=True),
            Field("sha256", pattern="[0-9a-f]{64}"),
            key_field("lines", "line_count", "integer"),
            Field("note"),
            Field("page"),
        ),
        ("source",),
        _read_sources,
    ),
    Table(
        "source_lines",
        (
            _SOURCE,
            key_field("line", "line_number", "integer"),
            Field("class", "line_class", choices=get_args(LineClass), is_required=True),
            Field("text", "line_text"),
            Field("note", "line_note"),
        ),
        ("source", "line"),
        _read_lines,
        (link("source", "sources"),),
    ),
    Table(
        "citations",
        (
            Field("kind", "record_kind", choices=RECORD_KINDS[:3], is_required=True),
            key_field("record", "cited_record"),
            POSITION,
            key_field("field", "cited_field"),
            _SOURCE,
            key_field("first_line", kind="integer"),
            key_field("last_line", kind="integer"),
        ),
        ("kind", "record", "position"),
        _read_citations,
        (link("source", "sources"),),
    ),
    Table(
        "conflicts",
        (
            _CONFLICT,
            Field("title", "conflict_title"),
            Field("kind", "conflict_kind", choices=get_args(ConflictKind), is_required=True),
            Field("found_by", choices=("program", "editor"), is_required=True),
            Field("rule", "conflict_rule", choices=get_args(ConflictRule)),
            Field("field", "conflict_field"),
            Field("reckoning"),
            Field("note"),
            Field("ruling"),
        ),
        ("conflict",),
        _read_conflicts,
    ),
    Table(
        "conflict_quotes",
        (
            _CONFLICT,
            POSITION,
            _SOURCE,
            LINES,
            key_field("text", "quote"),
        ),
        ("conflict", "position"),
        _read_quotes,
        (_OF_CONFLICT, link("source", "sources")),
    ),
    Table(
        "conflict_subjects",
        (
            _CONFLICT,
            Field(
                "kind",
                "record_kind",
                choices=("measure", "report", "event", "organisation"),
                is_required=True,
            ),
            key_field("record", "conflict_record"),
        ),
        ("conflict", "kind", "record"),
        _read_subjects,
        (_OF_CONFLICT,),
    ),
)
