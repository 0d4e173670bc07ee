"""The data as a whole, and the files to take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from measurebook.exports.addresses import (
    CITATION_FORMATS,
    MEASURES,
    PACKAGE,
    VOCABULARY,
    address_of_citations,
    address_of_table,
)
from measurebook.exports.linked_data.namer import Namer, Node
from measurebook.exports.references import render_url

_CITATION_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}


def describe_data(namer: Namer) -> Node:
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
