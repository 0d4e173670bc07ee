"""What the head of a page tells programs: for Zotero and libraries, for search engines, for links.

Templates write each pair as `<meta name="…" content="…">`, those of Open Graph as
`<meta property="…" content="…">`.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from measurebook.exports.addresses import RECORD_KINDS
from measurebook.exports.cards import CARD_HEIGHT, CARD_WIDTH
from measurebook.exports.linked_data import describe_page
from measurebook.exports.page_facts import PageFacts
from measurebook.exports.references import (
    Reference,
    make_reference,
)
from measurebook.exports.release import Release

Pair = tuple[str, str]

_LOCALES = {"az": "az_AZ", "en": "en_GB", "es": "es_ES", "fr": "fr_FR", "ru": "ru_RU"}
"""Open Graph knows languages with a territory only."""

_ARTICLES = frozenset({"measure", "report", "event", "source", "organisation", "place"})
_NOT_LISTED = frozenset({"not-found", "redirect"})
"""Pages that stand at no address of their own."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What goes into the head of one page.

    `meta` are pairs of name and content, `properties` of property and content. `canonical`,
    `alternates` (language and full address) and `properties` are empty as long as nobody knows
    where the site stands. `linked_data` goes between the tags of a
    `<script type="application/ld+json">` as it is.
    """

    meta: tuple[Pair, ...]
    properties: tuple[Pair, ...]
    canonical: str
    alternates: tuple[Pair, ...]
    linked_data: Markup


def make_head(release: Release, page: PageFacts) -> Head:
    """Make what a page tells programs about itself."""
    is_listed = bool(release.base) and page.kind not in _NOT_LISTED
    return Head(
        meta=tuple(_list_meta(release, page)),
        properties=tuple(_list_properties(release, page)) if is_listed else (),
        canonical=release.in_full(page.address) if is_listed else "",
        alternates=tuple(list_alternates(release, page)) if is_listed else (),
        linked_data=describe_page(release, page),
    )


def _list_meta(release: Release, page: PageFacts) -> Iterator[Pair]:
    if release.base and page.card and page.kind not in _NOT_LISTED:
        yield "twitter:card", "summary_large_image"
    kind = next((kind for kind in RECORD_KINDS if kind == page.kind), None)
    if kind is not None:
        yield from list_meta(make_reference(release, kind, page.slug))


def list_meta(reference: Reference) -> Iterator[Pair]:
    """List what Zotero's translator and library catalogues read: Highwire and Dublin Core."""
    pairs = (*_list_highwire(reference), *_list_dublin_core(reference))
    return (pair for pair in pairs if pair[1])


def _list_highwire(reference: Reference) -> Iterator[Pair]:
    yield "citation_title", reference.title
    yield from (("citation_author", author) for author in reference.authors)
    yield "citation_publication_date", reference.date.replace("-", "/")
    if reference.is_report:
        yield "citation_technical_report_institution", reference.publisher
    else:
        yield "citation_publisher", reference.publisher
    yield "citation_language", reference.language
    yield from (("citation_keywords", keyword) for keyword in reference.keywords)
    yield "citation_public_url", reference.address


def _list_dublin_core(reference: Reference) -> Iterator[Pair]:
    yield "DC.title", reference.title
    yield from (("DC.creator", author) for author in reference.authors)
    yield "DC.date", reference.date
    yield "DC.publisher", reference.publisher
    yield "DC.language", reference.language
    yield from (("DC.subject", keyword) for keyword in reference.keywords)
    yield "DC.identifier", reference.address or reference.key
    yield "DC.source", reference.basis
    yield "DC.relation", reference.edition


# Where the page stands


def _list_properties(release: Release, page: PageFacts) -> Iterator[Pair]:
    yield "og:type", "article" if page.kind in _ARTICLES else "website"
    yield "og:title", page.heading
    yield "og:description", page.description
    yield "og:url", release.in_full(page.address)
    yield "og:site_name", release.site.name_in(page.language).title
    if page.card:
        yield "og:image", release.in_full(page.card)
        yield "og:image:type", "image/png"
        yield "og:image:width", str(CARD_WIDTH)
        yield "og:image:height", str(CARD_HEIGHT)
        yield "og:image:alt", page.card_words
    yield "og:locale", _LOCALES.get(page.language, page.language)
    for language in release.site.languages:
        if language != page.language:
            yield "og:locale:alternate", _LOCALES.get(language, language)


def list_alternates(release: Release, page: PageFacts) -> Iterator[Pair]:
    """List the page in every language of the site, itself included; none where it has only one."""
    languages = release.site.languages
    if len(languages) > 1:
        for language in languages:
            yield language, release.in_full(page.address_in(language, languages[0]))
        yield "x-default", release.in_full(page.address_in(languages[0], languages[0]))
