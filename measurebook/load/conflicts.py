"""Statements that differ: `content/conflicts/<slug>.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from measurebook.errors import Problem, guess, quote
from measurebook.load.citations import find_span_fault, name_lines
from measurebook.load.known import Known
from measurebook.load.references import check_references, find_references
from measurebook.load.yaml_folder import ReadRecord
from measurebook.model.base import read_span
from measurebook.model.conflict import Conflict, Quote
from measurebook.model.knowledge import Source
from measurebook.model.measure import SECTION_HEADINGS, Measure
from measurebook.text import squash_blanks

_OF_A_FIELD = frozenset({"two-sources", "parts-and-total"})
"""Rules of which a page names the field that it found something in."""


def quotes_any(conflict: Conflict, sources: Collection[str]) -> bool:
    """Tell whether a conflict quotes a source of this content folder, or one close to it.

    A conflict that does not was written for other texts: the folder's lists and editors' notes
    may be kept when its sources are replaced.
    """
    named = [found.source for found in conflict.quotes]
    return any(source in sources or guess(source, sources) for source in named)


def check_conflict(
    read: ReadRecord[Conflict], known: Known, sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Check whom a conflict concerns, and that its quotes stand where they say they do."""
    conflict, fields = read.record, read.fields
    yield from check_references(find_references(conflict), fields, known)
    if not any((conflict.measures, conflict.reports, conflict.events, conflict.organisations)):
        yield fields.problem("concerns no measure, report, event or organisation; name one")
    yield from _check_name(read, known)
    for index, found in enumerate(conflict.quotes):
        if found.source in sources:
            fault = _find_quote_fault(found, sources[found.source])
            if fault:
                yield fields.problem(fault, "quotes", index, "lines")


def _check_name(read: ReadRecord[Conflict], known: Known) -> Iterator[Problem]:
    """Check that pages can say what is in question."""
    conflict, fields = read.record, read.fields
    if conflict.title is None and conflict.rule is None:
        yield fields.problem('has no title; say in one what is in question, such as "title: …"')
    if conflict.title is None and conflict.field is None and conflict.rule in _OF_A_FIELD:
        yield fields.problem(f"{conflict.rule} names the field in question; expected field: …")
    names = {*Measure.__struct_fields__, *SECTION_HEADINGS, *known.slugs.get("questions", ())}
    if conflict.field is not None and conflict.field not in names:
        message = f"{quote(conflict.field)} is no field, section or question"
        yield fields.problem(f"{message}{guess(conflict.field, names)}", "field")


def _find_quote_fault(found: Quote, source: Source) -> str | None:
    span = read_span(found.lines)
    fault = find_span_fault(span, source)
    if fault:
        return fault
    words = squash_blanks(" ".join(source.lines[span.first - 1 : span.last]))
    if squash_blanks(found.text) in words:
        return None
    return f"{quote(found.text)} does not stand in {name_lines(span)} of {source.path}"
