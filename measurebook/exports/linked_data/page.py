"""What a page is about in the words of schema.org, as JSON-LD that may stand inside the page.

The context stands in it, so that reading it needs no network, and every identifier is the address
of a page of this site: in full where the site knows where it stands, else relative to the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from markupsafe import Markup

from measurebook.exports.linked_data.namer import Namer, Node, keep_told
from measurebook.exports.linked_data.subjects import describe_subject
from measurebook.exports.page_facts import PageFacts
from measurebook.exports.release import Release
from measurebook.urls import address_of

CONTEXT: Mapping[str, Any] = {
    "@vocab": "https://schema.org/",
    "contentUrl": {"@type": "@id"},
    "item": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "url": {"@type": "@id"},
}

_PAGE_TYPES: Mapping[str, str] = {
    "about": "AboutPage",
    "agencies": "CollectionPage",
    "areas": "CollectionPage",
    "domains": "CollectionPage",
    "events": "CollectionPage",
    "goals": "CollectionPage",
    "measures": "CollectionPage",
    "organisations": "CollectionPage",
    "partners": "CollectionPage",
    "places": "CollectionPage",
    "reports": "CollectionPage",
    "search": "SearchResultsPage",
    "sources": "CollectionPage",
}
_UNSAFE = {c: f"\\u{ord(c):04x}" for c in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"}


def describe_page(release: Release, page: PageFacts) -> Markup:
    """Describe a page, the way to it, and what it is about."""
    namer = Namer(release, page)
    subject = describe_subject(namer)
    graph = [
        _describe_site(namer),
        _describe_page(namer, subject),
        _describe_way(namer),
        subject,
    ]
    return dump_safely({"@context": CONTEXT, "@graph": [node for node in graph if node]})


def dump_safely(value: Any) -> Markup:
    r"""Write JSON that cannot end the element it stands in, nor be taken for markup.

    >>> dump_safely({"name": "</script> & <b>"})
    Markup('{"name":"\\u003c/script\\u003e \\u0026 \\u003cb\\u003e"}')
    """
    text = msgspec.json.encode(value).decode()
    for sign, escaped in _UNSAFE.items():
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 - all that could be markup is escaped


def _describe_site(namer: Namer) -> Node:
    site = namer.release.site
    return keep_told(
        {
            "@type": "WebSite",
            "@id": namer.iri(address_of("home"), "site"),
            "name": site.title,
            "description": site.description,
            "inLanguage": list(site.languages),
            "version": namer.release.version,
            "url": namer.release.base,
        }
    )


def _describe_page(namer: Namer, subject: Node) -> Node:
    page = namer.page
    return keep_told(
        {
            "@type": _PAGE_TYPES.get(page.kind, "WebPage"),
            "@id": namer.iri(page.address),
            "url": namer.release.in_full(page.address),
            "name": page.heading,
            "description": page.description,
            "inLanguage": page.language,
            "isPartOf": {"@id": namer.iri(address_of("home"), "site")},
            "breadcrumb": {"@id": namer.iri(page.address, "path")} if page.steps else None,
            "mainEntity": {"@id": subject["@id"]} if subject else None,
        }
    )


def _describe_way(namer: Namer) -> Node:
    """Describe the path from the home page; the home page itself has none."""
    page = namer.page
    if not page.steps:
        return {}
    steps = (*page.steps, (page.heading, page.path))
    return {
        "@type": "BreadcrumbList",
        "@id": namer.iri(page.address, "path"),
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": name,
                "item": namer.iri(namer.in_edition(path)),
            }
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }
