"""Organisations, places and terms."""

from __future__ import annotations

from collections.abc import Mapping

from measurebook.exports.linked_data.namer import Namer, Node
from measurebook.model.vocabulary import OrganisationKind
from measurebook.urls import address_of

_ORGANISATION_TYPES: Mapping[OrganisationKind, str] = {
    "public": "GovernmentOrganization",
    "private": "Organization",
    "cso": "NGO",
    "intergovernmental": "Organization",
    "academic": "EducationalOrganization",
    "unknown": "Organization",
}


def describe_organisation(namer: Namer) -> Node:
    slug = namer.page.slug
    organisation = namer.release.atlas.organisation(slug)
    own = [wording.text for wording in organisation.wordings.values()]
    former = [name.name for name in organisation.former_names]
    aliases = [alias.name for alias in organisation.aliases if not alias.generic]
    names = dict.fromkeys([organisation.abbreviation, *own, *former, *aliases])
    parent = organisation.parent
    return {
        **name_organisation(namer, slug),
        "alternateName": [name for name in names if name and name != organisation.name],
        "foundingDate": organisation.since,
        "parentOrganization": name_organisation(namer, parent) if parent else None,
    }


def name_organisation(namer: Namer, slug: str) -> Node:
    organisation = namer.release.atlas.organisation(slug)
    return {
        "@type": _ORGANISATION_TYPES[organisation.kind],
        "@id": namer.thing("organisation", slug),
        "name": namer.release.name_organisation(slug),
    }


def describe_place(namer: Namer) -> Node:
    place = namer.release.atlas.place(namer.page.slug)
    names = dict.fromkeys([*(w.text for w in place.wordings.values()), *place.aliases])
    return {
        **name_place(namer, namer.page.slug),
        "alternateName": [name for name in names if name != place.name],
    }


def name_place(namer: Namer, slug: str) -> Node:
    return {
        "@type": "Place",
        "@id": namer.thing("place", slug),
        "name": namer.release.name_place(slug),
    }


def describe_term(namer: Namer) -> Node:
    """Describe a goal, area or domain; the page of the measures that state none has no term."""
    page = namer.page
    if page.slug not in namer.release.vocabulary.terms[page.kind]:
        return {}
    term_set = {
        "@type": "DefinedTermSet",
        "@id": namer.iri(address_of(f"{page.kind}s"), "terms"),
        "name": page.steps[-1][0] if page.steps else page.kind,
    }
    return {**name_term(namer, page.kind, page.slug), "inDefinedTermSet": term_set}


def name_term(namer: Namer, kind: str, slug: str) -> Node:
    return {
        "@type": "DefinedTerm",
        "@id": namer.thing(kind, slug),
        "termCode": slug,
        "name": namer.release.name_term(namer.release.vocabulary.terms[kind][slug].wordings),
    }
