"""The lines of sources: what cites them, and what class they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from measurebook.model.base import read_span
from measurebook.model.citing import Cited, find_cited
from measurebook.model.knowledge import Knowledge, Source
from measurebook.model.source import LineClass
from measurebook.text import is_blank

EntryKind = Literal["measure", "report", "event"]


class Use(msgspec.Struct, frozen=True):
    """A document that cites a line, and the field or section it cites the line for."""

    kind: EntryKind
    slug: str
    field: str


def index_uses(knowledge: Knowledge) -> dict[str, dict[int, tuple[Use, ...]]]:
    """Index by source and line what cites the line: measures, then reports, then events."""
    index: dict[str, dict[int, dict[Use, None]]] = {}
    for use, cited in _find_uses(knowledge):
        lines = index.setdefault(cited.source, {})
        for line in range(cited.span.first, cited.span.last + 1):
            lines.setdefault(line, {})[use] = None
    return {
        source: {line: tuple(uses) for line, uses in lines.items()}
        for source, lines in index.items()
    }


def _find_uses(knowledge: Knowledge) -> Iterator[tuple[Use, Cited]]:
    for slug, measure in knowledge.measures.items():
        yield from _as_uses("measure", slug, find_cited(measure.record))
    for slug, report in knowledge.reports.items():
        yield from _as_uses("report", slug, find_cited(report.record))
    for slug, event in knowledge.events.items():
        yield from _as_uses("event", slug, find_cited(event.record))


def _as_uses(kind: EntryKind, slug: str, found: Iterable[Cited]) -> Iterator[tuple[Use, Cited]]:
    for cited in found:
        yield Use(kind, slug, cited.field), cited


def read_classes(source: Source) -> dict[int, LineClass]:
    """Return the class of every line that is not blank.

    What the ledger says of a line tells more than that it is used: a question without an answer
    is form wording, and cited as the place where the answer is missing.
    """
    classes: dict[int, LineClass] = {
        number: "used" for number, line in enumerate(source.lines, start=1) if not is_blank(line)
    }
    for entry in source.ledger.lines:
        span = read_span(entry.lines)
        for line in range(span.first, span.last + 1):
            if line in classes:
                classes[line] = entry.line_class
    return classes
