"""Reports, events and sources."""

from __future__ import annotations

from collections.abc import Mapping

from measurebook.exports.linked_data.namer import Namer, Node, keep_told
from measurebook.exports.linked_data.vocabulary import name_organisation, name_place
from measurebook.exports.references import CitedSource, make_reference
from measurebook.model.event import EventDate
from measurebook.model.source import SourceKind

_SOURCE_TYPES: Mapping[SourceKind, str] = {
    "periodic-report": "Report",
    "platform-page": "WebPage",
    "news-article": "NewsArticle",
}


def describe_report(namer: Namer) -> Node:
    reference = make_reference(namer.release, "report", namer.page.slug)
    return {
        "@type": "Report",
        "@id": namer.thing("report", reference.slug),
        "name": reference.title,
        "inLanguage": reference.language,
        "datePublished": reference.date,
        "creator": [{"@type": "Organization", "name": author} for author in reference.authors],
        "publisher": _name_publisher(reference.publisher),
        "isBasedOn": [describe_cited(source) for source in reference.sources],
        "version": namer.release.version,
    }


def describe_event(namer: Namer) -> Node:
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
        "location": venues + [name_place(namer, slug) for slug in event.places],
        "organizer": [name_organisation(namer, slug) for slug in event.organisers],
        "subEvent": [
            keep_told(
                {"@type": "Event", "name": session.title, "startDate": _read_date(session.date)}
            )
            for session in event.sessions
        ],
        "subjectOf": [describe_cited(source) for source in reference.sources],
    }


def _read_date(date: EventDate | None) -> str:
    return date.date if date else ""


def describe_source(namer: Namer) -> Node:
    """Describe our numbered copy; the text that it is a copy of is what it is based on."""
    reference = make_reference(namer.release, "source", namer.page.slug)
    return {
        "@type": "CreativeWork",
        "@id": namer.thing("source", reference.slug),
        "identifier": reference.slug,
        "name": reference.title,
        "inLanguage": reference.language,
        "publisher": _name_publisher(reference.publisher),
        "isBasedOn": [describe_cited(source) for source in reference.sources],
    }


def describe_cited(source: CitedSource) -> Node:
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
