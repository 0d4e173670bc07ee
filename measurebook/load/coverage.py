"""Whether every line of every source is cited by a record or has its class in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from measurebook.errors import Problem, quote
from measurebook.frontmatter import Fields
from measurebook.load.citations import find_span_fault, name_lines
from measurebook.model.base import Span, read_span
from measurebook.model.citing import Cited
from measurebook.model.knowledge import Source
from measurebook.model.source import LineClass, LineEntry
from measurebook.text import is_blank

_STATES_NOTHING: frozenset[LineClass] = frozenset({"chrome", "spam", "withheld"})
_MOST_RANGES = 20


class Use(NamedTuple):
    """A citation and the fields of the document it stands in."""

    fields: Fields
    cited: Cited


def check_ledger(source: Source, fields: Fields) -> Iterator[Problem]:
    """Check that the entries of a ledger are lines of the source, each with one class."""
    classes: dict[int, LineClass] = {}
    for index, entry in enumerate(source.ledger.lines):
        fault = _find_fault(entry, source, classes)
        if fault:
            yield fields.problem(fault, "lines", index)
        else:
            classes |= dict.fromkeys(_lines_of(read_span(entry.lines), source), entry.line_class)


def _find_fault(entry: LineEntry, source: Source, classes: dict[int, LineClass]) -> str | None:
    if entry.line_class == "used":
        return "a line is used when a record cites it; expected another class here, or none"
    span = read_span(entry.lines)
    fault = find_span_fault(span, source)
    if fault:
        return fault
    for line in _lines_of(span, source):
        if classes.get(line, entry.line_class) != entry.line_class:
            return (
                f"line {line} is {quote(classes[line])} in an entry above and"
                f" {quote(entry.line_class)} here; keep one"
            )
    return None


def check_coverage(source: Source, uses: Sequence[Use]) -> Iterator[Problem]:
    """Check that every line that is not blank is cited or in the ledger."""
    classes: dict[int, LineClass] = {}
    for entry in source.ledger.lines:
        classes |= dict.fromkeys(_lines_of(read_span(entry.lines), source), entry.line_class)
    yield from _check_uses(source, uses, classes)
    cited = {line for use in uses for line in _lines_of(use.cited.span, source)}
    written = {number for number, line in enumerate(source.lines, start=1) if not is_blank(line)}
    rest = sorted(written - cited - classes.keys())
    if rest:
        message = (
            f"no record cites {list_ranges(rest)}, and no ledger has them; run normalise, cite"
            " them or give them their class in the ledger"
        )
        yield Problem(source.path, rest[0], message)


def _check_uses(
    source: Source, uses: Iterable[Use], classes: Mapping[int, LineClass]
) -> Iterator[Problem]:
    """Check that nothing is cited from navigation, spam or withheld lines alone.

    Such a line may stand within a longer text, and other classes may be cited: a blank answer
    cites its label.
    """
    for fields, cited in uses:
        lines = [n for n in _lines_of(cited.span, source) if not is_blank(source.lines[n - 1])]
        if lines and all(classes.get(line) in _STATES_NOTHING for line in lines):
            message = (
                f"the ledger calls {name_lines(cited.span)} of {source.path}"
                f" {quote(classes[lines[0]])}; cite other lines or correct the ledger"
            )
            yield fields.problem(message, *cited.place)


def list_ranges(lines: Iterable[int]) -> str:
    """Name sorted line numbers as ranges.

    >>> list_ranges([1, 2, 3, 7, 9, 10]), list_ranges([4])
    ('lines 1-3, 7, 9-10', 'line 4')
    """
    runs = [
        [line for _, line in run]
        for _, run in groupby(enumerate(lines), key=lambda pair: pair[1] - pair[0])
    ]
    if len(runs) == 1:
        return name_lines(Span(first=runs[0][0], last=runs[0][-1]))
    ranges = [str(Span(first=run[0], last=run[-1])) for run in runs]
    shown = ", ".join(ranges[:_MOST_RANGES])
    rest = len(ranges) - _MOST_RANGES
    return f"lines {shown} and {rest} more ranges" if rest > 0 else f"lines {shown}"


def _lines_of(span: Span, source: Source) -> range:
    """Return the lines of a span that the source has; a wrong span is told where it stands."""
    return range(span.first, min(span.last, len(source.lines)) + 1)
