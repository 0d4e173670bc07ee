"""Which lines of a source a record rests on, told briefly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from measurebook.exports.release import Release
from measurebook.model.base import Span
from measurebook.model.citing import find_cited
from measurebook.model.event import Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report

_STATES_NOTHING = frozenset({None, "form-wording"})
"""Classes of lines that may stand between two cited ones without being told apart."""


def find_lines(release: Release, record: Measure | Report | Event) -> dict[str, tuple[Span, ...]]:
    """Return the lines that a record cites, by source in the order they are first cited."""
    spans: dict[str, list[Span]] = {}
    for cited in find_cited(record):
        spans.setdefault(cited.source, []).append(cited.span)
    return {
        source: join_spans(found, partial(_is_silent, release, source))
        for source, found in spans.items()
    }


def _is_silent(release: Release, source: str, line: int) -> bool:
    return release.atlas.line_class(source, line) in _STATES_NOTHING


def join_spans(spans: Iterable[Span], is_silent: Callable[[int], bool]) -> tuple[Span, ...]:
    """Join spans that overlap, touch, or have only silent lines between them.

    >>> spans = [Span(first=5, last=5), Span(first=1, last=2), Span(first=9, last=9)]
    >>> [str(span) for span in join_spans(spans, lambda line: line in {3, 4})]
    ['1-5', '9']
    """
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, span.last)):
        before = joined[-1] if joined else None
        if before and all(is_silent(line) for line in range(before.last + 1, span.first)):
            joined[-1] = Span(first=before.first, last=max(before.last, span.last))
        else:
            joined.append(span)
    return tuple(joined)


def cover(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the one span from the first line to the last; none for none.

    >>> str(cover([Span(first=11, last=14), Span(first=790, last=852)])[0])
    '11-852'
    """
    found = list(spans)
    return (Span.cover(found),) if found else ()


def render_spans(spans: Iterable[Span]) -> str:
    """Write spans as in a citation.

    >>> render_spans([Span(first=58, last=58), Span(first=374, last=390)])
    '58, 374–390'
    """
    return ", ".join(str(span).replace("-", "–") for span in spans)
