"""Organisations: their names now and then, their measures and events, and the lists of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.pages.organisations import OrganisationsView, OrganisationView
from measurebook.pages.places import PlacesView, PlaceView

if TYPE_CHECKING:
    from collections.abc import Callable

    Find = Callable[[str, type[OrganisationView]], OrganisationView]
    FindList = Callable[[str, type[OrganisationsView]], OrganisationsView]
    FindPlace = Callable[[str, type[PlaceView]], PlaceView]
    FindPlaces = Callable[[str, type[PlacesView]], PlacesView]


def links_of(view: OrganisationsView) -> list[tuple[str, str]]:
    return [(row.link.text, row.count) for group in view.groups for row in group.rows]


def test_an_organisation_shows_what_it_is_responsible_for_and_where_it_is_a_partner(
    view: Find,
) -> None:
    union = view("organisations/norland-union-of-actors.html", OrganisationView)
    assert [row.address for row in union.responsible] == ["measures/open-stage-days.html"]
    assert [row.address for row in union.partner] == ["measures/law-on-the-arts.html"]
    assert union.lead == "In the sources: responsible for 1 measure and partner in 1 measure."


def test_an_entry_nobody_has_reviewed_says_so(view: Find) -> None:
    assert not view("organisations/norland-union-of-actors.html", OrganisationView).is_reviewed
    assert view("organisations/ministry-of-culture.html", OrganisationView).is_reviewed


def test_former_names_carry_their_dates(view: Find) -> None:
    ministry = view("organisations/ministry-of-culture.html", OrganisationView)
    facts = {fact.label: fact.values for fact in ministry.facts}
    (former,) = facts["Former names"]
    assert (former.text, former.note) == (
        "Ministry of Arts",
        "from 1980 · until 1 February 1999 · Decree of 1999",
    )
    assert facts["Since"][0].text == "February 1999"
    assert facts["Bodies that belong to it"][0].address == "organisations/norland-arts-fund.html"


def test_every_spelling_has_its_lines(view: Find) -> None:
    ministry = view("organisations/ministry-of-culture.html", OrganisationView)
    assert [
        (spelling.text, [cite.label for cite in spelling.cites]) for spelling in ministry.spellings
    ] == [
        ("Ministry of Culture of Norland", ["010:26", "011:3"]),
        ("Ministry of Culture", ["012:5"]),
    ]


def test_events_tell_the_part_a_body_had_and_who_spoke_for_it(view: Find) -> None:
    ministry = view("organisations/ministry-of-culture.html", OrganisationView)
    (event,) = ministry.events
    assert event.link.address == "events/stage-forum.html"
    assert event.why == "12 June 2024 (inferred) · organiser · Olav Berg"
    assert [cite.label for cite in event.cites] == ["012:5-6"]


def test_the_lists_hold_those_responsible_and_those_who_are_partners(view: FindList) -> None:
    agencies = view("agencies/index.html", OrganisationsView)
    assert links_of(agencies) == [
        ("Ministry of Culture of Norland", "1"),
        ("Norland Arts Fund", "1"),
        ("Union of Actors of Norland", "1"),
    ]
    partners = view("partners/index.html", OrganisationsView)
    assert links_of(partners) == [("Union of Actors of Norland", "1")]


def test_groups_without_a_page_are_listed_with_the_measure_that_names_them(view: FindList) -> None:
    (group,) = view("partners/index.html", OrganisationsView).unnamed
    assert (group.why, group.link.address) == ("Local authorities", "measures/law-on-the-arts.html")
    assert view("agencies/index.html", OrganisationsView).unnamed == ()


def test_a_place_shows_its_spellings_measures_and_events(view: FindPlace) -> None:
    tarn = view("places/tarn.html", PlaceView)
    facts = {fact.label: [value.text for value in fact.values] for fact in tarn.facts}
    assert facts == {
        "UNESCO Creative Cities Network": ["Music, since 2019"],
        "Other spellings": ["Tarne"],
    }
    assert [row.address for row in tarn.measures] == ["measures/law-on-the-arts.html"]
    assert [row.link.address for row in tarn.events] == ["events/stage-forum.html"]
    assert [cite.label for cite in tarn.cites] == ["010:33"]


def test_the_list_of_places_counts_what_names_them(view: FindPlaces) -> None:
    (tarn,) = view("places/index.html", PlacesView).rows
    assert tarn.why == "1 measure · 1 event · UNESCO Creative City of Music"
