"""References from one record to others, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from measurebook.errors import Problem, quote
from measurebook.frontmatter import Fields, KeyPath
from measurebook.load.known import Known
from measurebook.model.conflict import Conflict
from measurebook.model.event import Appearance, Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.review import Review


class Reference(NamedTuple):
    """A slug, the list it must be in, and the keys that lead to it."""

    list: str
    slug: str
    keys: KeyPath


def check_references(
    references: Iterable[Reference], fields: Fields, known: Known
) -> Iterator[Problem]:
    """Check that every slug is in its list, and in no list of the record twice."""
    seen: set[tuple[KeyPath, str]] = set()
    for reference in references:
        fault = known.find_fault(reference.list, reference.slug)
        place = (reference.keys[:-1], reference.slug)
        if isinstance(reference.keys[-1], int) and place in seen:
            fault = f"{quote(reference.slug)} stands twice; keep one"
        if fault:
            yield fields.problem(fault, *reference.keys)
        seen.add(place)


def find_references(record: Measure | Report | Event | Conflict | Review) -> Iterator[Reference]:
    """Find all slugs a record refers to."""
    if isinstance(record, Measure):
        yield from _find_in_measure(record)
    elif isinstance(record, Report):
        yield from _find_in_report(record)
    elif isinstance(record, Event):
        yield from _find_in_event(record)
    elif isinstance(record, Review):
        yield from _find_in_review(record)
    else:
        yield from _find_in_conflict(record)


def _find_in_measure(measure: Measure) -> Iterator[Reference]:
    yield from _one("reports", measure.report, "report")
    yield from _each("goals", measure.goals, "goals")
    yield from _each("areas", measure.areas, "areas")
    yield from _each("organisations", measure.agencies, "agencies")
    yield from _each("domains", measure.domains, "domains")
    yield from _each("scopes", measure.scope, "scope")
    yield from _each("natures", measure.nature, "nature")
    yield from _each("places", measure.places, "places")
    for index, partner in enumerate(measure.partners or ()):
        yield from _one("organisations", partner.organisation, "partners", index, "organisation")
    for index, date in enumerate(measure.dates):
        yield from _one("date_kinds", date.what, "dates", index, "what")
    for index, relation in enumerate(measure.relations):
        yield from _one("measures", relation.measure, "relations", index, "measure")


def _find_in_report(report: Report) -> Iterator[Reference]:
    yield from _one("sources", report.source, "source")
    for index, answer in enumerate(report.answers):
        yield from _one("areas", answer.area, "answers", index, "area")
        if answer.wording is None:
            yield from _one("questions", answer.question, "answers", index, "question")


def _find_in_event(event: Event) -> Iterator[Reference]:
    yield from _one("sources", event.source, "source")
    yield from _each("organisations", event.organisers, "organisers")
    yield from _each("organisations", event.venues, "venues")
    yield from _each("places", event.places, "places")
    for index, session in enumerate(event.sessions):
        place = ("sessions", index)
        yield from _find_in_people(session.moderators, (*place, "moderators"))
        yield from _find_in_people(session.speakers, (*place, "speakers"))
        yield from _find_in_people(session.attendees, (*place, "attendees"))


def _find_in_people(people: Iterable[Appearance], keys: KeyPath) -> Iterator[Reference]:
    for index, person in enumerate(people):
        yield from _each("organisations", person.organisations, *keys, index, "organisations")


def _find_in_conflict(conflict: Conflict) -> Iterator[Reference]:
    yield from _each("measures", conflict.measures, "measures")
    yield from _each("reports", conflict.reports, "reports")
    yield from _each("events", conflict.events, "events")
    yield from _each("organisations", conflict.organisations, "organisations")
    for index, found in enumerate(conflict.quotes):
        yield from _one("sources", found.source, "quotes", index, "source")


def _find_in_review(review: Review) -> Iterator[Reference]:
    yield from _one("reports", review.report, "report")
    yield from _one("sources", review.source, "source")
    for index, finding in enumerate(review.findings):
        yield from _one("questions", finding.question, "findings", index, "question")
        yield from _each("measures", finding.measures, "findings", index, "measures")


def _one(name: str, slug: str | None, *keys: str | int) -> Iterator[Reference]:
    if slug is not None:
        yield Reference(name, slug, keys)


def _each(name: str, slugs: Iterable[str] | None, *keys: str | int) -> Iterator[Reference]:
    for index, slug in enumerate(slugs or ()):
        yield Reference(name, slug, (*keys, index))
