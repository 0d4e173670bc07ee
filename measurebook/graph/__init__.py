"""The Atlas: slugs resolved to records, and every link followed backwards."""

from measurebook.graph.atlas import Atlas
from measurebook.graph.facets import EventFacet, Facet
from measurebook.graph.lines import EntryKind, Use
from measurebook.graph.links import ConflictSubject, Link, LinkKind, ReportAnswer

__all__ = [
    "Atlas",
    "ConflictSubject",
    "EntryKind",
    "EventFacet",
    "Facet",
    "Link",
    "LinkKind",
    "ReportAnswer",
    "Use",
]
