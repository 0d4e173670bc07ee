"""Periodic reports: the head, every question with its answer, and the measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

import msgspec

from measurebook.errors import Problem, quote
from measurebook.model.base import Citation, Span, read_span
from measurebook.model.measure import FormVersion, MeasureSection
from measurebook.model.report import Answer, AnswerValue, Report, ReportAnswerState
from measurebook.model.source import LineEntry
from measurebook.model.vocabulary import Question
from measurebook.normalise.lines.blocks import (
    Block,
    Line,
    number_lines,
    span_of,
    split_blocks,
    take_out,
)
from measurebook.normalise.lines.cleaning import clean_prose, holds_private_address
from measurebook.normalise.lines.folding import fold_line
from measurebook.normalise.lines.labels import ASIDES
from measurebook.normalise.readers.overview import OverviewRow, read_row, split_rows
from measurebook.normalise.readers.report_measures import MeasureBlocks, group_measures
from measurebook.normalise.readers.report_parts import SECTION_MARK, ReportLabels, part_of
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.values.lists import CONTACT_TABLE, Lists
from measurebook.normalise.values.measure_fields import (
    INNER_LABELS,
    Findings,
    Reader,
    classify,
    form_of,
    make_measure,
    name_label,
    read_blocks,
    take_out_noise,
)
from measurebook.normalise.values.names import NameBook
from measurebook.text import fold_name, heading_of, make_slug

MEASURES_QUESTION = "relevant-policies-and-measures"
"""The slug under which a report records that it names no measure."""

OTHER_TEXT = "text-outside-the-questions"
"""The slug under which a report records text that answers none of the form's questions."""

_PARTY_AND_YEAR = re.compile(
    r"(?:report|rapport|informe)\s+(?P<year2>(?:19|20)\d\d)\s*[-–:]?\s*(?P<party2>\D+)"
    r"|(?:(?:report|rapport|informe)\s+(?:de |of |du |d')?)?"
    r"(?P<party>\D+?)\s+(?P<year>(?:19|20)\d\d)(?:\s+\w+)?",
    re.IGNORECASE,
)
_LONGEST_NAMED = 200
_SHORTEST_PROSE = 200
_SHORTEST_QUESTION = 60
_SHORTEST_SENTENCE = 30
_PARTY_ANSWERS = ("targets_young_people", "ifcd_support", "evaluated")
_CIVIL_SOCIETY_ANSWERS = ("targets_young_people", "ifcd_support")
_LISTS_OF_THE_FORM = ("goals", "areas", "agencies", "domains", "partners")
_PERSONAL_PARTS = frozenset({"technical-information", "stakeholder", "submission"})
"""Headings below which the form asks for persons: what no question claims there is withheld."""


def read_report(source: SourceText, lists: Lists, names: NameBook) -> Reading:
    """Read a periodic report: a draft of the report itself and one of each of its measures.

    A report without any measure is no error: captured pages are often cut off.
    """
    lines, noise = take_out_noise(number_lines(source.lines), lists.noise)
    labels = ReportLabels(lines, lists)
    blocks, asides = take_out(split_blocks(lines, labels.find, INNER_LABELS), ASIDES)
    reader = Reader(source.id, lists, names, source.card.country)
    is_older = any(part_of(block.label).kind == "overview" for block in blocks)
    form = form_of(blocks, "2016-2019" if is_older else "2020-2024")
    walk = _Walk(source, reader, labels, form)
    walk.entries += [*noise, *classify(asides, "form-wording")]
    for part in group_measures(blocks, lists):
        walk.take(part)
    return walk.close()


@dataclass
class _Place:
    """Where in the report the walk is: its section, goal and area with the lines of their heads."""

    section: MeasureSection | None = None
    goal: str | None = None
    area: str | None = None
    theme: str | None = None
    is_personal: bool = False
    heads: Mapping[str, Sequence[Line]] = field(default_factory=dict)


class _Walk:
    """Goes through the parts of a report in their order and gathers what they state."""

    def __init__(
        self, source: SourceText, reader: Reader, labels: ReportLabels, form: FormVersion
    ) -> None:
        self.source = source
        self.reader = reader
        self.labels = labels
        self.form = form
        self.place = _Place()
        self.head: dict[str, str] = {}
        self.citations: dict[str, Citation] = {}
        self.sections: dict[str, str] = {}
        self.answers: list[Answer] = []
        self.states: dict[str, str] = {}
        """The state of the last answer to each question."""

        self.measures: list[tuple[_Place, MeasureBlocks]] = []
        self.rows: list[tuple[_Place, tuple[Line, ...]]] = []
        self.entries: list[LineEntry] = []
        self.problems: list[Problem] = []
        self.report_titles = reader.lists.fold_wordings("report")
        self.contact_heads = reader.lists.fold_wordings(CONTACT_TABLE)

    def take(self, part: Block | MeasureBlocks) -> None:
        if isinstance(part, MeasureBlocks):
            self.measures.append((self.place, part))
            return
        opened = part_of(part.label)
        take: dict[str, Callable[[Block, str], None]] = {
            "top": self._take_top,
            "goal": self._take_goal,
            "area": self._take_area,
            "heading": self._take_heading,
            "lost": self._take_lost,
            "overview": self._take_overview,
            "question": self._take_question,
            "unknown": self._take_unknown,
            "field": self._take_label,
        }
        take[opened.kind](part, opened.name)

    # Headings

    def _take_top(self, block: Block, _: str) -> None:
        self._read_head(block.values)

    def _take_goal(self, block: Block, goal: str) -> None:
        self.entries += classify(block.label_lines, "section-heading")
        section: MeasureSection = (
            "civil-society" if self.place.section == "civil-society" else "goals"
        )
        is_cso = section == "civil-society"
        head = self.place.heads["section"] if is_cso else block.label_lines
        self.place = _Place(section, goal, heads={"goals": block.label_lines, "section": head})
        self._take_no_measures(block)

    def _take_area(self, block: Block, area: str) -> None:
        self.entries += classify(block.label_lines, "section-heading")
        heads = {**self.place.heads, "areas": block.label_lines}
        self.place = _Place(self.place.section, self.place.goal, area, heads=heads)
        self._take_no_measures(block)

    def _take_heading(self, block: Block, slug: str) -> None:
        self.entries += classify(block.label_lines, "section-heading")
        heads = {"section": block.label_lines}
        if slug in _SECTIONS:
            self.place = _Place(_SECTIONS[slug], heads=heads)
        elif slug.startswith("theme-"):
            printed = SECTION_MARK.sub("", block.label_lines[0].cleaned)
            self.place = _Place(theme=printed, heads={"report_section": block.label_lines})
        elif slug == "report":
            self._read_head(block.label_lines)
        else:
            self.place = _Place(is_personal=slug in _PERSONAL_PARTS)
        self._read_head(block.values)

    def _take_lost(self, block: Block, _: str) -> None:
        """Take a line that stands as a heading: what follows is of no area that is known."""
        self._note_unread(block.label_lines)
        heads = {name: lines for name, lines in self.place.heads.items() if name != "areas"}
        self.place = replace(self.place, area=None, heads=heads)

    def _take_overview(self, block: Block, _: str) -> None:
        self.entries += classify(block.label_lines, "form-wording")
        is_tall = len(block.label_lines) > 1
        rows = split_rows(block.values, self.reader.lists, is_tall=is_tall)
        self.rows += [(self.place, row) for row in rows]

    def _read_head(self, lines: Sequence[Line]) -> None:
        """Read the lines that name the report: party and year, and the stamp of the form."""
        for line in lines:
            printed = _PARTY_AND_YEAR.fullmatch(line.cleaned[:_LONGEST_NAMED])
            if "title" not in self.head and self._is_report_title(line):
                self._note_head("title", line.cleaned, line)
            elif printed and "year" not in self.head:
                self._note_head("party", printed["party"] or printed["party2"], line)
                self._note_head("year", printed["year"] or printed["year2"], line)
            elif self._is_stamp(line):
                self._note_head("stamp", line.cleaned, line)
            elif self.place.is_personal:
                self.entries += classify([line], "withheld", "personal data")
            else:
                self._note_unread([line])

    def _is_report_title(self, line: Line) -> bool:
        return len(line.text) < _LONGEST_NAMED and fold_line(line.text) in self.report_titles

    def _is_stamp(self, line: Line) -> bool:
        opening, dash, _ = line.cleaned.partition(" - ")
        return bool(dash) and self._is_report_title(Line(line.number, opening))

    def _note_head(self, name: str, text: str, line: Line) -> None:
        self.head[name] = text
        self.citations[name] = {self.source.id: str(line.number)}

    # Questions

    def _take_label(self, block: Block, name: str) -> None:
        """Take the label above the measures of an area, or the one above a group of labels."""
        self.entries += classify(block.label_lines, "form-wording")
        self._take_no_measures(block)

    def _take_no_measures(self, block: Block) -> None:
        """Record a dash where measures are expected, as an answer of its own."""
        for line in block.values:
            state = self.reader.lists.answers.find(line.cleaned)
            if state is None:
                self._note_unread([line])
                continue
            wording = " ".join(label.cleaned for label in block.label_lines)
            self._add_answer(MEASURES_QUESTION, state, block, wording=wording)

    def _take_question(self, block: Block, slugs: str) -> None:
        previous = self.answers[-1].question if self.answers else ""
        slug = self.labels.choose_question(slugs.split(), previous, self.place.area)
        question = self.reader.lists.vocabulary.questions[slug]
        self._classify_label(block)
        if question.kind == "withheld":
            self.entries += classify(block.values, "withheld", "personal data")
        elif block.values or not self._has_follow_ups(slug):
            self._answer(slug, question, self._drop_private(block, question))

    def _classify_label(self, block: Block) -> None:
        """Class the label's lines as wording of the form, unless a value stands behind it."""
        values = {line.number for line in block.values}
        lines = [line for line in block.label_lines if line.number not in values]
        self.entries += classify(lines, "form-wording")

    def _take_unknown(self, block: Block, slug: str) -> None:
        """Take a question of the form that the vocabulary does not know yet."""
        self._classify_label(block)
        is_behind_prose = bool(self.answers) and self.answers[-1].section is not None
        least = _SHORTEST_SENTENCE if is_behind_prose else _SHORTEST_QUESTION
        if self.place.is_personal and _asks_for_person(block, least):
            self.entries += classify(block.values, "withheld", "personal data")
            return
        wording = name_label(block)
        self._answer(slug, None, self._drop_private(block, None), wording)
        message = f"{quote(wording)} is not a known question; add it to questions.yaml"
        line = block.label_lines[0].number
        self.problems.append(Problem(self.source.path, line, message, blocking=False))

    def _has_follow_ups(self, slug: str) -> bool:
        questions = self.reader.lists.vocabulary.questions
        return any(question.parent == slug for question in questions.values())

    def _drop_private(self, block: Block, question: Question | None) -> Block:
        """Withhold addresses and take out table heads where the question asks for people."""
        if not (question.kind == "people" if question else self.place.is_personal):
            return block
        heads = [line for line in block.values if self._is_contact_head(line)]
        private = [line for line in block.values if holds_private_address(line.text)]
        self.entries += classify(heads, "form-wording")
        self.entries += classify(private, "withheld", "personal data")
        return block.without([*heads, *private])

    def _is_contact_head(self, line: Line) -> bool:
        return len(line.text) < _LONGEST_NAMED and fold_line(line.text) in self.contact_heads

    def _answer(
        self, slug: str, question: Question | None, block: Block, wording: str | None = None
    ) -> None:
        state = self._state_of(block, question)
        section = question.section if question else None
        if section and state == "answered":
            self._add_section(section, block.values)
            self._add_answer(slug, state, block, section=section)
            return
        groups = question.groups if question else ()
        values, heads = _read_values(block.values, groups)
        self.entries += classify(heads, "form-wording")
        self._add_answer(slug, state, block, wording=wording, values=values)

    def _add_section(self, section: str, lines: Sequence[Line]) -> None:
        """Add a text to the body; where a question comes twice, its second text follows."""
        heading, span = heading_of(section), span_of(lines)
        text = clean_prose(line.text for line in lines)
        if heading in self.sections:
            text = f"{self.sections[heading]}\n\n{text}"
            known = read_span(self.citations[section][self.source.id])
            span = Span(first=known.first, last=span.last)
        self.sections[heading] = text
        self.citations[section] = {self.source.id: str(span)}

    def _state_of(self, block: Block, question: Question | None) -> ReportAnswerState:
        """Tell the answer's state; a dash below a parent that is "no" is not applicable."""
        if not block.values:
            return "blank"
        if len(block.values) > 1:
            return "answered"
        state = self.reader.lists.answers.find(block.values[0].cleaned)
        if state == "unanswered" and question and question.parent:
            parent = self.states.get(question.parent)
            return "not-applicable" if parent == "no" else "unanswered"
        return cast("ReportAnswerState", state or "answered")

    def _add_answer(
        self,
        slug: str,
        state: str,
        block: Block,
        *,
        wording: str | None = None,
        values: tuple[AnswerValue, ...] = (),
        section: str | None = None,
    ) -> None:
        lines = [*block.label_lines, *block.values]
        self.states[slug] = state
        self.answers.append(
            Answer(
                question=slug,
                state=state,  # type: ignore[arg-type]
                lines=str(span_of(lines)),
                wording=wording,
                area=self.place.area,
                values=() if state not in {"answered", "yes", "no"} else values,
                section=section,
            )
        )

    def _note_unread(self, lines: Sequence[Line]) -> None:
        """Keep lines that are neither a heading nor an answer, and tell the editors of them."""
        for line in lines:
            number = str(line.number)
            value = AnswerValue(text=line.cleaned, line=number)
            self.answers.append(
                Answer(
                    question=OTHER_TEXT,
                    state="answered",
                    lines=number,
                    wording=_OTHER_WORDING,
                    area=self.place.area,
                    values=(value,),
                )
            )
            message = f"{quote(line.cleaned)} is neither a known heading nor an answer"
            self.problems.append(Problem(self.source.path, line.number, message, blocking=False))

    # The end

    def close(self) -> Reading:
        """Return the drafts and entries; the report comes first, then its measures in order."""
        self._read_facts()
        self._find_title()
        slug = make_slug(f"{self.head.get('party', '')} {self.head.get('year', '')}")
        slug = slug or make_slug(self.source.id)
        if not self.reader.country:
            self.reader = replace(self.reader, country=self.head.get("party"))
        drafts = [self._draft_measure(slug, place, blocks) for place, blocks in self.measures]
        drafts = self._add_rows(slug, drafts)
        report = Draft(slug, self._make_report(), self.sections)
        return Reading((report, *drafts), tuple(self.entries), tuple(self.problems))

    def _make_report(self) -> Report:
        return Report(
            title=self.head["title"],
            source=self.source.id,
            form=self.form,
            answers=tuple(self.answers),
            citations=self.citations,
            party=self.head.get("party"),
            year=self.head.get("year"),
            ratification=self.head.get("ratification"),
            submitted=self.head.get("submitted"),
            stamp=self.head.get("stamp"),
        )

    def _find_title(self) -> None:
        """Name a report without the form's own title by the line with its party and year.

        Where the captured text lost that line too, the card's title stands for its first line.
        """
        if "title" in self.head:
            return
        number = self.citations.get("year", {}).get(self.source.id)
        named = next((line for line in self.labels.lines if str(line.number) == number), None)
        first = named or next((line for line in self.labels.lines if not line.is_blank), None)
        self.head["title"] = named.cleaned if named else self.source.card.title
        if first:
            self.citations["title"] = {self.source.id: str(first.number)}

    def _read_facts(self) -> None:
        """Note the facts of the head that the form asks as questions."""
        for name, slug in _FACTS.items():
            for answer in self.answers:
                if answer.question == slug and answer.values and name not in self.head:
                    self.head[name] = answer.values[0].text
                    self.citations[name] = {self.source.id: answer.values[0].line}

    def _draft_measure(self, report: str, place: _Place, blocks: MeasureBlocks) -> Draft:
        found = Findings()
        if blocks.title:
            found.set("title", " ".join(x.cleaned for x in blocks.title), blocks.title)
        read_blocks(blocks.blocks, self.reader, found)
        if "title" not in found.values:
            self.problems.append(self._title_not_found(blocks))
        self.problems += map(self._label_not_known, filter(_is_unknown, blocks.blocks))
        self._set_place(found, place)
        self._set_unasked(found, place, blocks)
        measure, sections = make_measure(
            found,
            self.reader,
            report=report,
            form=self.form,
            section=place.section,
            reported_by="civil-society" if place.section == "civil-society" else "party",
        )
        self.entries += found.entries
        first = blocks.title[0] if blocks.title else blocks.blocks[0].opening
        return Draft(
            make_slug(measure.title or f"{self.source.id} {first.number}"), measure, sections
        )

    def _add_rows(self, report: str, drafts: Sequence[Draft]) -> list[Draft]:
        """Join the full entries with the rows of the overview table, in the order of the table.

        A row whose measure comes again in full adds what that entry lacks; another one is a
        measure of its own.
        """
        entries = {_title_of(draft): place for place, draft in enumerate(drafts)}
        ordered: dict[int, Draft] = {}
        for number, (place, lines) in enumerate(self.rows, start=len(drafts)):
            row = read_row(lines, self.reader.lists, entries.keys())
            if row is None:
                self._note_unread(lines)
                continue
            entry = entries.setdefault(fold_name(row.title), number)
            known = ordered.get(entry) or (drafts[entry] if entry < len(drafts) else None)
            draft = self._complete(known, row) if known else self._draft_row(report, place, row)
            ordered[entry] = draft
        return [*ordered.values(), *(x for n, x in enumerate(drafts) if n not in ordered)]

    def _complete(self, draft: Draft, row: OverviewRow) -> Draft:
        """Add scope and nature of a row to a measure whose entry was cut before them."""
        lacking = {n: v for n, v in row.lists.items() if not getattr(draft.record, n)}
        if not lacking:
            self.entries += classify(row.lines, "repeated", "the full entry follows")
            return draft
        cited = {name: {self.source.id: str(span_of(row.lines))} for name in lacking}
        citations = {**draft.record.citations, **cited}
        record = msgspec.structs.replace(draft.record, **lacking, citations=citations)
        return Draft(draft.slug, record, draft.sections)

    def _draft_row(self, report: str, place: _Place, row: OverviewRow) -> Draft:
        found = Findings()
        for name, value in row.values.items():
            found.set(name, value, row.lines)
        self._set_place(found, place)
        measure, _ = make_measure(found, self.reader, report=report, form=self.form)
        return Draft(make_slug(row.title), measure)

    def _set_place(self, found: Findings, place: _Place) -> None:
        """Note goal, area and section from the headings the measure stands under."""
        values = {
            "goals": (place.goal,) if place.goal else None,
            "areas": (place.area,) if place.area else None,
            "report_section": place.theme,
        }
        for name, value in values.items():
            if value:
                found.set(name, value, place.heads[name])
        if place.section:
            found.cite("section", place.heads["section"])

    def _set_unasked(self, found: Findings, place: _Place, blocks: MeasureBlocks) -> None:
        """Fill in what the 2020-2024 form leaves out where nothing was answered.

        That form prints no label for a question without an answer; the question was asked all
        the same, so it is blank and not unknown. The form of civil society has no evaluation.
        """
        if self.form != "2020-2024":
            return
        for name in _LISTS_OF_THE_FORM:
            found.values.setdefault(name, ())
        is_cso = place.section == "civil-society"
        lines = blocks.title or (blocks.blocks[0].opening,)
        for name in _CIVIL_SOCIETY_ANSWERS if is_cso else _PARTY_ANSWERS:
            if name not in found.values:
                found.set(name, "blank", lines)

    def _label_not_known(self, block: Block) -> Problem:
        message = f"{quote(name_label(block))} is not a known label; add it to labels.yaml"
        return Problem(self.source.path, block.label_lines[0].number, message, blocking=False)

    def _title_not_found(self, blocks: MeasureBlocks) -> Problem:
        line = blocks.blocks[0].opening.number
        message = "title not found; add one to the measure that begins here"
        return Problem(self.source.path, line, message, blocking=False)


_SECTIONS: dict[str, MeasureSection] = {
    "civil-society": "civil-society",
    "transversal": "transversal",
}
"""Headings to the section of the measures below them."""

_OTHER_WORDING = "Text that answers no question"
_FACTS = {
    "party": "party",
    "ratification": "date-of-ratification",
    "submitted": "date-of-submission",
}
"""Fields of a report to the questions that state them."""


def _asks_for_person(block: Block, least: int) -> bool:
    """Tell whether a label that no list has may ask for a name or an address: both are short.

    `least` is the length from which a label asks for more.
    """
    is_short = all(len(line.cleaned) < _SHORTEST_PROSE for line in block.values)
    return is_short and len(name_label(block)) < least


def _is_unknown(block: Block) -> bool:
    return part_of(block.label).kind == "unknown"


def _title_of(draft: Draft) -> str:
    return fold_name(getattr(draft.record, "title", None) or "")


def _read_values(
    lines: Sequence[Line], groups: Sequence[str]
) -> tuple[tuple[AnswerValue, ...], list[Line]]:
    """Read the lines of an answer; sub-heads of the form group the values below them."""
    known = {fold_line(group) for group in groups}
    heads: list[Line] = []
    values: list[AnswerValue] = []
    group: str | None = None
    for line in lines:
        if known and len(line.text) < _LONGEST_NAMED and fold_line(line.text) in known:
            heads.append(line)
            group = line.cleaned
        else:
            values.append(AnswerValue(text=line.cleaned, line=str(line.number), group=group))
    return tuple(values), heads
