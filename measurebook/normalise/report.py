"""Periodic reports: the head, every question with its answer, and the measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from measurebook.errors import Problem, quote
from measurebook.model.base import Citation
from measurebook.model.measure import FormVersion, MeasureSection
from measurebook.model.report import Answer, AnswerValue, Report, ReportAnswerState
from measurebook.model.source import LineEntry
from measurebook.model.vocabulary import Question, Vocabulary
from measurebook.normalise.blocks import Block, Line, number_lines, span_of, split_blocks
from measurebook.normalise.cleaning import clean_prose, holds_private_address
from measurebook.normalise.measure_fields import (
    INNER_LABELS,
    Findings,
    Reader,
    classify,
    form_of,
    make_measure,
    read_block,
)
from measurebook.normalise.names import NameBook
from measurebook.normalise.overview import OverviewRow, join_rows, read_rows
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.report_measures import MeasureBlocks, group_measures
from measurebook.normalise.report_parts import (
    CONTACT_TABLE,
    SECTION_MARK,
    ReportLabels,
    part_of,
)
from measurebook.text import fold_label, fold_name, heading_of, make_slug

MEASURES_QUESTION = "relevant-policies-and-measures"
"""The slug under which a report records that it names no measure."""

_PARTY_AND_YEAR = re.compile(r"(?P<party>\D+?)\s+(?P<year>(?:19|20)\d\d)(?:\s+\w+)?")
_PARTY_ANSWERS = ("targets_young_people", "ifcd_support", "evaluated")
_CIVIL_SOCIETY_ANSWERS = ("targets_young_people", "ifcd_support")
_LISTS_OF_THE_FORM = ("goals", "areas", "agencies", "domains", "partners")


def read_report(source: SourceText, vocabulary: Vocabulary, names: NameBook) -> Reading:
    """Read a periodic report: a draft of the report itself and one of each of its measures.

    A report without any measure is no error: captured pages are often cut off.
    """
    lines = number_lines(source.lines)
    reader = Reader(source.id, vocabulary, names, source.card.country)
    labels = ReportLabels(lines, vocabulary, reader.labels)
    blocks = split_blocks(lines, labels.find, INNER_LABELS)
    walk = _Walk(source, reader, labels, form_of(blocks, "2020-2024"))
    for part in group_measures(blocks):
        walk.take(part)
    return walk.close()


@dataclass
class _Place:
    """Where in the report the walk is: its section, goal and area with the lines of their heads."""

    section: MeasureSection | None = None
    goal: str | None = None
    area: str | None = None
    theme: str | None = None
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
        self.measures: list[tuple[_Place, MeasureBlocks]] = []
        self.rows: list[tuple[_Place, OverviewRow]] = []
        self.entries: list[LineEntry] = []
        self.problems: list[Problem] = []

    def take(self, part: Block | MeasureBlocks) -> None:
        if isinstance(part, MeasureBlocks):
            self.measures.append((self.place, part))
            return
        block = self._drop_noise(part)
        opened = part_of(block.label)
        take: dict[str, Callable[[Block, str], None]] = {
            "top": self._take_top,
            "goal": self._take_goal,
            "area": self._take_area,
            "heading": self._take_heading,
            "overview": self._take_overview,
            "question": self._take_question,
            "unknown": self._take_unknown,
            "field": self._take_label,
        }
        take[opened.kind](block, opened.name)

    def _drop_noise(self, block: Block) -> Block:
        chrome = list(filter(self.reader.noise.is_chrome, block.values))
        spam = [line for line in block.values if self.reader.noise.is_spam(line)]
        self.entries += [*classify(chrome, "chrome"), *classify(spam, "spam")]
        return block.without([*chrome, *spam])

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
            self.place = _Place()
        self._read_head(block.values)

    def _take_overview(self, block: Block, _: str) -> None:
        self.entries += classify(block.label_lines, "form-wording")
        rows, rest = read_rows(block.values, self.reader)
        self.rows += [(self.place, row) for row in rows]
        self._note_unread(rest)

    def _read_head(self, lines: Sequence[Line]) -> None:
        """Read the lines that name the report: party and year, and the stamp of the form."""
        for line in lines:
            printed = _PARTY_AND_YEAR.fullmatch(line.cleaned)
            if "title" not in self.head and self._is_report_title(line):
                self._note_head("title", line.cleaned, line)
            elif printed and "year" not in self.head:
                self._note_head("party", printed["party"], line)
                self._note_head("year", printed["year"], line)
            elif self._is_stamp(line):
                self._note_head("stamp", line.cleaned, line)
            else:
                self._note_unread([line])

    def _is_report_title(self, line: Line) -> bool:
        wordings = self.reader.vocabulary.headings["report"].wordings.values()
        return fold_label(line.text) in {fold_label(wording.text) for wording in wordings}

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
            state = self.reader.answers.find(line.cleaned)
            if state is None:
                self._note_unread([line])
                continue
            wording = " ".join(label.cleaned for label in block.label_lines)
            self._add_answer(MEASURES_QUESTION, state, block, wording=wording)

    def _take_question(self, block: Block, _: str) -> None:
        previous = self.answers[-1].question if self.answers else ""
        wording = block.label_lines[0].text
        slug = self.labels.choose_question(wording, previous, self.place.area)
        question = self.reader.vocabulary.questions[slug]
        self.entries += classify(block.label_lines, "form-wording")
        if question.kind == "withheld":
            self.entries += classify(block.values, "withheld", "personal data")
        elif block.values or not self._has_follow_ups(slug):
            self._answer(slug, question, self._drop_private(block, question))

    def _take_unknown(self, block: Block, slug: str) -> None:
        """Take a question of the form that the vocabulary does not know yet."""
        self.entries += classify(block.label_lines, "form-wording")
        wording = " ".join(line.cleaned for line in block.label_lines).rstrip(" :")
        self._answer(slug, None, self._drop_private(block, None), wording)
        message = f"{quote(wording)} is not a known question; add it to questions.yaml"
        line = block.label_lines[0].number
        self.problems.append(Problem(self.source.path, line, message, blocking=False))

    def _has_follow_ups(self, slug: str) -> bool:
        return any(q.parent == slug for q in self.reader.vocabulary.questions.values())

    def _drop_private(self, block: Block, question: Question | None) -> Block:
        """Withhold addresses and take out table heads where the question asks for people."""
        if question is None or question.kind != "people":
            return block
        heads = [line for line in block.values if self._is_contact_head(line)]
        private = [line for line in block.values if holds_private_address(line.text)]
        self.entries += classify(heads, "form-wording")
        self.entries += classify(private, "withheld", "personal data")
        return block.without([*heads, *private])

    def _is_contact_head(self, line: Line) -> bool:
        head = self.reader.vocabulary.headings.get(CONTACT_TABLE)
        texts = {fold_label(w.text) for w in head.wordings.values()} if head else set()
        return fold_label(line.text) in texts

    def _answer(
        self, slug: str, question: Question | None, block: Block, wording: str | None = None
    ) -> None:
        state = self._state_of(block, question)
        section = question.section if question else None
        if section and state == "answered":
            self.sections[heading_of(section)] = clean_prose(x.text for x in block.values)
            self.citations[section] = {self.source.id: str(span_of(block.values))}
            self._add_answer(slug, state, block, section=section)
            return
        groups = question.groups if question else ()
        values, heads = _read_values(block.values, groups)
        self.entries += classify(heads, "form-wording")
        self._add_answer(slug, state, block, wording=wording, values=values)

    def _state_of(self, block: Block, question: Question | None) -> ReportAnswerState:
        """Tell the answer's state; a dash below a parent that is "no" is not applicable."""
        if not block.values:
            return "blank"
        state = (
            self.reader.answers.find(block.values[0].cleaned) if len(block.values) == 1 else None
        )
        if state == "unanswered" and question and question.parent:
            parents = [a.state for a in self.answers if a.question == question.parent]
            return "not-applicable" if parents[-1:] == ["no"] else "unanswered"
        return state or "answered"  # type: ignore[return-value]

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
        for line in lines:
            message = f"{quote(line.cleaned)} is neither a known heading nor an answer"
            self.problems.append(Problem(self.source.path, line.number, message))

    # The end

    def close(self) -> Reading:
        """Return the drafts and entries; the report comes first, then its measures in order."""
        slug = make_slug(f"{self.head.get('party', '')} {self.head.get('year', '')}")
        slug = slug or make_slug(self.source.id)
        self._read_facts()
        report = Report(
            title=self.head.get("title") or self.source.card.title,
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
        if not self.reader.country:
            self.reader = Reader(
                self.source.id, self.reader.vocabulary, self.reader.names, report.party
            )
        drafts = [self._draft_measure(slug, place, blocks) for place, blocks in self.measures]
        rows = self._draft_rows(slug, drafts)
        everything = (Draft(slug, report, self.sections), *drafts, *rows)
        return Reading(everything, tuple(self.entries), tuple(self.problems))

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
        else:
            self.problems.append(self._title_not_found(blocks))
        for block in blocks.blocks:
            read_block(block, self.reader, found)
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
        first = (blocks.title or blocks.blocks[0].label_lines)[0].number
        return Draft(make_slug(measure.title or f"{self.source.id} {first}"), measure, sections)

    def _draft_rows(self, report: str, drafts: Sequence[Draft]) -> list[Draft]:
        """Draft a measure for each overview row whose full entry is not in the text."""
        titles = {fold_name(getattr(draft.record, "title", None) or "") for draft in drafts}
        repeated, alone = join_rows(self.rows, titles)
        for row in repeated:
            self.entries += classify([row.line], "repeated", "the full entry follows")
        return [self._draft_row(report, place, row) for place, row in alone]

    def _draft_row(self, report: str, place: _Place, row: OverviewRow) -> Draft:
        found = Findings()
        for name, value in row.values.items():
            found.set(name, value, [row.line])
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
        lines = blocks.title or blocks.blocks[0].label_lines
        for name in _CIVIL_SOCIETY_ANSWERS if is_cso else _PARTY_ANSWERS:
            if name not in found.values:
                found.set(name, "blank", lines)

    def _title_not_found(self, blocks: MeasureBlocks) -> Problem:
        line = blocks.blocks[0].label_lines[0].number
        message = "title not found; add one to the measure that begins here"
        return Problem(self.source.path, line, message, blocking=False)


_SECTIONS: dict[str, MeasureSection] = {
    "civil-society": "civil-society",
    "transversal": "transversal",
}
"""Headings to the section of the measures below them."""

_FACTS = {"ratification": "date-of-ratification", "submitted": "date-of-submission"}
"""Fields of a report to the questions that state them."""


def _read_values(
    lines: Sequence[Line], groups: Sequence[str]
) -> tuple[tuple[AnswerValue, ...], list[Line]]:
    """Read the lines of an answer; sub-heads of the form group the values below them."""
    known = {fold_label(group) for group in groups}
    heads = [line for line in lines if fold_label(line.text) in known]
    values: list[AnswerValue] = []
    group: str | None = None
    for line in lines:
        if line in heads:
            group = line.cleaned
        else:
            values.append(AnswerValue(text=line.cleaned, line=str(line.number), group=group))
    return tuple(values), heads
