"""A report taken apart as its form is built: parts in order, with their questions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from measurebook.graph.links import ReportAnswer
from measurebook.model.base import read_span
from measurebook.model.knowledge import Entry, Source
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.vocabulary import Vocabulary
from measurebook.text import fold_label

PartKind = Literal["area", "heading"]


class FormPart(msgspec.Struct):
    """An area of monitoring, or what stands under another heading of the form.

    `slug` is that of the area or the heading, "" above the first heading; `line` is where the
    part starts in the source.
    """

    kind: PartKind
    slug: str
    line: int
    answers: list[ReportAnswer] = msgspec.field(default_factory=list)


def list_parts(
    entry: Entry[Report],
    answers: Sequence[ReportAnswer],
    measures: Iterable[Entry[Measure]],
    vocabulary: Vocabulary,
    source: Source,
) -> list[FormPart]:
    """Put each answer under its area, else under the last heading printed before it."""
    headings = _find_headings(vocabulary, source)
    starts = [line for line, _ in headings]
    parts: dict[tuple[PartKind, str], FormPart] = {
        ("heading", slug): FormPart("heading", slug, line) for line, slug in headings
    }
    for found in answers:
        line = read_span(found.answer.lines).first
        key: tuple[PartKind, str] = ("heading", _find_last(headings, starts, line))
        key = ("area", found.area) if found.area else key
        parts.setdefault(key, FormPart(*key, line)).answers.append(found)
    for measure in measures:
        for area in measure.record.areas or ():
            line = _find_line(measure, entry.record.source)
            parts.setdefault(("area", area), FormPart("area", area, line))
    return sorted(parts.values(), key=lambda part: part.line)


def _find_headings(vocabulary: Vocabulary, source: Source) -> list[tuple[int, str]]:
    """Find the headings of the form that stand in a source, each once, with their lines."""
    known = {
        fold_label(text): slug
        for slug, term in vocabulary.headings.items()
        for text in (*(wording.text for wording in term.wordings.values()), *term.variants)
    }
    found: dict[str, int] = {}
    for number, line in enumerate(source.lines, start=1):
        slug = known.get(fold_label(line)) if line.strip() else None
        if slug:
            found.setdefault(slug, number)
    return sorted((line, slug) for slug, line in found.items())


def _find_last(headings: list[tuple[int, str]], starts: list[int], line: int) -> str:
    place = bisect_right(starts, line)
    return headings[place - 1][1] if place else ""


def _find_line(measure: Entry[Measure], source: str) -> int:
    """Return where a measure starts in a source, 0 where its title does not stand there."""
    lines = measure.record.citations.get("title", {}).get(source)
    return read_span(lines).first if lines else 0
