"""The values by which lists of measures are narrowed down, as pages and search both need them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
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


def read_facet_values(measure: Measure) -> dict[str, tuple[str, ...]]:
    """Return a measure's values in every facet, `not-stated` where it states none."""
    return {
        facet: tuple(dict.fromkeys(find(measure))) or (NOT_STATED,)
        for facet, find in FACET_VALUES.items()
    }


def count_facet_values(entries: Iterable[Entry[Measure]]) -> dict[str, Counter[str]]:
    """Count the measures that have each value."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACET_VALUES}
    for entry in entries:
        for facet, values in read_facet_values(entry.record).items():
            counts[facet].update(values)
    return counts
