"""The order in which documents are shown."""

from __future__ import annotations

from measurebook.model.citing import find_cited
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.text import fold

_SHARED_BY_MANY = frozenset({"goals", "areas", "section", "country", "year"})
"""Fields that a report states in a heading over several measures."""

_LAST = 10**9


def order_measures(knowledge: Knowledge) -> tuple[Entry[Measure], ...]:
    """Order measures as their report prints them, newest report first, those of no report last.

    Measures whose place is not known are ordered by title.
    """
    reports = order_reports(knowledge)
    ranks = {report.slug: rank for rank, report in enumerate(reports)}
    sources = {report.slug: report.record.source for report in reports}

    def place_of(entry: Entry[Measure]) -> tuple[int, int, str, str]:
        report = entry.record.report or ""
        line = _first_line(entry.record, sources.get(report))
        return ranks.get(report, _LAST), line, fold(entry.record.title or ""), entry.slug

    return tuple(sorted(knowledge.measures.values(), key=place_of))


def _first_line(measure: Measure, source: str | None) -> int:
    own = (cited for cited in find_cited(measure) if cited.field not in _SHARED_BY_MANY)
    return min((cited.span.first for cited in own if cited.source == source), default=_LAST)


def order_reports(knowledge: Knowledge) -> tuple[Entry[Report], ...]:
    """Order reports by year, newest first, then by title."""
    by_title = sorted(
        knowledge.reports.values(), key=lambda entry: (fold(entry.record.title), entry.slug)
    )
    return tuple(sorted(by_title, key=lambda entry: entry.record.year or "", reverse=True))


def order_events(knowledge: Knowledge) -> tuple[Entry[Event], ...]:
    """Order events by the day they start, or were published, newest first, then by title."""
    by_title = sorted(
        knowledge.events.values(), key=lambda entry: (fold(entry.record.title), entry.slug)
    )
    return tuple(sorted(by_title, key=lambda entry: _day_of(entry.record), reverse=True))


def _day_of(event: Event) -> str:
    day = event.starts or event.published
    return day.date if day else ""
