"""Which lines of which source a record cites, and for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from measurebook.model.base import Citation, Span, read_span
from measurebook.model.event import Appearance, Event, Session
from measurebook.model.measure import Measure
from measurebook.model.report import Answer, Report


class Cited(NamedTuple):
    """Lines of a source that state a field of a record; `field` may have parts, joined by dots."""

    field: str
    source: str
    span: Span


def find_cited(record: Measure | Report | Event) -> Iterator[Cited]:
    """Find everything a record cites: its citations, and the lines its own parts name.

    The answers of a report and the sessions of an event lie in the record's one source; an answer
    is named by its question, a session by its place among the sessions, counted from 1.
    """
    yield from _read_citations(record.citations)
    if isinstance(record, Report):
        for answer in record.answers:
            yield from _read_answer(answer, record.source)
    elif isinstance(record, Event):
        for number, session in enumerate(record.sessions, start=1):
            yield from _read_session(session, f"sessions.{number}", record.source)
        for announced in record.announced:
            yield Cited("announced", record.source, read_span(announced.lines))


def _read_citations(citations: Mapping[str, Citation]) -> Iterator[Cited]:
    for field, citation in citations.items():
        for source, lines in citation.items():
            yield Cited(field, source, read_span(lines))


def _read_answer(answer: Answer, source: str) -> Iterator[Cited]:
    field = f"answers.{answer.question}"
    yield Cited(field, source, read_span(answer.lines))
    for value in answer.values:
        yield Cited(f"{field}.values", source, read_span(value.line))


def _read_session(session: Session, field: str, source: str) -> Iterator[Cited]:
    yield Cited(field, source, read_span(session.lines))
    yield from _read_people(session.moderators, f"{field}.moderators", source)
    yield from _read_people(session.speakers, f"{field}.speakers", source)


def _read_people(people: tuple[Appearance, ...], field: str, source: str) -> Iterator[Cited]:
    for person in people:
        yield Cited(field, source, read_span(person.lines))
