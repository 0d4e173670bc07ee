"""The list of all measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from measurebook.graph import Atlas
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.facets import FacetView, list_measure_facets, read_values
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.rows import Rows, count_measures
from measurebook.pages.parts.views import LedView, Link, MeasureGroup

_SECTIONS = ("goals", "civil-society", "transversal")


class MeasuresView(LedView, frozen=True, kw_only=True):
    """All measures, grouped as the form groups them: by goal, then by who reports them."""

    heading: str
    groups: tuple[MeasureGroup, ...]
    facets: tuple[FacetView, ...]
    facet_values: dict[str, dict[str, tuple[str, ...]]]
    status: str
    version: str


def make_measure_list(edition: Edition, rows: Rows) -> MeasuresView:
    heading = edition.wording.say("measures_heading")
    return MeasuresView(
        frame=make_frame(edition, "measures", heading),
        heading=heading,
        lead=_make_lead(edition),
        groups=tuple(
            MeasureGroup(id=group.id, heading=group.heading, rows=rows.of(group.entries))
            for group in group_entries(edition)
        ),
        facets=list_measure_facets(edition),
        facet_values=read_values(edition.atlas.measures),
        status=count_measures(edition, len(edition.atlas.measures)),
        version=edition.version,
    )


def _make_lead(edition: Edition) -> str:
    counts = Counter[str | None](entry.record.section for entry in edition.atlas.measures)
    parts = [
        edition.wording.count(f"measures_in_{section.replace('-', '_')}", counts[section])
        for section in _SECTIONS
        if counts[section]
    ]
    return edition.wording.say("measures_lead", parts=edition.wording.series(parts))


class Group(NamedTuple):
    """Measures that the form keeps together."""

    id: str
    heading: Link
    entries: list[Entry[Measure]]


def group_entries(edition: Edition) -> Iterator[Group]:
    """Group each measure once: under its first goal, or with what its part of the form is."""
    measures = edition.atlas.measures
    for goal in edition.vocabulary.goals:
        if entries := [entry for entry in measures if find_group(entry) == goal]:
            yield Group(f"goal-{goal}", edition.goal(goal), entries)
    for section in _SECTIONS[1:]:
        if entries := [entry for entry in measures if find_group(entry) == section]:
            yield Group(section, _name_section(edition, section), entries)
    if entries := [entry for entry in measures if find_group(entry) is None]:
        yield Group("without-goal", _name_section(edition, "without-goal"), entries)


def _name_section(edition: Edition, section: str) -> Link:
    return Link(text=edition.wording.say(f"section_{section.replace('-', '_')}"))


def find_group(entry: Entry[Measure]) -> str | None:
    """Return the group of a measure: its part of the form, else its first goal, else None."""
    measure = entry.record
    if measure.section in _SECTIONS[1:]:
        return measure.section
    return measure.goals[0] if measure.goals else None


def count_records(atlas: Atlas) -> int:
    """Count the records that the measures were made from: one for each source of a measure."""
    return sum(
        len({source for citation in entry.record.citations.values() for source in citation})
        for entry in atlas.measures
    )
