"""The measures of a report: those it gives in full, and those of its overview table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from measurebook.errors import quote
from measurebook.model.measure import FormVersion
from measurebook.normalise.form.blocks import read_blocks
from measurebook.normalise.form.fields import name_label
from measurebook.normalise.form.findings import Findings, Reader
from measurebook.normalise.form.record import make_measure
from measurebook.normalise.lines.blocks import Line, span_of
from measurebook.normalise.readers.report.grouping import MeasureBlocks
from measurebook.normalise.readers.report.notes import Notes
from measurebook.normalise.readers.report.overview import OverviewRow, read_row
from measurebook.normalise.readers.report.parts import part_of
from measurebook.normalise.readers.report.place import Place
from measurebook.normalise.reading import Draft
from measurebook.text import fold_name, make_slug

_PARTY_ANSWERS = ("targets_young_people", "ifcd_support", "evaluated")
_CIVIL_SOCIETY_ANSWERS = ("targets_young_people", "ifcd_support")
_LISTS_OF_THE_FORM = ("goals", "areas", "agencies", "domains", "partners")


class MeasureReader(msgspec.Struct, frozen=True):
    """Drafts the measures of one report; `report` is its slug."""

    reader: Reader
    report: str
    form: FormVersion
    notes: Notes

    def draft(self, place: Place, blocks: MeasureBlocks) -> Draft:
        """Draft a measure that is given in full."""
        found = Findings()
        if blocks.title:
            found.set("title", " ".join(x.cleaned for x in blocks.title), blocks.title)
        read_blocks(blocks.blocks, self.reader, found)
        if "title" not in found.values:
            message = "title not found; add one to the measure that begins here"
            self.notes.doubt(blocks.blocks[0].opening, message)
        self._doubt_unknown(blocks)
        place.note_in(found)
        self._set_unasked(found, place, blocks)
        measure, sections = make_measure(
            found,
            self.reader,
            report=self.report,
            form=self.form,
            section=place.section,
            reported_by="civil-society" if place.is_of_civil_society else "party",
        )
        self.notes.entries += found.entries
        name = measure.title or f"{self.reader.source} {blocks.opening.number}"
        return Draft(make_slug(name), measure, sections)

    def _doubt_unknown(self, blocks: MeasureBlocks) -> None:
        for block in blocks.blocks:
            if part_of(block.label).kind == "unknown":
                label = quote(name_label(block))
                message = f"{label} is not a known label; add it to labels.yaml"
                self.notes.doubt(block.label_lines[0], message)

    def _set_unasked(self, found: Findings, place: Place, blocks: MeasureBlocks) -> None:
        """Fill in what the 2020-2024 form leaves out where nothing was answered.

        That form prints no label for a question without an answer; the question was asked all
        the same, so it is blank and not unknown. The form of civil society has no evaluation.
        """
        if self.form != "2020-2024":
            return
        for name in _LISTS_OF_THE_FORM:
            found.values.setdefault(name, ())
        lines = blocks.title or (blocks.opening,)
        for name in _CIVIL_SOCIETY_ANSWERS if place.is_of_civil_society else _PARTY_ANSWERS:
            if name not in found.values:
                found.set(name, "blank", lines)

    def join_rows(
        self, drafts: Sequence[Draft], rows: Iterable[tuple[Place, tuple[Line, ...]]]
    ) -> tuple[list[Draft], list[Line]]:
        """Join the full entries with the rows of the overview table, in the order of the table.

        A row whose measure comes again in full adds what that entry lacks; another one is a
        measure of its own. Returns the measures, and the lines that are no row.
        """
        entries = {_title_of(draft): place for place, draft in enumerate(drafts)}
        ordered: dict[int, Draft] = {}
        unread: list[Line] = []
        for number, (place, lines) in enumerate(rows, start=len(drafts)):
            row = read_row(lines, self.reader.lists, entries.keys())
            if row is None:
                unread += lines
                continue
            entry = entries.setdefault(fold_name(row.title), number)
            known = ordered.get(entry) or (drafts[entry] if entry < len(drafts) else None)
            ordered[entry] = self._complete(known, row) if known else self._draft_row(place, row)
        rest = [draft for entry, draft in enumerate(drafts) if entry not in ordered]
        return [*ordered.values(), *rest], unread

    def _draft_row(self, place: Place, row: OverviewRow) -> Draft:
        """Draft a measure of which the report has no more than its row."""
        found = Findings()
        for name, value in row.values.items():
            found.set(name, value, row.lines)
        place.note_in(found)
        measure, _ = make_measure(found, self.reader, report=self.report, form=self.form)
        return Draft(make_slug(row.title), measure)

    def _complete(self, draft: Draft, row: OverviewRow) -> Draft:
        """Add scope and nature of a row to a measure whose entry was cut before them."""
        lacking = {n: v for n, v in row.lists.items() if not getattr(draft.record, n)}
        if not lacking:
            self.notes.classify(row.lines, "repeated", "the full entry follows")
            return draft
        cited = {name: {self.reader.source: str(span_of(row.lines))} for name in lacking}
        citations = {**draft.record.citations, **cited}
        record = msgspec.structs.replace(draft.record, **lacking, citations=citations)
        return Draft(draft.slug, record, draft.sections)


def _title_of(draft: Draft) -> str:
    return fold_name(getattr(draft.record, "title", None) or "")
