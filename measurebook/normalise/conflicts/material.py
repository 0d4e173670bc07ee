"""What the rules look at, and what they yield."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from measurebook.model.base import Citation, Span, read_span
from measurebook.model.conflict import Conflict, Quote
from measurebook.model.measure import SECTION_HEADINGS, UNCITED_SECTIONS, Measure
from measurebook.model.report import Report
from measurebook.model.vocabulary import ConflictWording
from measurebook.normalise.conflicts.amounts import AmountFinder
from measurebook.normalise.lines.cleaning import clean, holds_private_address
from measurebook.normalise.merging.same_measure import Difference
from measurebook.normalise.reading import Draft, SourceText
from measurebook.normalise.values.lists import Lists
from measurebook.normalise.values.names import NameBook
from measurebook.text import squash_blanks

_MONEY = "funding"
_LONGEST_LINE = 20_000
_SENTENCE_END = re.compile(r"(?:(?<=[^A-Z\d][.!?])|(?<=\d\d[.!?]))\s+(?=[A-ZÀ-Ž“\"])")


class Subject(NamedTuple):
    """A document that a conflict concerns: its folder, and the slug of its draft."""

    folder: str
    slug: str


class Found(NamedTuple):
    """A conflict as a rule found it; its record does not say yet which documents it concerns.

    A rule finds one conflict for each field of a document, which is the first of the `subjects`.
    What concerns several alike is `known_by` something else, of which there is one in the sources.
    """

    record: Conflict
    subjects: tuple[Subject, ...]
    known_by: str = ""


class Passage(NamedTuple):
    """A line of a source, on which a document says something: `part` is a field or a section."""

    subject: Subject
    part: str
    source: str
    line: int
    text: str

    def quote(self, text: str | None = None) -> Quote:
        """Quote the line, or words of it."""
        return Quote(source=self.source, lines=str(self.line), text=text or self.text)

    def sentence_at(self, place: int) -> str:
        """Return the sentence that stands at a place of the line."""
        return next(text for start, text in self.sentences if start <= place < start + len(text))

    @property
    def sentences(self) -> list[tuple[int, str]]:
        """The sentences of the line, each with its place."""
        ends = [end for end in _SENTENCE_END.finditer(self.text) if self._is_closed(end.start())]
        starts = [0, *(end.end() for end in ends)]
        stops = [*(end.start() for end in ends), len(self.text)]
        return [(s, self.text[s:e]) for s, e in zip(starts, stops, strict=True)]

    def _is_closed(self, place: int) -> bool:
        """Tell whether a place stands outside brackets, where "mln. USD" is no end."""
        return self.text.count("(", 0, place) <= self.text.count(")", 0, place)


class Material(msgspec.Struct, frozen=True, dict=True):
    """Everything that was read: joined documents, what did not join, and the sources."""

    drafts: Sequence[Draft]
    differences: Sequence[Difference]
    sources: Mapping[str, SourceText]
    lists: Lists
    names: NameBook

    @property
    def wording(self) -> ConflictWording:
        return self.lists.vocabulary.conflict_wording

    @cached_property
    def amounts(self) -> AmountFinder:
        return AmountFinder(self.wording.currencies)

    @cached_property
    def measures(self) -> list[tuple[Subject, Draft, Measure]]:
        return [
            (Subject("measures", draft.slug), draft, draft.record)
            for draft in self.drafts
            if isinstance(draft.record, Measure)
        ]

    @cached_property
    def reports(self) -> list[tuple[Subject, Draft, Report]]:
        return [
            (Subject("reports", draft.slug), draft, draft.record)
            for draft in self.drafts
            if isinstance(draft.record, Report)
        ]

    @cached_property
    def passages(self) -> list[Passage]:
        """The texts and the money of measures, and the answers and texts of reports.

        Each line comes once, with the first document that says something there.
        """
        found = dict[tuple[str, int], Passage]()
        for passage in (*self._of_measures(), *self._of_reports()):
            found.setdefault((passage.source, passage.line), passage)
        return list(found.values())

    def _of_measures(self) -> Iterator[Passage]:
        for subject, _, measure in self.measures:
            for part in (*SECTION_HEADINGS, _MONEY):
                if part not in UNCITED_SECTIONS:
                    yield from self.cited(subject, part, measure.citations.get(part, {}))

    def _of_reports(self) -> Iterator[Passage]:
        questions = self.lists.vocabulary.questions
        for subject, _, report in self.reports:
            for answer in report.answers:
                question = questions.get(answer.question)
                if question and question.kind not in {"withheld", "people"}:
                    span = read_span(answer.lines)
                    yield from self.lines_of(subject, answer.question, report.source, span)

    def cited(self, subject: Subject, part: str, citation: Citation) -> Iterator[Passage]:
        """Yield the lines that state a part of a document, of the first source that does."""
        for source, lines in citation.items():
            if source in self.sources:
                yield from self.lines_of(subject, part, source, read_span(lines))
                return

    def lines_of(self, subject: Subject, part: str, source: str, span: Span) -> Iterator[Passage]:
        """Yield the lines of a span that can be quoted.

        A line that holds a private address or marks that nobody sees is left out: a quote shows
        what the source has, word for word, or nothing. So is one that nobody can have written.
        """
        lines = self.sources[source].lines[span.first - 1 : span.last]
        for number, line in enumerate(lines, start=span.first):
            text = squash_blanks(line) if len(line) <= _LONGEST_LINE else ""
            if text and not holds_private_address(line) and squash_blanks(clean(line)) == text:
                yield Passage(subject, part, source, number, text)


def name_subjects(passages: Iterable[Passage]) -> tuple[Subject, ...]:
    """Return the documents that some passages belong to, each once."""
    return tuple(dict.fromkeys(passage.subject for passage in passages))
