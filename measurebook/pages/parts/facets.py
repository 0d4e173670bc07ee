"""The values by which lists are narrowed down: each facet with its words and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from measurebook.graph import (
    RESULT_KINDS,
    count_facet_values,
    list_found_pages,
    list_found_terms,
    read_answer_values,
    read_event_values,
    read_facet_values,
)
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Link, View
from measurebook.urls import NOT_STATED

_OPEN_FACETS = 3
"""So many facets stand open, so that the column of a wide screen shows what it is for."""

Counts = Mapping[str, int]


class Choice(View, frozen=True, kw_only=True):
    """A value of a facet that can be chosen; `is_rest` stands for stating none."""

    value: str
    word: str
    lang: str
    count: str
    is_rest: bool


class FacetView(View, frozen=True, kw_only=True):
    """A facet with its values in the order they are shown in."""

    name: str
    heading: str
    is_open: bool
    choices: tuple[Choice, ...]


def list_measure_facets(edition: Edition) -> tuple[FacetView, ...]:
    """List the facets of the list of measures."""
    values = (read_facet_values(entry.record) for entry in edition.atlas.measures)
    return _list_facets(edition, count_facet_values(values))


def list_search_facets(edition: Edition) -> tuple[FacetView, ...]:
    """List the facets of everything that can be found, what kind of thing it is first."""
    kinds = {"kind": {kind: count for kind, count in _count_kinds(edition) if count}}
    return _list_facets(edition, {**kinds, **count_facet_values(_read_all_values(edition))})


def read_values(entries: Iterable[Entry[Measure]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the facet values of each measure, as the scripts of the list of measures need them."""
    return {entry.slug: dict(read_facet_values(entry.record)) for entry in entries}


def _count_kinds(edition: Edition) -> Iterator[tuple[str, int]]:
    atlas = edition.atlas
    yield "measure", len(atlas.measures)
    yield "organisation", len(edition.vocabulary.organisations)
    yield "event", len(atlas.events)
    yield "place", len(edition.vocabulary.places)
    yield "answer", sum(len(atlas.answers_of_report(report.slug)) for report in atlas.reports)
    terms = list(list_found_terms(edition.vocabulary))
    yield "page", len(terms) + len(list_found_pages(atlas.reports))


def _read_all_values(edition: Edition) -> Iterator[Mapping[str, tuple[str, ...]]]:
    atlas, areas = edition.atlas, edition.vocabulary.areas
    yield from (read_facet_values(entry.record) for entry in atlas.measures)
    yield from (read_event_values(entry.record) for entry in atlas.events)
    yield from ({"place": (slug,)} for slug in edition.vocabulary.places)
    yield from ({kind: (slug,)} for kind, slug, _ in list_found_terms(edition.vocabulary))
    for report in atlas.reports:
        for answer in atlas.answers_of_report(report.slug):
            yield read_answer_values(answer, areas)


def _list_facets(edition: Edition, counts: Mapping[str, Counts]) -> tuple[FacetView, ...]:
    """Show facets; one that has a single value for everything narrows nothing down."""
    told = [(name, counted) for name, counted in counts.items() if len(counted) > 1]
    return tuple(
        FacetView(
            name=name,
            heading=edition.wording.say(f"facet_{name}"),
            is_open=place < _OPEN_FACETS,
            choices=_list_choices(edition, name, counted),
        )
        for place, (name, counted) in enumerate(told)
    )


def _list_choices(edition: Edition, facet: str, counts: Counts) -> tuple[Choice, ...]:
    named = [(value, _NAMES[facet](edition, value)) for value in counts if value != NOT_STATED]
    choices = [
        _make_choice(edition, value, name, counts[value])
        for value, name in _order(edition, facet, named, counts)
    ]
    if rest := counts.get(NOT_STATED):
        word = Link(text=edition.wording.say("facet_not_stated"))
        choices.append(_make_choice(edition, NOT_STATED, word, rest))
    return tuple(choices)


def _make_choice(edition: Edition, value: str, name: Link, count: int) -> Choice:
    return Choice(
        value=value,
        word=name.text,
        lang=name.lang,
        count=edition.wording.number(count),
        is_rest=value == NOT_STATED,
    )


def _order(
    edition: Edition, facet: str, named: Sequence[tuple[str, Link]], counts: Counts
) -> list[tuple[str, Link]]:
    """Put goals, kinds and answers in their own order, years newest first, others by count."""
    if facet in _ORDERS:
        places = {value: place for place, value in enumerate(_ORDERS[facet](edition))}
        return sorted(named, key=lambda pair: places.get(pair[0], len(places)))
    if facet == "year":
        return sorted(named, reverse=True)
    key = edition.wording.alphabet.key
    return sorted(named, key=lambda pair: (-counts[pair[0]], key(pair[1].text), pair[0]))


def _name_goal(edition: Edition, goal: str) -> Link:
    """Name a goal under the heading that says what it is."""
    name = edition.choose(edition.atlas.goal(goal).wordings)
    return Link(text=edition.wording.join([goal, name.text]), lang=name.lang)


def _name_partner(edition: Edition, kind: str) -> Link:
    return edition.choose(edition.vocabulary.entity_types[kind].wordings)


def _name_answer(edition: Edition, state: str) -> Link:
    answer = edition.answer(state)
    return Link(text=answer.word, lang=answer.lang)


_NAMES: Mapping[str, Callable[[Edition, str], Link]] = {
    "kind": lambda edition, kind: Link(text=edition.wording.say(f"part_{kind}")),
    "goal": _name_goal,
    "area": Edition.area,
    "domain": Edition.domain,
    "organisation": Edition.organisation,
    "partner": _name_partner,
    "year": lambda _, year: Link(text=year),
    "place": Edition.place,
    "young": _name_answer,
    "ifcd": _name_answer,
    "evaluated": _name_answer,
}
_ORDERS: Mapping[str, Callable[[Edition], Iterable[str]]] = {
    "kind": lambda _: RESULT_KINDS,
    "goal": lambda edition: edition.vocabulary.goals,
    "young": lambda edition: edition.vocabulary.answers,
    "ifcd": lambda edition: edition.vocabulary.answers,
    "evaluated": lambda edition: edition.vocabulary.answers,
}
