"""Whether everything a document states is cited, and whether the cited lines are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from measurebook.errors import Problem, guess, quote
from measurebook.load.documents import Read
from measurebook.load.known import Known
from measurebook.model.base import Span
from measurebook.model.citing import UNCITED, find_cited
from measurebook.model.event import Event
from measurebook.model.knowledge import Source
from measurebook.model.measure import UNCITED_SECTIONS, Measure
from measurebook.model.report import Report
from measurebook.text import is_blank

AnyRead = Read[Measure] | Read[Report] | Read[Event]

_NEVER_ASKED = "not-asked"


def check_citations(
    document: AnyRead,
    sources: Mapping[str, Source],
    known: Known,
) -> Iterator[Problem]:
    """Check the citations of a document, as far as its fields could be read."""
    record, fields = document.entry.record, document.fields
    if document.is_whole:
        yield from _check_completeness(document)
    for cited in find_cited(record):
        fault = known.find_fault("sources", cited.source)
        if cited.place[0] != "citations" and fault:
            continue  # told once, where the record names its source
        if fault is None and cited.source in sources:
            fault = find_span_fault(cited.span, sources[cited.source])
        if fault:
            yield fields.problem(fault, *cited.place)


def find_span_fault(span: Span, source: Source) -> str | None:
    """Tell why lines cannot be cited, or None where they can."""
    if span.first > span.last:
        return f"{name_lines(span)} run backwards; expected the first line first"
    if span.last > len(source.lines):
        end = len(source.lines)
        return f"{source.path} ends at line {end}; expected lines up to there, not {span}"
    if all(map(is_blank, source.lines[span.first - 1 : span.last])):
        return f"nothing stands in {name_lines(span)} of {source.path}; expected lines with text"
    return None


def name_lines(span: Span) -> str:
    """Name one line or several.

    >>> name_lines(Span(first=7, last=7)), name_lines(Span(first=7, last=9))
    ('line 7', 'lines 7-9')
    """
    return f"line {span}" if span.first == span.last else f"lines {span}"


def _check_completeness(
    document: AnyRead,
) -> Iterator[Problem]:
    """Check that fields and sections on the one side and citations on the other match."""
    record, fields = document.entry.record, document.fields
    uncited = UNCITED[type(record)]
    sections = {section.key: section for section in document.entry.sections}
    for name in _find_stated(record):
        if name not in uncited and not record.citations.get(name):
            yield fields.problem(_missing(name), name)
    for key, section in sections.items():
        if key not in UNCITED_SECTIONS and not record.citations.get(key):
            yield Problem(fields.path, section.line, _missing(key))
    citable = {*_find_set(record), *sections} - uncited - UNCITED_SECTIONS
    for name in record.citations:
        if name not in citable:
            yield fields.problem(_unfounded(name, document, citable), "citations", name)


def _missing(name: str) -> str:
    return f'{name}: has no citation; add "{name}: {{<source>: <lines>}}" to the citations'


def _unfounded(name: str, document: AnyRead, citable: set[str]) -> str:
    record = document.entry.record
    if name in UNCITED[type(record)] | UNCITED_SECTIONS:
        return f"{quote(name)} needs no citation; remove this one"
    if name in record.__struct_fields__:
        return f"{quote(name)} is cited, but not set; set it or remove this citation"
    if document.headings and name in document.headings:
        heading = quote(f"## {document.headings[name]}")
        return f"the section {heading} is cited, but missing; write it or remove this citation"
    near = guess(name, citable)
    return f"{quote(name)} is cited, but is neither a field nor a section here{near}"


def _find_set(record: Measure | Report | Event) -> Iterator[str]:
    """Find the fields that do not hold their default: also those left empty, as the form has it."""
    for name, default in _defaults_of(type(record)).items():
        value = getattr(record, name)
        if value != default and value not in ({}, _NEVER_ASKED):
            yield name


@cache
def _defaults_of(kind: type[Measure | Report | Event]) -> dict[str, object]:
    return {field.name: field.default for field in msgspec.structs.fields(kind)}


def _find_stated(record: Measure | Report | Event) -> Iterator[str]:
    """Find the fields that hold a value, which some line must state."""
    return (name for name in _find_set(record) if getattr(record, name) not in ((), ""))
