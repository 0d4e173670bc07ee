"""Reading a periodic report: from its lines to the report and its measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from measurebook.model.measure import FormVersion
from measurebook.model.report import Report
from measurebook.normalise.form.fields import INNER_LABELS
from measurebook.normalise.form.findings import Reader
from measurebook.normalise.form.record import form_of
from measurebook.normalise.lines.blocks import Block, Line, number_lines, split_blocks, take_out
from measurebook.normalise.lines.classes import take_out_noise
from measurebook.normalise.lines.labels import ASIDES
from measurebook.normalise.readers.report.answers import Answers
from measurebook.normalise.readers.report.grouping import MeasureBlocks, group_measures
from measurebook.normalise.readers.report.head import Head
from measurebook.normalise.readers.report.measures import MeasureReader
from measurebook.normalise.readers.report.notes import Notes
from measurebook.normalise.readers.report.overview import split_rows
from measurebook.normalise.readers.report.parts import ReportLabels, part_of
from measurebook.normalise.readers.report.place import Place
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook


def read_report(source: SourceText, lists: Lists, names: NameBook) -> Reading:
    """Read a periodic report: a draft of the report itself and one of each of its measures.

    A report without any measure is no error: captured pages are often cut off.
    """
    lines, noise = take_out_noise(number_lines(source.lines), lists.noise)
    labels = ReportLabels(lines, lists)
    blocks, asides = take_out(split_blocks(lines, labels.find, INNER_LABELS), ASIDES)
    reader = Reader(source.id, lists, names, source.card.country)
    notes = Notes(source, noise)
    notes.classify(asides, "form-wording")
    walk = _Walk(reader, labels, notes)
    for part in group_measures(blocks, lists):
        walk.take(part)
    return walk.close(_form_of(blocks))


def _form_of(blocks: Sequence[Block]) -> FormVersion:
    """Return the form's version; where no label tells, the older one is known by its table."""
    is_older = any(part_of(block.label).kind == "overview" for block in blocks)
    return form_of(blocks, "2016-2019" if is_older else "2020-2024")


class _Walk:
    """Goes through the parts of a report in their order and gathers what they state."""

    def __init__(self, reader: Reader, labels: ReportLabels, notes: Notes) -> None:
        self.reader = reader
        self.lines = labels.lines
        self.notes = notes
        self.place = Place()
        self.head = Head(reader.lists, notes)
        self.answers = Answers(reader.lists, labels, notes)
        self.measures: list[tuple[Place, MeasureBlocks]] = []
        self.rows: list[tuple[Place, tuple[Line, ...]]] = []
        self._take: dict[str, Callable[[Block, str], None]] = {
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

    def take(self, part: Block | MeasureBlocks) -> None:
        if isinstance(part, MeasureBlocks):
            self.measures.append((self.place, part))
            return
        opened = part_of(part.label)
        self._take[opened.kind](part, opened.name)

    # Headings

    def _take_top(self, block: Block, _: str) -> None:
        self._read_head(block.values)

    def _take_goal(self, block: Block, goal: str) -> None:
        self.notes.classify(block.label_lines, "section-heading")
        self.place = self.place.below_goal(goal, block.label_lines)
        self.answers.take_no_measures(block, self.place)

    def _take_area(self, block: Block, area: str) -> None:
        self.notes.classify(block.label_lines, "section-heading")
        self.place = self.place.below_area(area, block.label_lines)
        self.answers.take_no_measures(block, self.place)

    def _take_heading(self, block: Block, slug: str) -> None:
        self.notes.classify(block.label_lines, "section-heading")
        self.place = self.place.below_heading(slug, block.label_lines)
        if slug == "report":
            self._read_head(block.label_lines)
        self._read_head(block.values)

    def _take_lost(self, block: Block, _: str) -> None:
        """Take a line that stands as a heading: what follows is of no area that is known."""
        for line in block.label_lines:
            self.answers.take_unread(line, self.place)
        self.place = self.place.without_area()

    def _read_head(self, lines: Sequence[Line]) -> None:
        """Read the lines that name the report; elsewhere such lines may name persons."""
        for line in lines:
            if self.head.take(line):
                continue
            if self.place.is_personal:
                self.notes.withhold([line])
            else:
                self.answers.take_unread(line, self.place)

    # Questions and the labels above measures

    def _take_question(self, block: Block, slugs: str) -> None:
        self.answers.take_question(block, slugs, self.place)

    def _take_unknown(self, block: Block, slug: str) -> None:
        self.answers.take_unknown(block, slug, self.place)

    def _take_label(self, block: Block, _: str) -> None:
        """Take the label above the measures of an area, or the one above a group of labels."""
        self.notes.classify(block.label_lines, "form-wording")
        self.answers.take_no_measures(block, self.place)

    def _take_overview(self, block: Block, _: str) -> None:
        self.notes.classify(block.label_lines, "form-wording")
        is_tall = len(block.label_lines) > 1
        rows = split_rows(block.values, self.reader.lists, is_tall=is_tall)
        self.rows += [(self.place, row) for row in rows]

    # The end

    def close(self, form: FormVersion) -> Reading:
        """Return the drafts and entries; the report comes first, then its measures in order."""
        self.head.complete(self.answers.given, self.lines)
        measures = self._draft_measures(form)
        report = Draft(self.head.slug, self._make_report(form), self.answers.sections)
        entries, problems = tuple(self.notes.entries), tuple(self.notes.problems)
        return Reading((report, *measures), entries, problems)

    def _draft_measures(self, form: FormVersion) -> list[Draft]:
        country = self.reader.country or self.head.values.get("party")
        reader = replace(self.reader, country=country)
        measures = MeasureReader(reader, self.head.slug, form, self.notes)
        drafts = [measures.draft(place, blocks) for place, blocks in self.measures]
        drafts, unread = measures.join_rows(drafts, self.rows)
        for line in unread:
            self.answers.take_unread(line, self.place)
        return drafts

    def _make_report(self, form: FormVersion) -> Report:
        stated = self.head.values
        return Report(
            title=stated["title"],
            source=self.notes.source.id,
            form=form,
            answers=tuple(self.answers.given),
            citations=self.notes.citations,
            party=stated.get("party"),
            year=stated.get("year"),
            ratification=stated.get("ratification"),
            submitted=stated.get("submitted"),
            stamp=stated.get("stamp"),
        )
