"""Whether everything a document states is cited, and whether the cited lines are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from measurebook.errors import Problem, guess, quote
from measurebook.frontmatter import Fields
from measurebook.load.documents import Read
from measurebook.load.known import Known
from measurebook.model.base import Span
from measurebook.model.citing import UNCITED, find_cited
from measurebook.model.event import Event
from measurebook.model.knowledge import Source
from measurebook.model.measure import UNCITED_SECTIONS, Measure
from measurebook.model.report import Report

_NEVER_ASKED = "not-asked"


def check_citations(
    document: Read[Measure] | Read[Report] | Read[Event],
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
        return f"lines {quote(str(span))} run backwards; expected the first line first"
    if span.last > len(source.lines):
        return f"lines {quote(str(span))} are not in {source.path}, which has {len(source.lines)}"
    if not any(line.strip() for line in source.lines[span.first - 1 : span.last]):
        return f"lines {quote(str(span))} of {source.path} are blank; cite the lines that say it"
    return None


def _check_completeness(
    document: Read[Measure] | Read[Report] | Read[Event],
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
            yield _unfounded(name, record, fields, citable)


def _missing(name: str) -> str:
    return f'{name}: has no citation; add "{name}: {{<source>: <lines>}}" to the citations'


def _unfounded(
    name: str, record: Measure | Report | Event, fields: Fields, citable: set[str]
) -> Problem:
    if name in UNCITED[type(record)]:
        message = f"{quote(name)} needs no citation; remove this one"
    elif name in record.__struct_fields__:
        message = f"{quote(name)} is cited, but not set; set it or remove this citation"
    else:
        near = guess(name, citable)
        message = f"{quote(name)} is cited, but is neither a field nor a section here{near}"
    return fields.problem(message, "citations", name)


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
