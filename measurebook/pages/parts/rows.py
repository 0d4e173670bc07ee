"""Measures as rows of lists, made once for all lists they stand in."""

from __future__ import annotations

from collections.abc import Iterable

from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.pages.parts.absence import find_state, show_state
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Mark, MeasureRow


class Rows:
    """The rows of one edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._made: dict[str, MeasureRow] = {}

    def of(self, entries: Iterable[Entry[Measure]]) -> tuple[MeasureRow, ...]:
        return tuple(self._made.get(entry.slug) or self._add(entry) for entry in entries)

    def _add(self, entry: Entry[Measure]) -> MeasureRow:
        self._made[entry.slug] = row = make_row(self._edition, entry)
        return row


def make_row(edition: Edition, entry: Entry[Measure]) -> MeasureRow:
    measure = entry.record
    goals = measure.goals or ()
    domains = measure.domains or ()
    link = edition.measure(entry)
    return MeasureRow(
        slug=entry.slug,
        title=link.text,
        address=link.address,
        lang=link.lang,
        goal_word=edition.wording.join([edition.goal_number(goal).text for goal in goals]),
        areas=tuple(edition.area(area) for area in measure.areas or ()),
        agencies=tuple(edition.organisation(agency) for agency in measure.agencies or ()),
        domains=tuple(edition.domain(domain) for domain in domains),
        no_domain=None if domains else edition.not_stated("domain"),
        years=_list_years(edition, measure),
        marks=_make_marks(edition, entry),
        conflicts=_count_conflicts(edition, entry.slug),
        is_civil_society=measure.reported_by == "civil-society",
    )


def _list_years(edition: Edition, measure: Measure) -> str:
    """Name every year that the text gives a date in, never what lies between two of them."""
    return ", ".join(sorted({edition.wording.date(found.date[:4]) for found in measure.dates}))


def _count_conflicts(edition: Edition, slug: str) -> str:
    count = len(edition.atlas.conflicts_of("measures", slug))
    return edition.wording.count("mark_conflicts", count) if count else ""


def _make_marks(edition: Edition, entry: Entry[Measure]) -> tuple[Mark, ...]:
    say, answer, measure = edition.wording.say, edition.answer, entry.record
    results = find_state(entry, "results_achieved", edition.vocabulary)
    return (
        Mark(label=say("mark_results"), answer=show_state(edition, results)),
        Mark(label=say("mark_young"), answer=answer(measure.targets_young_people)),
        Mark(label=say("mark_evaluated"), answer=answer(measure.evaluated)),
    )


def count_measures(edition: Edition, number: int) -> str:
    return edition.wording.count("measures", number)
