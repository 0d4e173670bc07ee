"""The head of a report: its title, the Party and the year, and the stamp of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from measurebook.model.report import Answer
from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.readers.report.notes import Notes
from measurebook.normalise.values.lists import Lists
from measurebook.text import make_slug

_PARTY_AND_YEAR = re.compile(
    r"(?:report|rapport|informe)\s+(?P<year2>(?:19|20)\d\d)\s*[-–:]?\s*(?P<party2>\D+)"
    r"|(?:(?:report|rapport|informe)\s+(?:de |of |du |d')?)?"
    r"(?P<party>\D+?)\s+(?P<year>(?:19|20)\d\d)(?:\s+\w+)?",
    re.IGNORECASE,
)
_LONGEST_NAMED = 200
_FACTS = {
    "party": "party",
    "ratification": "date-of-ratification",
    "submitted": "date-of-submission",
}
"""Fields of a report to the questions that state them."""


class Head:
    """What names a report, as far as it was read; the lines that state it are noted."""

    def __init__(self, lists: Lists, notes: Notes) -> None:
        self.values: dict[str, str] = {}
        self._notes = notes
        self._titles = lists.fold_wordings("report")

    @property
    def slug(self) -> str:
        """The report's slug: the Party and the year, else the name of the source."""
        named = make_slug(f"{self.values.get('party', '')} {self.values.get('year', '')}")
        return named or make_slug(self._notes.source.id)

    def take(self, line: Line) -> bool:
        """Read a line that names the report; false for a line that does not."""
        printed = _PARTY_AND_YEAR.fullmatch(line.cleaned[:_LONGEST_NAMED])
        if "title" not in self.values and self._is_title(line):
            self._note("title", line.cleaned, line)
        elif printed and "year" not in self.values:
            self._note("party", printed["party"] or printed["party2"], line)
            self._note("year", printed["year"] or printed["year2"], line)
        elif self._is_stamp(line):
            self._note("stamp", line.cleaned, line)
        else:
            return False
        return True

    def _is_title(self, line: Line) -> bool:
        return len(line.text) < _LONGEST_NAMED and fold_line(line.text) in self._titles

    def _is_stamp(self, line: Line) -> bool:
        opening, dash, _ = line.cleaned.partition(" - ")
        return bool(dash) and self._is_title(Line(line.number, opening))

    def _note(self, name: str, text: str, line: Line) -> None:
        self.values[name] = text
        self._notes.cite(name, str(line.number))

    def complete(self, answers: Sequence[Answer], lines: Sequence[Line]) -> None:
        """Note what the form asks as questions, and a title for a report without one."""
        self._read_facts(answers)
        if "title" not in self.values:
            self._find_title(lines)

    def _read_facts(self, answers: Sequence[Answer]) -> None:
        for name, slug in _FACTS.items():
            for answer in answers:
                if answer.question == slug and answer.values and name not in self.values:
                    self.values[name] = answer.values[0].text
                    self._notes.cite(name, answer.values[0].line)

    def _find_title(self, lines: Sequence[Line]) -> None:
        """Name a report without the form's own title by the line with its Party and year.

        Where the captured text lost that line too, the card's title stands for its first line.
        """
        number = self._notes.find_cited("year")
        named = next((line for line in lines if str(line.number) == number), None)
        first = named or next((line for line in lines if not line.is_blank), None)
        self.values["title"] = named.cleaned if named else self._notes.source.card.title
        if first:
            self._notes.cite("title", str(first.number))
