"""Which lines of which source a record cites, and for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from measurebook.model.base import Citation, Span, read_span
from measurebook.model.event import Appearance, Event, Session
from measurebook.model.measure import UNCITED_FIELDS, Measure
from measurebook.model.report import Answer, Report

UNCITED: Mapping[type[Measure | Report | Event], frozenset[str]] = {
    Measure: UNCITED_FIELDS,
    Report: frozenset({"source", "form", "answers", "aliases", "citations"}),
    Event: frozenset({"source", "sessions", "announced", "aliases", "citations"}),
}
"""Fields that come from no line of a source, and lists whose parts name their own lines."""


class Cited(NamedTuple):
    """Lines of a source that state a part of a record; `place` leads to where it says so."""

    field: str
    source: str
    span: Span
    place: tuple[str | int, ...]


def find_cited(record: Measure | Report | Event) -> Iterator[Cited]:
    """Find everything a record cites: its citations, and the lines its own parts name.

    `field` is a field, the key of a section, or `answers.<question>`. The answers of a report and
    the sessions and announcements of an event lie in the one source of the record.
    """
    yield from _read_citations(record.citations)
    if isinstance(record, Report):
        for index, answer in enumerate(record.answers):
            yield from _read_answer(answer, record.source, ("answers", index))
    elif isinstance(record, Event):
        for index, session in enumerate(record.sessions):
            yield from _read_session(session, record.source, ("sessions", index))
        for index, announced in enumerate(record.announced):
            place = ("announced", index, "lines")
            yield Cited("announced", record.source, read_span(announced.lines), place)


def _read_citations(citations: Mapping[str, Citation]) -> Iterator[Cited]:
    for field, citation in citations.items():
        for source, lines in citation.items():
            yield Cited(field, source, read_span(lines), ("citations", field, source))


def _read_answer(answer: Answer, source: str, place: tuple[str | int, ...]) -> Iterator[Cited]:
    field = f"answers.{answer.question}"
    yield Cited(field, source, read_span(answer.lines), (*place, "lines"))
    for index, value in enumerate(answer.values):
        yield Cited(field, source, read_span(value.line), (*place, "values", index, "line"))


def _read_session(session: Session, source: str, place: tuple[str | int, ...]) -> Iterator[Cited]:
    yield Cited("sessions", source, read_span(session.lines), (*place, "lines"))
    yield from _read_people(session.moderators, source, (*place, "moderators"))
    yield from _read_people(session.speakers, source, (*place, "speakers"))
    yield from _read_people(session.attendees, source, (*place, "attendees"))


def _read_people(
    people: Iterable[Appearance], source: str, place: tuple[str | int, ...]
) -> Iterator[Cited]:
    for index, person in enumerate(people):
        yield Cited("sessions", source, read_span(person.lines), (*place, index, "lines"))
