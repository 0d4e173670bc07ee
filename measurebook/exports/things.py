"""The things that pages are about, in the words of schema.org. People are not among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from measurebook.exports.addresses import (
    CITATION_FORMATS,
    MEASURES,
    PACKAGE,
    VOCABULARY,
    address_of_citations,
    address_of_table,
)
from measurebook.exports.legal_acts import find_legal_act
from measurebook.exports.page_facts import PageFacts
from measurebook.exports.references import CitedSource, find_country, make_reference, render_url
from measurebook.exports.release import Release
from measurebook.model.event import EventDate
from measurebook.model.measure import Measure
from measurebook.model.source import SourceKind
from measurebook.model.vocabulary import OrganisationKind, Term
from measurebook.urls import address_of

Node = dict[str, Any]

_ORGANISATION_TYPES: Mapping[OrganisationKind, str] = {
    "public": "GovernmentOrganization",
    "private": "Organization",
    "cso": "NGO",
    "intergovernmental": "Organization",
    "academic": "EducationalOrganization",
    "unknown": "Organization",
}
_SOURCE_TYPES: Mapping[SourceKind, str] = {
    "periodic-report": "Report",
    "platform-page": "WebPage",
    "news-article": "NewsArticle",
}
_DATES_OF_ACTS = ("adopted", "approved", "signed")
"""Kinds of dates that tell when a legal act was made, the best first."""


class Namer(msgspec.Struct, frozen=True, dict=True):
    """Names things by addresses, as seen from one page."""

    release: Release
    page: PageFacts

    def iri(self, address: str, fragment: str = "") -> str:
        """Return the identifier of a file, or of the thing that it is about."""
        target = f"{address}#{fragment}" if fragment else address
        return f"{self._start}{target}"

    @cached_property
    def _start(self) -> str:
        """The address of the root of the site, in full or as the way up from the page."""
        return self.release.base or "../" * self.page.address.count("/")

    def thing(self, kind: str, slug: str) -> str:
        """Return the identifier of what a page is about; all languages share it."""
        return self.iri(address_of(kind, slug), kind)

    def in_edition(self, path: str) -> str:
        """Return the address of another page in the language of this one."""
        is_default = self.page.language == self.page.default_language
        return path if is_default else f"{self.page.language}/{path}"


def keep_told(node: Node) -> Node:
    """Leave out what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def describe_subject(namer: Namer) -> Node:
    """Describe what a page is about; {} for a page that is about nothing but the site."""
    describe = _DESCRIBERS.get(namer.page.kind)
    return keep_told(describe(namer)) if describe else {}


# Measures


def _describe_measure(namer: Namer) -> Node:
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
        "provider": [_name_organisation(namer, slug) for slug in measure.agencies or ()],
        "contributor": list(_list_partners(namer, measure)),
        "about": list(_list_terms(namer, measure)),
        "spatialCoverage": [_name_place(namer, slug) for slug in measure.places],
        "temporalCoverage": _read_period(measure),
        "isPartOf": _name_report(namer, measure),
        "isBasedOn": [_describe_cited(source) for source in reference.sources],
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
            yield _name_organisation(namer, partner.organisation)
        elif partner.name:
            yield {"@type": "Organization", "name": partner.name}


def _list_terms(namer: Namer, measure: Measure) -> Iterator[Node]:
    for kind, slugs in (
        ("goal", measure.goals),
        ("area", measure.areas),
        ("domain", measure.domains),
    ):
        yield from (_name_term(namer, kind, slug) for slug in slugs or ())


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


# Reports, events, sources


def _describe_report(namer: Namer) -> Node:
    reference = make_reference(namer.release, "report", namer.page.slug)
    return {
        "@type": "Report",
        "@id": namer.thing("report", reference.slug),
        "name": reference.title,
        "inLanguage": reference.language,
        "datePublished": reference.date,
        "creator": [{"@type": "Organization", "name": author} for author in reference.authors],
        "publisher": _name_publisher(reference.publisher),
        "isBasedOn": [_describe_cited(source) for source in reference.sources],
        "version": namer.release.version,
    }


def _describe_event(namer: Namer) -> Node:
    entry = namer.release.atlas.event(namer.page.slug)
    event = entry.record
    reference = make_reference(namer.release, "event", entry.slug)
    venues = [
        {"@type": "Place", "name": namer.release.name_organisation(slug)} for slug in event.venues
    ]
    return {
        "@type": "Event",
        "@id": namer.thing("event", entry.slug),
        "name": event.name or reference.title,
        "description": namer.page.description,
        "startDate": _read_date(event.starts),
        "endDate": _read_date(event.ends or event.starts),
        "location": venues + [_name_place(namer, slug) for slug in event.places],
        "organizer": [_name_organisation(namer, slug) for slug in event.organisers],
        "subEvent": [
            keep_told(
                {"@type": "Event", "name": session.title, "startDate": _read_date(session.date)}
            )
            for session in event.sessions
        ],
        "subjectOf": [_describe_cited(source) for source in reference.sources],
    }


def _read_date(date: EventDate | None) -> str:
    return date.date if date else ""


def _describe_source(namer: Namer) -> Node:
    """Describe our numbered copy; the text that it is a copy of is what it is based on."""
    reference = make_reference(namer.release, "source", namer.page.slug)
    return {
        "@type": "CreativeWork",
        "@id": namer.thing("source", reference.slug),
        "identifier": reference.slug,
        "name": reference.title,
        "inLanguage": reference.language,
        "publisher": _name_publisher(reference.publisher),
        "isBasedOn": [_describe_cited(source) for source in reference.sources],
    }


def _describe_cited(source: CitedSource) -> Node:
    return keep_told(
        {
            "@type": _SOURCE_TYPES[source.kind],
            "name": source.title,
            "publisher": _name_publisher(source.publisher),
            "url": source.url if source.url.startswith(("https://", "http://")) else "",
            "pagination": source.lines if source.kind != "platform-page" else "",
        }
    )


def _name_publisher(name: str) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


# Organisations, places, terms


def _name_organisation(namer: Namer, slug: str) -> Node:
    organisation = namer.release.atlas.organisation(slug)
    return {
        "@type": _ORGANISATION_TYPES[organisation.kind],
        "@id": namer.thing("organisation", slug),
        "name": namer.release.name_organisation(slug),
    }


def _describe_organisation(namer: Namer) -> Node:
    slug = namer.page.slug
    organisation = namer.release.atlas.organisation(slug)
    own = [wording.text for wording in organisation.wordings.values()]
    former = [name.name for name in organisation.former_names]
    aliases = [alias.name for alias in organisation.aliases if not alias.generic]
    names = dict.fromkeys([organisation.abbreviation, *own, *former, *aliases])
    parent = organisation.parent
    return {
        **_name_organisation(namer, slug),
        "alternateName": [name for name in names if name and name != organisation.name],
        "foundingDate": organisation.since,
        "parentOrganization": _name_organisation(namer, parent) if parent else None,
    }


def _name_place(namer: Namer, slug: str) -> Node:
    return {
        "@type": "Place",
        "@id": namer.thing("place", slug),
        "name": namer.release.name_place(slug),
    }


def _describe_place(namer: Namer) -> Node:
    place = namer.release.atlas.place(namer.page.slug)
    names = dict.fromkeys([*(w.text for w in place.wordings.values()), *place.aliases])
    return {
        **_name_place(namer, namer.page.slug),
        "alternateName": [name for name in names if name != place.name],
    }


def _name_term(namer: Namer, kind: str, slug: str) -> Node:
    return {
        "@type": "DefinedTerm",
        "@id": namer.thing(kind, slug),
        "termCode": slug,
        "name": namer.release.name_term(_terms_of(namer, kind)[slug].wordings),
    }


def _terms_of(namer: Namer, kind: str) -> Mapping[str, Term]:
    vocabulary = namer.release.vocabulary
    known: Mapping[str, Mapping[str, Term]] = {
        "goal": vocabulary.goals,
        "area": vocabulary.areas,
        "domain": vocabulary.domains,
    }
    return known[kind]


def _describe_term(namer: Namer) -> Node:
    """Describe a goal, area or domain; the page of the measures that state none has no term."""
    page = namer.page
    if page.slug not in _terms_of(namer, page.kind):
        return {}
    term_set = {
        "@type": "DefinedTermSet",
        "@id": namer.iri(address_of(f"{page.kind}s"), "terms"),
        "name": page.steps[-1][0] if page.steps else page.kind,
    }
    return {**_name_term(namer, page.kind, page.slug), "inDefinedTermSet": term_set}


# The data


def _describe_data(namer: Namer) -> Node:
    release = namer.release
    countries = (source.card.country for source in release.knowledge.sources.values())
    return {
        "@type": "Dataset",
        "@id": namer.iri(namer.page.path, "data"),
        "name": release.site.title,
        "description": release.site.description,
        "version": release.version,
        "inLanguage": list(release.site.languages),
        "isAccessibleForFree": True,
        "conditionsOfAccess": release.site.rights,
        "creator": {"@type": "Organization", "name": release.site.title},
        "spatialCoverage": [
            {"@type": "Place", "name": country} for country in dict.fromkeys(countries) if country
        ],
        "distribution": list(_list_distributions(namer)),
    }


def _list_distributions(namer: Namer) -> Iterator[Node]:
    files: Iterable[tuple[str, str]] = (
        (PACKAGE, "application/json"),
        (address_of_table("measures"), "text/csv"),
        (MEASURES, "application/json"),
        (VOCABULARY, "text/turtle"),
        *(
            (address_of_citations(written), _CITATION_TYPES[written])
            for written in CITATION_FORMATS
        ),
    )
    for address, kind in files:
        yield {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": render_url(namer.iri(address)),
        }


_CITATION_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
_DESCRIBERS: Mapping[str, Callable[[Namer], Node]] = {
    "measure": _describe_measure,
    "report": _describe_report,
    "event": _describe_event,
    "source": _describe_source,
    "organisation": _describe_organisation,
    "place": _describe_place,
    "goal": _describe_term,
    "area": _describe_term,
    "domain": _describe_term,
    "data": _describe_data,
}
