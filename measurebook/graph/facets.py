"""By what measures and events can be found, and the slugs each of them has there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from measurebook.graph.links import group
from measurebook.model.citing import find_cited
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure

Facet = Literal[
    "goals",
    "areas",
    "domains",
    "agencies",
    "partners",
    "places",
    "scope",
    "nature",
    "report",
    "section",
    "reported_by",
    "source",
]
"""`source` is any source a measure cites; all others are fields of the measure."""

EventFacet = Literal["organisations", "places", "source"]

R = TypeVar("R")
Index = dict[str, tuple[Entry[R], ...]]


def _find_partners(measure: Measure) -> Iterator[str]:
    for partner in measure.partners or ():
        if partner.organisation:
            yield partner.organisation


def _find_organisations(event: Event) -> Iterator[str]:
    yield from event.organisers
    yield from event.venues
    for session in event.sessions:
        for person in (*session.moderators, *session.speakers):
            yield from person.organisations


def _find_sources(record: Measure | Event) -> Iterator[str]:
    if isinstance(record, Event):
        yield record.source
    yield from (cited.source for cited in find_cited(record))


def _one(slug: str | None) -> tuple[str, ...]:
    return () if slug is None else (slug,)


MEASURE_FACETS: Mapping[Facet, Callable[[Measure], Iterable[str]]] = {
    "goals": lambda measure: measure.goals or (),
    "areas": lambda measure: measure.areas or (),
    "domains": lambda measure: measure.domains or (),
    "agencies": lambda measure: measure.agencies or (),
    "partners": _find_partners,
    "places": lambda measure: measure.places,
    "scope": lambda measure: measure.scope or (),
    "nature": lambda measure: measure.nature or (),
    "report": lambda measure: _one(measure.report),
    "section": lambda measure: _one(measure.section),
    "reported_by": lambda measure: (measure.reported_by,),
    "source": _find_sources,
}

EVENT_FACETS: Mapping[EventFacet, Callable[[Event], Iterable[str]]] = {
    "organisations": _find_organisations,
    "places": lambda event: event.places,
    "source": _find_sources,
}


def index_entries(entries: Iterable[Entry[R]], find: Callable[[R], Iterable[str]]) -> Index[R]:
    """Index entries by the slugs found in their records, each entry once, in the given order."""
    return group((slug, entry) for entry in entries for slug in dict.fromkeys(find(entry.record)))
