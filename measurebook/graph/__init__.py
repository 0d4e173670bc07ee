"""The Atlas: slugs resolved to records, and every link followed backwards."""

from measurebook.graph.atlas import Atlas
from measurebook.graph.facet_values import (
    FACET_VALUES,
    FacetValues,
    count_facet_values,
    read_answer_values,
    read_event_values,
    read_facet_values,
)
from measurebook.graph.facets import EventFacet, Facet
from measurebook.graph.lines import EntryKind, Use
from measurebook.graph.linking import Linker
from measurebook.graph.links import ConflictSubject, Link, LinkKind, ReportAnswer
from measurebook.graph.mentions import Mention
from measurebook.graph.names import TargetKind
from measurebook.graph.passages import Document, DocumentKind, Passage
from measurebook.graph.related import Reason, ReasonKind, Related

__all__ = [
    "FACET_VALUES",
    "Atlas",
    "ConflictSubject",
    "Document",
    "DocumentKind",
    "EntryKind",
    "EventFacet",
    "Facet",
    "FacetValues",
    "Link",
    "LinkKind",
    "Linker",
    "Mention",
    "Passage",
    "Reason",
    "ReasonKind",
    "Related",
    "ReportAnswer",
    "TargetKind",
    "Use",
    "count_facet_values",
    "read_answer_values",
    "read_event_values",
    "read_facet_values",
]
