"""Places: the list, and each place with its spellings, measures and events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from measurebook.model.vocabulary import CreativeCity, Place
from measurebook.pages.parts.crosslinks import MentionView, list_mentions
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.prose import read_note
from measurebook.pages.parts.rows import Rows
from measurebook.pages.parts.statuses import show_wording
from measurebook.pages.parts.views import (
    Cite,
    Fact,
    LedView,
    ListRow,
    MeasureRow,
    Note,
    Value,
    WordingRow,
)
from measurebook.pages.parts.wording import mark


class PlacesView(LedView, frozen=True, kw_only=True):
    heading: str
    rows: tuple[ListRow, ...]


class PlaceView(LedView, frozen=True, kw_only=True):
    heading: str
    lang: str
    facts: tuple[Fact, ...]
    wordings: tuple[WordingRow, ...]
    note: tuple[Note, ...]
    cites: tuple[Cite, ...]
    measures: tuple[MeasureRow, ...]
    events: tuple[ListRow, ...]
    mentions: tuple[MentionView, ...]


def plan_places(edition: Edition, rows: Rows) -> Iterator[Page]:
    yield edition.plan("places", partial(_make_list, edition))
    for slug, place in edition.vocabulary.places.items():
        yield edition.plan("place", partial(_make_place, edition, rows, slug, place), slug)


def _make_list(edition: Edition) -> PlacesView:
    places = edition.vocabulary.places
    key = edition.wording.alphabet.key
    listed = sorted(places, key=lambda slug: (key(edition.place(slug).text), slug))
    heading = edition.wording.say("places_heading")
    return PlacesView(
        frame=make_frame(edition, "places", heading),
        heading=heading,
        lead=edition.wording.count("places_lead", len(listed)),
        rows=tuple(_list_place(edition, slug) for slug in listed),
    )


def _list_place(edition: Edition, slug: str) -> ListRow:
    city = edition.atlas.place(slug).creative_city
    field = (
        edition.wording.say("creative_city_of", field=mark(city.field, edition.editors_language))
        if city
        else ""
    )
    why = edition.wording.join([*_count_namings(edition, slug), field])
    return ListRow(link=edition.place(slug), why=why)


def _count_namings(edition: Edition, slug: str) -> list[str]:
    """Say how many measures and events name the place, each where it is one at least."""
    counted = [
        ("measures", len(edition.atlas.measures_of("places", slug))),
        ("events", len(edition.atlas.events_of("places", slug))),
    ]
    return [edition.wording.count(key, number) for key, number in counted if number]


def _make_lead(edition: Edition, slug: str) -> str:
    namings = _count_namings(edition, slug)
    if not namings:
        return edition.wording.say("place_only_named")
    return edition.wording.say("place_lead", parts=edition.wording.series(namings))


def _make_place(edition: Edition, rows: Rows, slug: str, place: Place) -> PlaceView:
    name = edition.name_of(place)
    measures = edition.atlas.measures_of("places", slug)
    events = edition.atlas.events_of("places", slug)
    return PlaceView(
        frame=make_frame(edition, "place", name.text, slug, (edition.link("places"),)),
        heading=name.text,
        lang=edition.other_language(name.lang),
        lead=_make_lead(edition, slug),
        facts=tuple(_list_facts(edition, place)),
        wordings=tuple(
            show_wording(edition, language, text) for language, text in place.wordings.items()
        ),
        note=read_note(edition, place.note),
        cites=edition.references(place.sources),
        measures=rows.of(measures),
        events=tuple(ListRow(link=edition.event(event)) for event in events),
        mentions=list_mentions(edition, "place", slug),
    )


def _list_facts(edition: Edition, place: Place) -> Iterator[Fact]:
    if place.creative_city:
        yield Fact(
            label=edition.wording.say("field_creative_city"),
            values=(_show_city(edition, place.creative_city),),
        )
    if place.aliases:
        yield Fact(
            label=edition.wording.say("field_spellings"),
            values=tuple(Value(text=alias) for alias in place.aliases),
        )


def _show_city(edition: Edition, city: CreativeCity) -> Value:
    cites = edition.references([city.source] if city.source else [])
    field = mark(city.field, edition.editors_language)
    return Value(
        text=edition.wording.say("creative_city", field=field, year=city.year),
        cites=cites,
        note="" if cites else mark(city.source or "", edition.editors_language),
    )
