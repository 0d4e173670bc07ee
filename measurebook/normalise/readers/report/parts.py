"""The parts of a periodic report: headings, questions and the labels of its measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.lines.labels import ASIDES, FORM_MARK, HEAD_LABELS, FoundLabel, Wordings
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.partners import TABLE_FIELDS
from measurebook.text import make_slug

SECTION_MARK = re.compile(r"^[❭❯>›]\s+")
"""What stands before the section heads of the 2016-2019 report."""

OVERVIEW_FIELDS = ("overview_title", "overview_scope", "overview_nature")
PLAIN_LABELS = ASIDES | frozenset(TABLE_FIELDS)
"""Labels that are known without the colon that reports print behind all others."""

_GOAL = re.compile(r"^\W*(?:goal|objectif|objetivo)\s+\d\b", re.IGNORECASE)
_NUMBERED_GOAL = re.compile(
    r"^\W*(?:goal|objectif|objetivo)\s+(?P<number>\d)\s*[-–—:.]\s*(?P<text>\w.+)$", re.IGNORECASE
)
_OPENS_MEASURES = re.compile(rf"{_GOAL.pattern}|{SECTION_MARK.pattern}", re.IGNORECASE)
_SAME_GOAL = 60
_LONGEST_HEADING = 300
_LONGEST_HEAD = 60
_LONGEST_QUESTION = 1000
_SHORTEST_PLAIN = 24
"""A wording this long is a label even where the page lost its colon."""

_MOST_ENDS = 3
"""How many colons and question marks may stand in a label with its value."""

_SHORTEST_NEAR = 40
_NEAR_ENOUGH = 92


class Part(msgspec.Struct, frozen=True):
    """What a line of a report opens: a part of the report, or a field of a measure.

    `kind` is goal, area, heading, question, unknown, overview or field; `name` the slug of it.
    """

    kind: str
    name: str


def part_of(label: FoundLabel | None) -> Part:
    """Return the part that a label of a report block stands for; the block above all is `top`."""
    if label is None:
        return Part("top", "")
    kind, mark, name = label.field.partition(":")
    return Part(kind, name) if mark else Part("field", label.field)


class ReportLabels:
    """Finds what each line of one report opens; needs the lines around a line to tell."""

    def __init__(self, lines: Sequence[Line], lists: Lists) -> None:
        self.lines = lines
        self._places = {line.number: place for place, line in enumerate(lines)}
        self._lists = lists
        self._questions = Wordings(lists.questions)
        self._keeps_blanks = _keeps_blank_lines(lines)
        self._last = next((x.number for x in reversed(lines) if not x.is_blank), 0)
        self._tables = {x.number for x in lines if lists.labels.is_glued(x.text, OVERVIEW_FIELDS)}
        self._tall_tables = {x.number for at, x in enumerate(lines) if self._opens_tall_table(at)}
        self._first_measure, self._end = self._find_bounds()
        self._has_goals = any(_GOAL.match(line.text[:_LONGEST_HEADING]) for line in lines)

    def _find_bounds(self) -> tuple[int, int]:
        """Find the lines between which the measures stand: what asks for people stands outside."""
        starts = (x.number for x in self.lines if _OPENS_MEASURES.match(x.text[:_LONGEST_HEADING]))
        ends = (x.number for x in reversed(self.lines) if self._find_printed(x) == "submission")
        return next(starts, self._last + 1), next(ends, self._last + 1)

    def find(self, line: Line) -> FoundLabel | None:
        """Return what a line opens, or None for a line that is a value."""
        if line.is_blank:
            return None
        is_short = len(line.cleaned) <= _LONGEST_HEADING
        return (self._find_heading(line) if is_short else None) or self._find_asked(line)

    def _opens_tall_table(self, at: int) -> bool:
        """Tell whether the heads of the overview stand below each other from a line on."""
        heads = self.lines[at : at + len(OVERVIEW_FIELDS)]
        fields = ("title", "scope", "nature")
        return len(heads) == len(fields) and all(map(self._is_head, heads, fields))

    def _is_head(self, line: Line, field: str) -> bool:
        """Tell whether a line is the head of a column and no label, which ends in a colon."""
        is_short = len(line.text) <= _LONGEST_HEAD and not line.cleaned.endswith(":")
        label = self._lists.labels.find(line.text) if is_short else None
        return label is not None and label.field.removeprefix("overview_") == field

    # Headings

    def _find_heading(self, line: Line) -> FoundLabel | None:
        text = line.cleaned
        goal = _GOAL.match(text) and self._find_goal(line)
        if goal:
            return FoundLabel(f"goal:{goal}", "")
        if line.number in self._tables:
            return FoundLabel("overview:", "")
        if line.number in self._tall_tables:
            return FoundLabel("overview:", "", height=len(OVERVIEW_FIELDS))
        area = self._lists.terms["areas"].find(text) if self._may_be_area(line) else None
        heading = None if area else self._find_printed(line) or self._name_theme(line)
        opened = f"area:{area}" if area else f"heading:{heading}"
        is_heading = (area or heading) and self._stands_as_heading(line, heading or "")
        return FoundLabel(opened, "") if is_heading else None

    def _may_be_area(self, line: Line) -> bool:
        """Tell whether a line stands below the first goal, as areas do; a capture may lose it."""
        return line.number > self._first_measure or self._first_measure > self._last

    def _find_goal(self, line: Line) -> str | None:
        """Return the goal of a heading; its number tells where the wording is not quite known."""
        goals = self._lists.vocabulary.goals
        numbered = _NUMBERED_GOAL.match(line.cleaned)
        if numbered and numbered["number"] in goals and self._stands_apart(line):
            wordings = [fold_line(w.text) for w in goals[numbered["number"]].wordings.values()]
            if Wordings(wordings).find_near(fold_line(numbered["text"]), _SAME_GOAL):
                return numbered["number"]
        return self._lists.terms["goals"].find(line.cleaned)

    def _find_printed(self, line: Line) -> str | None:
        if len(line.text) > _LONGEST_HEADING:
            return None
        return self._lists.headings.find(SECTION_MARK.sub("", line.cleaned))

    def _name_theme(self, line: Line) -> str | None:
        """Return a slug for a section head of the 2016-2019 report that no list has."""
        if self._is_marked_as_section(line):
            return f"theme-{make_slug(line.cleaned) or 'unnamed'}"
        return None

    def _is_marked_as_section(self, line: Line) -> bool:
        if SECTION_MARK.match(line.cleaned):
            return True
        below = self._beside(line, 1)
        return below is not None and below.number in self._tables | self._tall_tables

    def _stands_as_heading(self, line: Line, heading: str) -> bool:
        """Tell whether a line with the words of a heading is one, and no value of a field."""
        if self._is_marked_as_section(line):
            return True
        is_theme = heading.startswith("theme-")
        if self._follows_label_of_context(line) or (is_theme and self._has_goals):
            return False
        return self._stands_apart(line) or not (self._keeps_blanks or is_theme)

    def _stands_apart(self, line: Line) -> bool:
        above = self._beside(line, -1)
        return above is None or above.is_blank or self._lists.is_empty_value(above.cleaned)

    def _follows_label_of_context(self, line: Line) -> bool:
        """Tell whether a line is the first below the label that repeats the name of a section."""
        place = self._places[line.number]
        above = (x for x in reversed(self.lines[max(place - 3, 0) : place]) if not x.is_blank)
        label = next((self._lists.labels.find(x.text) for x in above), None)
        return label is not None and label.field == "context"

    def _beside(self, line: Line, distance: int) -> Line | None:
        place = self._places[line.number] + distance
        return self.lines[place] if 0 <= place < len(self.lines) else None

    # Questions and fields

    def _find_asked(self, line: Line) -> FoundLabel | None:
        found = self._find_question(line) or self._find_field(line)
        if found or not FORM_MARK.search(line.text) or len(line.text) > _LONGEST_QUESTION:
            return found
        return FoundLabel(f"unknown:{make_slug(line.cleaned) or 'question'}", "")

    def _find_field(self, line: Line) -> FoundLabel | None:
        label = self._lists.labels.find(line.text, *self._below(line))
        if label is None:
            return self._lists.labels.find_cut(line.text) if line.number == self._last else None
        if label.field in HEAD_LABELS:
            return None
        is_plain = label.height > 1 or label.inline_value or label.field in PLAIN_LABELS
        return label if is_plain or self._is_marked(line) else None

    def _is_marked(self, line: Line) -> bool:
        return line.cleaned.endswith((":", "?")) or len(line.cleaned) >= _SHORTEST_PLAIN

    def _find_question(self, line: Line) -> FoundLabel | None:
        is_outside = not self._first_measure < line.number < self._end
        for wording, value, height in self._read_wordings(line):
            slugs = self._lists.questions.get(wording)
            if slugs and (is_outside or len(wording) >= _SHORTEST_PLAIN):
                return FoundLabel(f"question:{' '.join(slugs)}", "", (), None, value, height)
        return None

    def _read_wordings(self, line: Line) -> Iterator[tuple[str, str, int]]:
        """Find the wordings of a question that a line can be, the value behind and the height."""
        text = line.cleaned[:_LONGEST_QUESTION]
        folded = fold_line(text)
        if self._is_marked(line):
            yield folded, "", 1
        for mark in islice(re.finditer(r"[:?]+", text), _MOST_ENDS):
            value = line.cleaned[mark.end() :].strip()
            if value:
                yield fold_line(text[: mark.start()]), value, 1
        yield from self._read_broken(line, folded)
        if line.cleaned.endswith((":", "?")) and len(folded) >= _SHORTEST_NEAR:
            yield self._questions.find_near(folded, _NEAR_ENOUGH) or "", "", 1

    def _read_broken(self, line: Line, folded: str) -> Iterator[tuple[str, str, int]]:
        """Find the wording that begins on a line and ends below, or at the end of the text."""
        begun = len(folded) >= _SHORTEST_PLAIN and self._questions.find_begun(folded)
        if not begun or line.cleaned.endswith((":", "?")):
            return
        joined = line.cleaned
        for height, text in enumerate(self._below(line), start=2):
            joined = f"{joined} {text[:_LONGEST_QUESTION]}"
            yield fold_line(joined), "", height
        if line.number == self._last:
            yield begun, "", 1

    def _below(self, line: Line) -> Iterator[str]:
        place = self._places[line.number]
        return (x.cleaned for x in self.lines[place + 1 : place + 3])

    def choose_question(self, slugs: Sequence[str], previous: str, area: str | None) -> str:
        """Return the slug of a question whose wording the form prints in several places.

        A follow-up belongs to the question before it, other questions to their area.
        """
        questions = self._lists.vocabulary.questions
        hanging = [slug for slug in slugs if previous and questions[slug].parent == previous]
        in_area = [slug for slug in slugs if questions[slug].area == area]
        return (hanging or in_area or slugs)[0]


def _keeps_blank_lines(lines: Sequence[Line]) -> bool:
    """Tell whether a report shows its blank lines: some captured pages lost them all."""
    written = [place for place, line in enumerate(lines) if not line.is_blank]
    return bool(written) and written[-1] - written[0] + 1 > len(written)
