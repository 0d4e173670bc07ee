"""Measures, and the legal acts among them."""

from __future__ import annotations

from collections.abc import Iterator

from measurebook.exports.legal_acts import find_legal_act
from measurebook.exports.linked_data.namer import Namer, Node
from measurebook.exports.linked_data.texts import describe_cited
from measurebook.exports.linked_data.vocabulary import name_organisation, name_place, name_term
from measurebook.exports.references import find_country, make_reference
from measurebook.model.measure import Measure

_DATES_OF_ACTS = ("adopted", "approved", "signed")
"""Kinds of dates that tell when a legal act was made, the best first."""


def describe_measure(namer: Namer) -> Node:
    entry = namer.release.atlas.measure(namer.page.slug)
    measure = entry.record
    reference = make_reference(namer.release, "measure", entry.slug)
    act = find_legal_act(measure, namer.release.atlas.knowledge.vocabulary.legal_acts)
    return {
        "@type": "CreativeWork" if act is None else "Legislation",
        "@id": namer.thing("measure", entry.slug),
        "identifier": entry.slug,
        "name": reference.title,
        "description": namer.page.description,
        "inLanguage": reference.language,
        "keywords": list(reference.keywords),
        "creator": [{"@type": "Organization", "name": author} for author in reference.authors],
        "provider": [name_organisation(namer, slug) for slug in measure.agencies or ()],
        "contributor": list(_list_partners(namer, measure)),
        "about": list(_list_terms(namer, measure)),
        "spatialCoverage": [name_place(namer, slug) for slug in measure.places],
        "temporalCoverage": _read_period(measure),
        "isPartOf": _name_report(namer, measure),
        "isBasedOn": [describe_cited(source) for source in reference.sources],
        "version": namer.release.version,
        **({} if act is None else _describe_act(namer, measure, act)),
    }


def _describe_act(namer: Namer, measure: Measure, act: str) -> Node:
    dates = {
        kind: stated.date
        for kind in reversed(_DATES_OF_ACTS)
        for stated in measure.dates
        if stated.what == kind and not stated.inferred
    }
    country = find_country(namer.release, measure)
    return {
        "legislationType": act,
        "legislationDate": next((dates[kind] for kind in _DATES_OF_ACTS if kind in dates), None),
        "legislationJurisdiction": (
            {"@type": "AdministrativeArea", "name": country} if country else None
        ),
        "legislationResponsible": [
            {"@id": namer.thing("organisation", slug)} for slug in measure.agencies or ()
        ],
    }


def _list_partners(namer: Namer, measure: Measure) -> Iterator[Node]:
    for partner in measure.partners or ():
        if partner.organisation:
            yield name_organisation(namer, partner.organisation)
        elif partner.name:
            yield {"@type": "Organization", "name": partner.name}


def _list_terms(namer: Namer, measure: Measure) -> Iterator[Node]:
    for kind, slugs in (
        ("goal", measure.goals),
        ("area", measure.areas),
        ("domain", measure.domains),
    ):
        yield from (name_term(namer, kind, slug) for slug in slugs or ())


def _read_period(measure: Measure) -> str:
    """Read the first start and the last end as a period, such as 2009/2019."""
    ends = {stated.what: stated.date for stated in reversed(measure.dates) if not stated.inferred}
    return f"{ends['start']}/{ends['end']}" if {"start", "end"} <= ends.keys() else ""


def _name_report(namer: Namer, measure: Measure) -> Node | None:
    if measure.report is None:
        return None
    report = make_reference(namer.release, "report", measure.report)
    return {
        "@type": "Report",
        "@id": namer.thing("report", measure.report),
        "name": report.title,
    }
