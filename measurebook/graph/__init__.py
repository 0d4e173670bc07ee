"""The Atlas: slugs resolved to records, and every link followed backwards."""

from measurebook.graph.atlas import Atlas
from measurebook.graph.claims import SUPPORTS, WITHOUT_MEASURE, Claim, ClaimSupport
from measurebook.graph.facet_values import (
    FACET_VALUES,
    RESULT_KINDS,
    FacetValues,
    ResultKind,
    count_facet_values,
    list_found_pages,
    list_found_terms,
    read_answer_values,
    read_event_values,
    read_facet_values,
)
from measurebook.graph.facets import EventFacet, Facet
from measurebook.graph.form_parts import FormPart
from measurebook.graph.lines import EntryKind, Use
from measurebook.graph.linking import Linker
from measurebook.graph.links import ConflictSubject, Link, LinkKind, ReportAnswer
from measurebook.graph.mentions import Mention
from measurebook.graph.names import TargetKind
from measurebook.graph.news import News
from measurebook.graph.open_answers import (
    OPEN_REASONS,
    OPEN_STATES,
    OpenReason,
    find_reasons,
    is_empty_place,
)
from measurebook.graph.passages import Document, DocumentKind, Passage
from measurebook.graph.promises import OUTLOOKS, Postponed, Promise
from measurebook.graph.quotations import Quotation
from measurebook.graph.related import Reason, ReasonKind, Related
from measurebook.graph.workbook import Line, Workbook, WorkbookPart, open_workbook

__all__ = [
    "FACET_VALUES",
    "OPEN_REASONS",
    "OPEN_STATES",
    "OUTLOOKS",
    "RESULT_KINDS",
    "SUPPORTS",
    "WITHOUT_MEASURE",
    "Atlas",
    "Claim",
    "ClaimSupport",
    "ConflictSubject",
    "Document",
    "DocumentKind",
    "EntryKind",
    "EventFacet",
    "Facet",
    "FacetValues",
    "FormPart",
    "Line",
    "Link",
    "LinkKind",
    "Linker",
    "Mention",
    "News",
    "OpenReason",
    "Passage",
    "Postponed",
    "Promise",
    "Quotation",
    "Reason",
    "ReasonKind",
    "Related",
    "ReportAnswer",
    "ResultKind",
    "TargetKind",
    "Use",
    "Workbook",
    "WorkbookPart",
    "count_facet_values",
    "find_reasons",
    "is_empty_place",
    "list_found_pages",
    "list_found_terms",
    "open_workbook",
    "read_answer_values",
    "read_event_values",
    "read_facet_values",
]
