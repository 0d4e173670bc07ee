"""The ledger: every non-blank line of a source has exactly one class."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from measurebook.errors import Problem
from measurebook.model.base import read_span
from measurebook.model.citing import find_cited
from measurebook.model.event import Event
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import Ledger, LineEntry
from measurebook.normalise.reading import Reading, SourceText
from measurebook.text import is_blank

LEFT_OUT = "left out by an editor"


def used_lines(records: Iterable[Measure | Report | Event]) -> dict[str, set[int]]:
    """Return, for each source, the lines that some records cite."""
    used: dict[str, set[int]] = {}
    for record in records:
        for cited in find_cited(record):
            lines = range(cited.span.first, cited.span.last + 1)
            used.setdefault(cited.source, set()).update(lines)
    return used


def make_ledger(
    source: SourceText, entries: Sequence[LineEntry], read: set[int], kept: set[int]
) -> Ledger:
    """Make the ledger of a source.

    `read` are the lines its reading cites, `kept` those the content still cites after the
    editors' changes: what they took out is withheld, so that no line is lost from sight.
    """
    classes = {line: entry for entry in entries for line in _lines_of(entry)}
    for line in sorted(read - kept):
        if line not in classes and not is_blank(source.lines[line - 1]):
            classes[line] = LineEntry(lines=str(line), line_class="withheld", note=LEFT_OUT)
    return Ledger(lines=_join_neighbours(classes, source.lines))


def _lines_of(entry: LineEntry) -> range:
    span = read_span(entry.lines)
    return range(span.first, span.last + 1)


def _join_neighbours(
    classes: Mapping[int, LineEntry], lines: Sequence[str]
) -> tuple[LineEntry, ...]:
    """Write runs of lines of one class as one entry; blank lines between them do not part a run."""
    runs: list[tuple[int, int, LineEntry]] = []
    for line in sorted(classes):
        entry = classes[line]
        if runs and _continues(runs[-1], entry, line, lines):
            runs[-1] = (runs[-1][0], line, entry)
        else:
            runs.append((line, line, entry))
    return tuple(
        LineEntry(
            lines=str(first) if first == last else f"{first}-{last}",
            line_class=entry.line_class,
            note=entry.note,
        )
        for first, last, entry in runs
    )


def _continues(
    run: tuple[int, int, LineEntry], entry: LineEntry, line: int, lines: Sequence[str]
) -> bool:
    _, last, before = run
    is_same = (before.line_class, before.note) == (entry.line_class, entry.note)
    return is_same and all(is_blank(lines[number - 1]) for number in range(last + 1, line))


def check_reading(source: SourceText, reading: Reading) -> list[Problem]:
    """Check the law of the ledger: each line that is not blank has one class, or is cited."""
    twice = find_contradictions(reading.entries)
    if twice:
        message = f"lines that were read as two things: {write_lines(twice)}"
        return [Problem(source.path, twice[0], message)]
    used = used_lines(draft.record for draft in reading.drafts).get(source.id, set())
    uncovered = find_uncovered(source, reading.entries, used)
    if not uncovered:
        return []
    message = f"lines that nothing accounts for: {write_lines(uncovered)}"
    return [Problem(source.path, uncovered[0], message)]


def find_uncovered(
    source: SourceText, entries: Sequence[LineEntry], used: Collection[int]
) -> list[int]:
    """Return the non-blank lines that no record cites and no entry has."""
    listed = {line for entry in entries for line in _lines_of(entry)}
    return [
        number
        for number, text in enumerate(source.lines, start=1)
        if number not in listed and number not in used and not is_blank(text)
    ]


def find_contradictions(entries: Sequence[LineEntry]) -> list[int]:
    """Return the lines to which a reading gave two classes."""
    seen: dict[int, str] = {}
    pairs = [(line, entry.line_class) for entry in entries for line in _lines_of(entry)]
    return [line for line, found in pairs if seen.setdefault(line, found) != found]


def write_lines(lines: Sequence[int]) -> str:
    """Write line numbers with runs as ranges.

    >>> write_lines([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
