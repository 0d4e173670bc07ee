"""A report read by whoever writes the next one: what it answered, left open, claimed, promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from measurebook.graph.atlas import Atlas
from measurebook.graph.claims import Claim, find_claims
from measurebook.graph.facets import Facet
from measurebook.graph.form_parts import FormPart
from measurebook.graph.links import ReportAnswer, group
from measurebook.graph.names import Target
from measurebook.graph.news import News, find_named, find_on_subjects, is_newer
from measurebook.graph.open_answers import OpenReason, find_reasons
from measurebook.graph.promises import Postponed, Promise, find_postponed, read_statements
from measurebook.graph.subjects import WordFinder
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.report import Report

_FINDABLE = frozenset({"organisation", "measure"})
"""What a promise may name that newer texts are searched for; places are named too often."""


_KEPT = "workbook"


class Line(msgspec.Struct, frozen=True):
    """A question of the form as the workbook shows it.

    `earlier` are the answers of older reports, `news` what newer texts say on its subjects.
    """

    found: ReportAnswer
    reason: OpenReason | None
    claim: Claim | None
    promises: tuple[Promise, ...]
    earlier: tuple[ReportAnswer, ...]
    news: tuple[News, ...]


class WorkbookPart(msgspec.Struct, frozen=True):
    """A part of the form with its questions.

    `measures` are those of the report, `unreported` others of the same area. `news` are newer texts
    that name one of either, `postponed` what its measures put off.
    """

    part: FormPart
    lines: tuple[Line, ...]
    measures: tuple[Entry[Measure], ...]
    unreported: tuple[Entry[Measure], ...]
    postponed: tuple[Postponed, ...]
    news: tuple[News, ...]


class Workbook:
    """Everything the knowledge base has to say to the next report, question by question."""

    def __init__(self, atlas: Atlas, report: Entry[Report]) -> None:
        self.atlas = atlas
        self.report = report

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        findings = [
            finding
            for review in self.atlas.knowledge.reviews.values()
            if review.report == self.report.slug
            for finding in review.findings
        ]
        answers = self.atlas.answers_of_report(self.report.slug)
        return tuple(
            find_claims(
                answers,
                findings,
                lambda area: self.atlas.measures_of("areas", area),
                self.atlas.measure,
            )
        )

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        answers = self.atlas.answers_of_report(self.report.slug)
        return tuple(promise for found in answers for promise in self._read_promises(found))

    @cached_property
    def postponed(self) -> tuple[Postponed, ...]:
        """What the measures of the report put off, in their order."""
        words = self.atlas.knowledge.vocabulary.report_wording.postponing
        measures = self.atlas.measures_of("report", self.report.slug)
        finder = WordFinder({"postponing": words})
        return tuple(find_postponed(measures, finder, self.atlas.knowledge.sources))

    @cached_property
    def newer_events(self) -> tuple[Entry[Event], ...]:
        return tuple(
            entry for entry in self.atlas.events if is_newer(entry.record, self.report.record)
        )

    @cached_property
    def parts(self) -> tuple[WorkbookPart, ...]:
        """The parts of the form that hold something, in its order."""
        made = map(self._make_part, self.atlas.parts_of_report(self.report.slug))
        return tuple(part for part in made if part.lines or part.measures)

    # Lines

    def _make_part(self, part: FormPart) -> WorkbookPart:
        facet: Facet = "areas" if part.kind == "area" else "section"
        found = self.atlas.measures_of(facet, part.slug)
        measures = tuple(entry for entry in found if entry.record.report == self.report.slug)
        others = tuple(entry for entry in found if entry.record.report is None)
        return WorkbookPart(
            part=part,
            lines=tuple(map(self._make_line, part.answers)),
            measures=measures,
            unreported=others if part.kind == "area" else (),
            postponed=tuple(
                postponed for entry in measures for postponed in self._postponed.get(entry.slug, ())
            ),
            news=tuple(
                news
                for entry in (*measures, *others)
                for news in self._named.get(Target("measure", entry.slug), ())
            ),
        )

    def _make_line(self, found: ReportAnswer) -> Line:
        question = found.answer.question
        place = found.answer.lines
        return Line(
            found=found,
            reason=self._reasons[place],
            claim=self._claims.get(place),
            promises=self._promises.get(question, ()),
            earlier=tuple(
                other
                for other in self.atlas.answers_of_question(question)
                if found.question is not None and other.report.slug != self.report.slug
            ),
            news=self._find_on_question(question) if found.question else (),
        )

    @cached_property
    def _reasons(self) -> dict[str, OpenReason | None]:
        answers = self.atlas.answers_of_report(self.report.slug)
        return {found.answer.lines: reason for found, reason in find_reasons(answers)}

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.found.answer.lines: claim for claim in self.claims}

    @cached_property
    def _promises(self) -> dict[str, tuple[Promise, ...]]:
        return group((promise.found.answer.question, promise) for promise in self.promises)

    @cached_property
    def _postponed(self) -> dict[str, tuple[Postponed, ...]]:
        return group((postponed.measure.slug, postponed) for postponed in self.postponed)

    # Newer texts

    @cached_property
    def _finder(self) -> WordFinder:
        subjects = self.atlas.knowledge.vocabulary.subjects
        return WordFinder({slug: subject.words for slug, subject in subjects.items()})

    @cached_property
    def _news(self) -> dict[str, tuple[News, ...]]:
        return find_on_subjects(self.newer_events, self._finder, self.atlas.knowledge.sources)

    @cached_property
    def _subjects(self) -> dict[str, tuple[str, ...]]:
        """The subjects of each question."""
        subjects = self.atlas.knowledge.vocabulary.subjects
        return group(
            (question, slug) for slug, subject in subjects.items() for question in subject.questions
        )

    def _find_on_question(self, question: str) -> tuple[News, ...]:
        return _keep_first(
            news
            for subject in self._subjects.get(question, ())
            for news in self._news.get(subject, ())
        )

    @cached_property
    def _named(self) -> dict[Target, tuple[News, ...]]:
        return find_named(
            self.newer_events,
            self.atlas.names,
            self.atlas.knowledge.sources,
            lambda event: self.atlas.country_of("event", event),
        )

    # Promises

    def _read_promises(self, found: ReportAnswer) -> Iterator[Promise]:
        outlook = found.question.outlook if found.question else None
        if outlook is None:
            return
        statements = read_statements(found, self.atlas.knowledge.sources)
        for number, (text, passage) in enumerate(statements, start=1):
            subjects = tuple(hit.name for hit in self._finder.find(text))
            yield Promise(
                found=found,
                outlook=outlook,
                number=number,
                text=text,
                source=passage.source,
                lines=passage.lines,
                subjects=subjects,
                news=self._find_on_promise(text, subjects),
            )

    def _find_on_promise(self, text: str, subjects: tuple[str, ...]) -> tuple[News, ...]:
        country = self.atlas.country_of("report", self.report.slug)
        named = [found.target for found in self.atlas.names.find(text, country)]
        targets = dict.fromkeys(target for target in named if target.kind in _FINDABLE)
        by_name = [news for target in targets for news in self._named.get(target, ())]
        by_subject = [news for slug in subjects for news in self._news.get(slug, ())]
        return _keep_first([*by_name, *by_subject])


def _keep_first(found: Iterable[News]) -> tuple[News, ...]:
    """Keep one find of each passage of a newer text."""
    first: dict[str, News] = {}
    for news in found:
        first.setdefault(news.quotation.place, news)
    return tuple(first.values())


def open_workbook(atlas: Atlas) -> Workbook | None:
    """Open the workbook of the newest report; None where there is no report."""
    if _KEPT not in atlas.kept:
        atlas.kept[_KEPT] = Workbook(atlas, atlas.reports[0]) if atlas.reports else None
    kept: Workbook | None = atlas.kept[_KEPT]
    return kept
