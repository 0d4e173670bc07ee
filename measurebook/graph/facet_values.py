"""What can be found and by which values it is narrowed down, as pages and search both need it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

from measurebook.graph.links import ReportAnswer
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.vocabulary import Area, Term, Vocabulary
from measurebook.urls import NOT_STATED


def _find_years(measure: Measure) -> Iterator[str]:
    if measure.year:
        yield measure.year
    yield from (stated.date[:4] for stated in measure.dates)


def _find_partner_types(measure: Measure) -> Iterator[str]:
    yield from (partner.type for partner in measure.partners or ())


FACET_VALUES: Mapping[str, Callable[[Measure], Iterable[str]]] = {
    "goal": lambda measure: measure.goals or (),
    "area": lambda measure: measure.areas or (),
    "domain": lambda measure: measure.domains or (),
    "organisation": lambda measure: measure.agencies or (),
    "partner": _find_partner_types,
    "year": _find_years,
    "place": lambda measure: measure.places,
    "young": lambda measure: (measure.targets_young_people,),
    "ifcd": lambda measure: (measure.ifcd_support,),
    "evaluated": lambda measure: (measure.evaluated,),
}
"""Facet to how its values are read, in the order in which facets are shown."""


ResultKind = Literal["measure", "organisation", "event", "place", "answer", "page"]

RESULT_KINDS: tuple[ResultKind, ...] = get_args(ResultKind)
"""What the search finds, in the order in which its kinds are shown."""

_PAGES_OF_REPORTS = ("workbook", "claims", "promises")
_OTHER_PAGES = (
    "gaps",
    "conflicts",
    "indicators",
    "timeline",
    "network",
    "vocabulary",
    "data",
    "about",
)

FacetValues = Mapping[str, tuple[str, ...]]
"""The values of one thing by facet; a facet that is not there does not apply to it."""


def list_found_pages(reports: Sequence[Entry[Report]]) -> tuple[str, ...]:
    """List the kinds of single pages that can be found; the workbook's need a report to go by."""
    return (*_PAGES_OF_REPORTS, *_OTHER_PAGES) if reports else _OTHER_PAGES


def list_found_terms(vocabulary: Vocabulary) -> Iterator[tuple[str, str, Term]]:
    """List the terms whose pages can be found: kind of page, slug and term."""
    for kind, terms in vocabulary.terms.items():
        for slug, term in terms.items():
            yield kind, slug, term


def read_facet_values(measure: Measure) -> FacetValues:
    """Return a measure's values in every facet, `not-stated` where it states none."""
    return {
        facet: tuple(dict.fromkeys(find(measure))) or (NOT_STATED,)
        for facet, find in FACET_VALUES.items()
    }


def read_event_values(event: Event) -> FacetValues:
    """Return the values of an event in those facets that events have too."""
    values = {
        "organisation": event.organisers,
        "year": tuple(dict.fromkeys(day.date[:4] for day in (event.starts, event.ends) if day)),
        "place": event.places,
    }
    return {facet: found for facet, found in values.items() if found}


def read_answer_values(answer: ReportAnswer, areas: Mapping[str, Area]) -> FacetValues:
    """Return the goal and the area under which a report gives an answer."""
    if answer.area is None:
        return {}
    return {"goal": (areas[answer.area].goal,), "area": (answer.area,)}


def count_facet_values(things: Iterable[FacetValues]) -> dict[str, Counter[str]]:
    """Count the things that have each value."""
    counts: dict[str, Counter[str]] = {}
    for values in things:
        for facet, found in values.items():
            counts.setdefault(facet, Counter()).update(found)
    return counts
