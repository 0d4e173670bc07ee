"""The vocabularies are SKOS that a reader of graphs takes, each wording with its status."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace
from pyshacl import validate
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from measurebook.exports import Release
from measurebook.exports.plain import tidy
from measurebook.exports.skos import count_concepts, quote_literal, render_skos
from measurebook.exports.tables.terms import list_terms
from measurebook.model.vocabulary import Wording
from tests.exports.releases import HOME, load_norland, make_release
from tests.exports.texts import texts

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
SHAPES = Path(__file__).parent / "skos-shapes.ttl"
HERE = "file:///site/data/vocabulary.ttl"


def read_graph(release: Release) -> Graph:
    return Graph().parse(data=render_skos(release).data.decode(), format="turtle", publicID=HERE)


@pytest.fixture(scope="module")
def real(azerbaijan: Release) -> Graph:
    return read_graph(azerbaijan)


def test_the_vocabularies_of_the_real_content_have_the_form_of_skos(real: Graph) -> None:
    conforms, _, report = validate(real, shacl_graph=str(SHAPES))
    assert conforms, report


def test_the_shapes_find_a_concept_without_a_label() -> None:
    graph = Graph().parse(data=f"<urn:a> a <{SKOS.Concept}> .", format="turtle")
    assert not validate(graph, shacl_graph=str(SHAPES))[0]


def test_every_term_is_a_concept(azerbaijan: Release, real: Graph) -> None:
    statuses = 4
    assert len(set(real.subjects(RDF.type, SKOS.Concept))) == count_concepts(azerbaijan) + statuses


def test_every_wording_states_how_far_it_can_be_trusted(azerbaijan: Release, real: Graph) -> None:
    expected = {
        (Literal(tidy(wording.text), lang=language), URIRef(f"{HERE}#wording-statuses/{status}"))
        for name, terms in list_terms(azerbaijan).items()
        if name != "questions"
        for term in terms.values()
        for language, wording in term.wordings.items()
        for status in [wording.status]
    }
    found = {
        (real.value(label, XL.literalForm), real.value(label, ADMS.status))
        for label in real.subjects(RDF.type, XL.Label)
    }
    assert found == expected


def test_a_wording_names_where_it_stands(real: Graph) -> None:
    goal = URIRef(f"{HERE}#goals/1")
    english = next(
        label
        for label in real.objects(goal, XL.prefLabel)
        if str(real.value(label, XL.literalForm)).startswith("Support")
    )
    assert real.value(english, DCTERMS.source) == Literal("002_6b244dde25f0f794:58")


def test_an_area_leads_to_its_goal(real: Graph) -> None:
    area = URIRef(f"{HERE}#areas/media-diversity")
    assert real.value(area, SKOS.broadMatch) == URIRef(f"{HERE}#goals/1")


def test_identifiers_are_full_addresses_where_the_site_has_one(norland: Release) -> None:
    graph = read_graph(norland)
    assert (URIRef(f"{HOME}data/vocabulary.ttl#goals/1"), RDF.type, SKOS.Concept) in graph


@given(texts)
def test_any_text_survives_as_a_literal(text: str) -> None:
    graph = Graph().parse(data=f"<urn:a> <urn:b> {quote_literal(text, 'az')} .", format="turtle")
    assert graph.value(URIRef("urn:a"), URIRef("urn:b")) == Literal(tidy(text), lang="az")


def test_a_hostile_wording_stays_a_wording() -> None:
    norland = load_norland()
    hostile = '" . <urn:x> a <urn:y> . #\\'
    wordings = {"en": Wording(text=hostile, status="translation")}
    goal = msgspec.structs.replace(norland.vocabulary.goals["1"], wordings=wordings)
    goals = norland.vocabulary.goals | {"1": goal}
    vocabulary = msgspec.structs.replace(norland.vocabulary, goals=goals)
    graph = read_graph(make_release(replace(norland, vocabulary=vocabulary)))
    assert graph.value(URIRef(f"{HERE}#goals/1"), SKOS.prefLabel) == Literal(hostile, lang="en")
    assert (URIRef("urn:x"), None, None) not in graph
