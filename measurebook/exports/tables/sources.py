"""Tables of the evidence: source texts line by line, citations, and statements that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from measurebook.exports.addresses import RECORD_KINDS
from measurebook.exports.release import Release
from measurebook.exports.tables.spec import (
    PARTIAL_DATE,
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
_SOURCE = key_field("source", "the source text: its page and its row in sources")


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


_CONFLICT = key_field("conflict", "the conflict")
_OF_CONFLICT = link("conflict", "conflicts")

SOURCE_TABLES = (
    Table(
        "sources",
        "Source texts",
        "One row for each source text, with what is known of it and of the right to reuse it.",
        (
            _SOURCE,
            key_field("title", "title"),
            Field("kind", "kind of text", choices=get_args(SourceKind), is_required=True),
            Field("publisher", "who published it"),
            Field("url", "address it was taken from", "uri"),
            Field("captured", f"when it was taken, {PARTIAL_DATE}"),
            Field("country", "country it is about"),
            Field("label_languages", "languages of its form labels, with blanks between"),
            Field("prose_language", "language of its prose"),
            Field("rights", "right to reuse it", choices=get_args(Rights), is_required=True),
            Field("sha256", "SHA-256 of the file, bytes as captured", pattern="[0-9a-f]{64}"),
            Field("lines", "number of its lines, blank ones included", "integer", is_required=True),
            Field("note", "remark of the editors"),
            Field("page", "address of its page within the site"),
        ),
        ("source",),
        _read_sources,
    ),
    Table(
        "source_lines",
        "Lines of source texts",
        "One row for each line that is not blank, with what became of it. The text of lines that "
        f"hold personal data or spam is left out; within a line, {WITHHELD} stands for it.",
        (
            _SOURCE,
            Field("line", "number of the line, counted from 1", "integer", is_required=True),
            Field(
                "class",
                "what the line is to the data",
                choices=get_args(LineClass),
                is_required=True,
            ),
            Field("text", "the line"),
            Field("note", "why it has this class, where that says more"),
        ),
        ("source", "line"),
        _read_lines,
        (link("source", "sources"),),
    ),
    Table(
        "citations",
        "Citations",
        "One row for each statement of a measure, report or event and each source that makes it, "
        "with the lines where it stands.",
        (
            Field("kind", "kind of record", choices=RECORD_KINDS[:3], is_required=True),
            key_field("record", "the measure, report or event"),
            POSITION,
            key_field("field", "the field or text; for answers, also the question"),
            _SOURCE,
            Field("first_line", "first line", "integer", is_required=True),
            Field("last_line", "last line", "integer", is_required=True),
        ),
        ("kind", "record", "position"),
        _read_citations,
        (link("source", "sources"),),
    ),
    Table(
        "conflicts",
        "Statements that differ",
        "One row for each pair or group of statements that do not agree.",
        (
            _CONFLICT,
            Field("title", "what is in question, where an editor says so"),
            Field("kind", "what differs", choices=get_args(ConflictKind), is_required=True),
            Field("found_by", "who found it", choices=("program", "editor"), is_required=True),
            Field("rule", "the rule by which the program did", choices=get_args(ConflictRule)),
            Field("field", "the field, text or question in question"),
            Field("reckoning", "how the program reckoned, where it did"),
            Field("note", "remark of the editors"),
            Field("ruling", "the editors' decision with its reason; none settles nothing"),
        ),
        ("conflict",),
        _read_conflicts,
    ),
    Table(
        "conflict_quotes",
        "Quotes of statements that differ",
        "One row for each side, word for word.",
        (
            _CONFLICT,
            POSITION,
            _SOURCE,
            key_field("lines", "line of the source, or the first and the last one"),
            key_field("text", "the words"),
        ),
        ("conflict", "position"),
        _read_quotes,
        (_OF_CONFLICT, link("source", "sources")),
    ),
    Table(
        "conflict_subjects",
        "What statements that differ are about",
        "One row for each record that a conflict concerns.",
        (
            _CONFLICT,
            Field(
                "kind",
                "kind of record",
                choices=("measure", "report", "event", "organisation"),
                is_required=True,
            ),
            key_field("record", "the record"),
        ),
        ("conflict", "kind", "record"),
        _read_subjects,
        (_OF_CONFLICT,),
    ),
)
