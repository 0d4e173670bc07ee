"""Linked data is safe inside a page, needs no network, and says what the page promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef
from selectolax.lexbor import LexborHTMLParser

from measurebook.exports import PageFacts, Release
from measurebook.exports.linked_data import describe_page, dump_safely
from measurebook.model.measure import DateStatement
from tests.exports.pages import list_pages, make_page
from tests.exports.releases import HOME, load_norland, make_release, with_measure
from tests.exports.texts import texts

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SCHEMA = Namespace("https://schema.org/")
SHAPES = Path(__file__).parent / "shapes.ttl"


def read_graph(release: Release, page: PageFacts) -> Graph:
    """Read the linked data as a program does that found it in the page."""
    place = HOME + page.address if release.base else f"file:///site/{page.address}"
    return Graph().parse(data=describe_page(release, page), format="json-ld", publicID=place)


def read_subject(release: Release, kind: str, slug: str = "") -> dict[str, Any]:
    """Read what a page is about."""
    document = json.loads(describe_page(release, make_page(release, kind, slug)))
    subject: dict[str, Any] = document["@graph"][-1]
    return subject


json_values = st.recursive(
    st.none() | st.booleans() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_any_text_survives_inside_a_page(value: object) -> None:
    page = f'<script type="application/ld+json">{dump_safely(value)}</script><p>after</p>'
    tree = LexborHTMLParser(page)
    script = tree.css_first("script")
    assert script is not None
    assert json.loads(script.text()) == value
    assert [node.text() for node in tree.css("p")] == ["after"]


@given(json_values)
def test_nothing_in_it_is_markup_or_ends_a_line_of_script(value: object) -> None:
    assert not set("<>&\u2028\u2029") & set(dump_safely(value))


def test_all_pages_of_the_small_country_keep_the_promises(norland: Release) -> None:
    assert_conforms(norland, list(list_pages(norland)))


def test_all_pages_of_the_real_content_keep_them_too(azerbaijan: Release) -> None:
    pages = [
        page
        for page in list_pages(azerbaijan)
        if page.kind not in {"organisation", "source"} or page.slug.startswith(("a", "00"))
    ]
    assert_conforms(azerbaijan, pages)


def assert_conforms(release: Release, pages: list[PageFacts]) -> None:
    together = Graph()
    for page in pages:
        together += read_graph(release, page)
    conforms, _, report = validate(together, shacl_graph=str(SHAPES))
    assert conforms, report


def test_the_shapes_find_what_is_missing() -> None:
    graph = Graph().parse(
        data='{"@context":{"@vocab":"https://schema.org/"},"@type":"Dataset"}', format="json-ld"
    )
    assert not validate(graph, shacl_graph=str(SHAPES))[0]


def test_a_law_is_legislation_with_its_date_and_country(azerbaijan: Release) -> None:
    law = read_subject(azerbaijan, "measure", "adoption-of-the-new-law-on-media")
    assert law["@type"] == "Legislation"
    assert law["legislationType"] == "Law"
    assert law["legislationJurisdiction"]["name"] == "Azerbaijan"


def test_any_other_measure_is_a_creative_work(azerbaijan: Release) -> None:
    measure = read_subject(azerbaijan, "measure", "azerbaijan-design-forum-2019")
    assert measure["@type"] == "CreativeWork"
    assert not [key for key in measure if key.startswith("legislation")]


def test_a_date_that_was_inferred_is_no_date_of_an_act() -> None:
    dates = (DateStatement(date="2021", precision="year", what="adopted", inferred=True),)
    changed = with_measure(load_norland(), "film-fund", title="Law on Film", dates=dates)
    act = read_subject(make_release(changed), "measure", "film-fund")
    assert "legislationDate" not in act


def test_responsible_bodies_have_the_type_of_their_kind(norland: Release) -> None:
    measure = read_subject(norland, "measure", "film-fund")
    assert [body["@type"] for body in measure["provider"]] == ["GovernmentOrganization"]
    assert [body["@type"] for body in measure["contributor"]] == ["NGO"]


def test_no_person_is_described(azerbaijan: Release) -> None:
    slug = next(iter(azerbaijan.knowledge.events))
    told = describe_page(azerbaijan, make_page(azerbaijan, "event", slug))
    people = {
        person.name
        for session in azerbaijan.atlas.event(slug).record.sessions
        for person in (*session.moderators, *session.speakers, *session.attendees)
    }
    assert people
    assert not [name for name in people if name in told]


def test_things_have_one_identifier_in_all_languages(norland: Release) -> None:
    for language in ("en", "az"):
        graph = read_graph(norland, make_page(norland, "measure", "film-fund", language))
        thing = URIRef(f"{HOME}measures/film-fund.html#measure")
        assert (thing, RDF.type, SCHEMA.CreativeWork) in graph


def test_without_an_address_identifiers_follow_the_page(nowhere: Release) -> None:
    graph = read_graph(nowhere, make_page(nowhere, "measure", "film-fund", "az"))
    thing = URIRef("file:///site/measures/film-fund.html#measure")
    assert (thing, RDF.type, SCHEMA.CreativeWork) in graph


def test_the_way_leads_through_pages_of_the_same_language(norland: Release) -> None:
    page = make_page(norland, "measure", "film-fund", "az")
    items = read_graph(norland, page).objects(None, SCHEMA.item)
    assert sorted(map(str, items)) == [
        f"{HOME}az/index.html",
        f"{HOME}az/measures/film-fund.html",
        f"{HOME}az/measures/index.html",
    ]


@pytest.mark.parametrize("kind", ["goal", "area", "domain"])
def test_the_page_of_measures_that_state_nothing_is_about_no_term(
    norland: Release, kind: str
) -> None:
    document = json.loads(describe_page(norland, make_page(norland, kind, "not-stated")))
    assert "DefinedTerm" not in [node["@type"] for node in document["@graph"]]
