"""Writes periodic reports of invented Parties, each the size and shape of a real one.

    python -m tools.synthetic_reports CONTENT FOLDER NUMBER

A real report is the pattern: what its ledger calls the form's own stays, as do answers, goals,
domains and other terms of the closed lists; all other words and numbers become invented ones. The
same number gives the same report on every machine.
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from measurebook.load import load_sources, load_vocabulary
from measurebook.model.base import read_span
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.values.lists import Lists
from measurebook.settings import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from measurebook.model.source import Ledger

_FORM = frozenset({"form-wording", "section-heading"})
_NO_CONTENT = frozenset({"chrome", "spam"})
_WORD = re.compile(r"[^\W\d_]+|\d")
_PARTY = re.compile(r"^[A-Z]\D* (?:19|20)\d\d$")
_NUMBERS = re.compile(r"[\d/ .:-]*")
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"
_KNOWN_WORDS = 4000


@dataclass(frozen=True)
class Pattern:
    """A real report: its lines, and the places of those that every report has."""

    lines: tuple[str, ...]
    kept: frozenset[int]


def read_pattern(content: Path) -> Pattern:
    """Read the longest periodic report of a content folder. Raises ContentError."""
    layout = Layout(content)
    reports = [x for x in load_sources(layout).values() if x.card.kind == "periodic-report"]
    longest = max(reports, key=lambda source: sum(map(len, source.lines)))
    lists = Lists(load_vocabulary(layout))
    classes = dict(_list_classes(longest.ledger))
    numbered = [
        (number, line)
        for number, line in enumerate(longest.lines, start=1)
        if classes.get(number) not in _NO_CONTENT
    ]
    kept = {
        at
        for at, (number, line) in enumerate(numbered)
        if classes.get(number) in _FORM or _is_kept(line, lists)
    }
    return Pattern(tuple(line for _, line in numbered), frozenset(kept))


def _list_classes(ledger: Ledger) -> Iterator[tuple[int, str]]:
    for entry in ledger.lines:
        span = read_span(entry.lines)
        for line in range(span.first, span.last + 1):
            yield line, entry.line_class


def _is_kept(line: str, lists: Lists) -> bool:
    """Tell whether a line is the form's or a term of a closed list, and so the same everywhere."""
    tables = (lists.answers, lists.entity_types, *lists.terms.values())
    is_term = any(table.find_all(line).slugs for table in tables)
    is_stamp = fold_line(line.partition(" - ")[0]) in lists.fold_wordings("report")
    return is_term or is_stamp or bool(_NUMBERS.fullmatch(line)) or bool(lists.labels.find(line))


def write_report(pattern: Pattern, number: int) -> str:
    """Write the text of a report; each number is another Party's."""
    chance = random.Random(number)  # noqa: S311 (invents words, guards nothing)
    lines = list(pattern.lines)
    party = f"{_make_word(chance)}{_make_word(chance)}".title()
    for at, line in enumerate(lines):
        if _PARTY.match(line):
            lines[at] = f"{party} {line[-4:]}"
        elif at not in pattern.kept:
            lines[at] = _WORD.sub(lambda found: _reword(found[0], chance), line)
    return "\n".join(lines)


def _reword(word: str, chance: random.Random) -> str:
    if word.isdigit():
        return word if word in "012" else str(chance.randrange(3, 10))
    if len(word) < 4:
        return word
    new = chance.choice(_words())
    return new.title() if word[0].isupper() else new


@cache
def _words() -> tuple[str, ...]:
    chance = random.Random(0)  # noqa: S311 (invents words, guards nothing)
    return tuple(_make_word(chance) for _ in range(_KNOWN_WORDS))


def _make_word(chance: random.Random) -> str:
    syllables = range(chance.randrange(2, 5))
    return "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in syllables)


def main(arguments: Sequence[str]) -> int:
    content, folder, number = arguments
    pattern = read_pattern(Path(content))
    for count in range(int(number)):
        path = Path(folder, f"report-{count:04}.txt")
        path.write_text(write_report(pattern, count), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
