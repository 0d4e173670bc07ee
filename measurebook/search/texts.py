"""What the browser shows of a document beside its title: passages, and facts to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from measurebook.graph.mentions import Found
from measurebook.graph.names import Target
from measurebook.model.measure import Measure
from measurebook.search.documents import Document, Part
from measurebook.search.reading import ReadDocument

Numbers = Mapping[Target, int]
"""Under which number each organisation and place stands in the index."""


def show_document(document: Document, read: ReadDocument, numbers: Numbers) -> dict[str, object]:
    """Show a document; `parts` are its passages; a measure has facts to compare."""
    pairs = zip(document.parts, read.spans, strict=True)
    parts = [_show_part(part, spans, numbers) for part, spans in pairs]
    if document.measure is None:
        return {"parts": parts}
    return {
        "parts": parts,
        "facts": _show_facts(document.measure, numbers),
        "facets": document.facets,
        "marks": document.marks,
    }


def _show_part(part: Part, spans: Sequence[Found], numbers: Numbers) -> list[object]:
    """Show a passage as [section, fragment, text, [start, end, whom, …]], a fact by its targets."""
    named: list[int] = [numbers[target] for target in part.targets]
    for span in spans:
        named += (span.start, span.end, numbers[span.target])
    return [part.section, part.fragment, part.text, named]


def _show_facts(measure: Measure, numbers: Numbers) -> dict[str, Any]:
    """Show what a comparison needs of a measure and its facets do not have."""
    facts = {
        "reported_by": measure.reported_by,
        "partners": [
            (
                numbers[Target("organisation", partner.organisation)]
                if partner.organisation
                else partner.name or "",
                partner.type,
            )
            for partner in measure.partners or ()
        ],
        "dates": [(day.date, day.what, day.inferred) for day in measure.dates],
    }
    return {name: fact for name, fact in facts.items() if fact}
