"""Every question the pages ask of a knowledge base, answered from indexes made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from measurebook.graph.facets import (
    EVENT_FACETS,
    MEASURE_FACETS,
    EventFacet,
    Facet,
    index_entries,
)
from measurebook.graph.form_parts import FormPart, list_parts
from measurebook.graph.lines import Use, index_uses, read_classes
from measurebook.graph.linking import Linker
from measurebook.graph.links import (
    ConflictSubject,
    Link,
    ReportAnswer,
    group,
    index_children,
    index_conflicts,
    index_links,
    list_answers,
)
from measurebook.graph.mentions import Mention, NameFinder, group_by_target
from measurebook.graph.names import Target, TargetKind, list_names
from measurebook.graph.order import order_events, order_measures, order_reports
from measurebook.graph.passages import DocumentKind
from measurebook.graph.readings import Reader, Reading, find_country
from measurebook.graph.related import Related, Relatives, choose_phrases
from measurebook.memory import recall
from measurebook.model.conflict import Conflict
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry, Knowledge, Source
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.source import LineClass
from measurebook.model.vocabulary import Area, Organisation, Place, Question, Term
from measurebook.urls import address_of, line_fragment


class Atlas:
    """One knowledge base with its links in both directions.

    `measures`, `reports` and `events` are in the order they are shown in, and so is every list of
    them. A slug that nothing points to has an empty list; the methods that return one record
    raise KeyError for a slug that is not there, for `load` lets none through. `kept` holds what
    others made of it once and need again; it goes when the Atlas goes.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.kept: dict[str, Any] = {}
        self.measures = order_measures(knowledge)
        self.reports = order_reports(knowledge)
        self.events = order_events(knowledge)
        self._related: dict[str, tuple[Related, ...]] = {}
        self._index_facets()
        self._index_links()
        self._index_lines()

    def _index_facets(self) -> None:
        self._measures = {
            facet: index_entries(self.measures, find) for facet, find in MEASURE_FACETS.items()
        }
        self._events = {
            facet: index_entries(self.events, find) for facet, find in EVENT_FACETS.items()
        }
        self._reports = group((entry.record.source, entry) for entry in self.reports)

    def _index_links(self) -> None:
        vocabulary = self.knowledge.vocabulary
        answers = list_answers(self.reports, vocabulary.questions)
        self._answers_of_area = group((answer.area, answer) for answer in answers)
        self._answers_of_report = group((answer.report.slug, answer) for answer in answers)
        self._answers_of_question = group((answer.answer.question, answer) for answer in answers)
        self._links = index_links(self.knowledge.measures)
        self._areas = group((area.goal, slug) for slug, area in vocabulary.areas.items())
        self._children = index_children(vocabulary.organisations)
        self._conflicts = index_conflicts(self.knowledge)

    def _index_lines(self) -> None:
        self._uses = index_uses(self.knowledge)
        self._classes = {
            source.id: read_classes(source) for source in self.knowledge.sources.values()
        }

    # Records

    def measure(self, slug: str) -> Entry[Measure]:
        return self.knowledge.measures[slug]

    def report(self, slug: str) -> Entry[Report]:
        return self.knowledge.reports[slug]

    def event(self, slug: str) -> Entry[Event]:
        return self.knowledge.events[slug]

    def source(self, source: str) -> Source:
        return self.knowledge.sources[source]

    def goal(self, slug: str) -> Term:
        return self.knowledge.vocabulary.goals[slug]

    def area(self, slug: str) -> Area:
        return self.knowledge.vocabulary.areas[slug]

    def domain(self, slug: str) -> Term:
        return self.knowledge.vocabulary.domains[slug]

    def organisation(self, slug: str) -> Organisation:
        return self.knowledge.vocabulary.organisations[slug]

    def place(self, slug: str) -> Place:
        return self.knowledge.vocabulary.places[slug]

    def question(self, slug: str) -> Question | None:
        """Return a question of the form, or None for one that only a report's wording knows."""
        return self.knowledge.vocabulary.questions.get(slug)

    # Measures

    def measures_of(self, facet: Facet, slug: str) -> tuple[Entry[Measure], ...]:
        """Return the measures that have this slug there, as in `measures_of("goals", "1")`."""
        return self._measures[facet].get(slug, ())

    def measures_without(self, facet: Facet) -> tuple[Entry[Measure], ...]:
        """Return the measures that state nothing there, whether label or value is missing."""
        find = MEASURE_FACETS[facet]
        return tuple(entry for entry in self.measures if not any(find(entry.record)))

    def slugs_of(self, facet: Facet) -> frozenset[str]:
        """Return the slugs that at least one measure has there, such as all responsible bodies."""
        return frozenset(self._measures[facet])

    def links_of(self, measure: str) -> tuple[Link, ...]:
        """Return the related measures, whichever of the two states the relation."""
        return self._links.get(measure, ())

    # Events and reports

    def events_of(self, facet: EventFacet, slug: str) -> tuple[Entry[Event], ...]:
        """Return the events that name this organisation or place, or cite this source."""
        return self._events[facet].get(slug, ())

    def reports_of(self, source: str) -> tuple[Entry[Report], ...]:
        """Return the reports read from this source."""
        return self._reports.get(source, ())

    def answers_of_area(self, area: str) -> tuple[ReportAnswer, ...]:
        """Return what the reports answer under an area of monitoring, newest report first."""
        return self._answers_of_area.get(area, ())

    def answers_of_report(self, report: str) -> tuple[ReportAnswer, ...]:
        """Return the answers of a report in its own order."""
        return self._answers_of_report.get(report, ())

    def answers_of_question(self, question: str) -> tuple[ReportAnswer, ...]:
        """Return the answers to a question, newest report first."""
        return self._answers_of_question.get(question, ())

    def parts_of_report(self, report: str) -> list[FormPart]:
        """Return the parts of a report's form in its own order, each with its answers."""
        entry = self.report(report)
        answers = self.answers_of_report(report)
        measures = self.measures_of("report", report)
        source = self.source(entry.record.source)
        return list_parts(entry, answers, measures, self.knowledge.vocabulary, source)

    # Lists and conflicts

    def areas_of(self, goal: str) -> tuple[str, ...]:
        """Return the slugs of a goal's areas, in the order of their list."""
        return self._areas.get(goal, ())

    def children_of(self, organisation: str) -> tuple[str, ...]:
        """Return the slugs of the organisations that belong to this one, by name."""
        return self._children.get(organisation, ())

    def conflicts_of(self, subject: ConflictSubject, slug: str) -> tuple[tuple[str, Conflict], ...]:
        """Return the conflicts that concern a record, each with its slug."""
        return self._conflicts.get((subject, slug), ())

    # Lines of sources

    def uses_of(self, source: str, line: int) -> tuple[Use, ...]:
        """Return what cites a line, counted from 1."""
        return self._uses.get(source, {}).get(line, ())

    def line_class(self, source: str, line: int) -> LineClass | None:
        """Return what a line, counted from 1, is to the knowledge base; None for a blank one."""
        return self._classes[source].get(line)

    # Texts

    @cached_property
    def names(self) -> NameFinder:
        """What finds all known names in a text."""
        return recall("names", NameFinder, tuple(list_names(self.knowledge)))

    def short_id(self, source: str) -> str:
        """Return what readers see of a source's id: the part before `_` where that is enough."""
        return self._short_ids.get(source, source)

    def mark(self, source: str, lines: str) -> tuple[str, str]:
        """Return what readers see of cited lines, and the address of the first of them."""
        address = f"{address_of('source', source)}#{line_fragment(lines)}"
        return f"{self.short_id(source)}:{lines}", address

    @cached_property
    def _short_ids(self) -> dict[str, str]:
        starts = {source: source.partition("_")[0] for source in self.knowledge.sources}
        counts = Counter(starts.values())
        return {source: start if counts[start] == 1 else source for source, start in starts.items()}

    def country_of(self, kind: DocumentKind, slug: str) -> str | None:
        """Return the country in whose texts a document's generic names hold."""
        return find_country(self.knowledge, self._documents[kind][slug].record)

    def linker(self, kind: DocumentKind, slug: str) -> Linker:
        """Return what links the names in the prose of one document's page."""
        own = Target(kind, slug) if kind != "report" else None
        return Linker(self.names, own, self.country_of(kind, slug))

    def mentions_of(self, kind: TargetKind, slug: str) -> tuple[Mention, ...]:
        """Return the first mention in each document that names it, measures first."""
        return self._mentions.get(Target(kind, slug), ())

    def related(self, measure: str) -> tuple[Related, ...]:
        """Return the measures most related to this one, best first, with the reasons."""
        if measure not in self._related:
            self._related[measure] = self._relatives.find(measure)
        return self._related[measure]

    @property
    def _documents(
        self,
    ) -> Mapping[DocumentKind, Mapping[str, Entry[Measure] | Entry[Event] | Entry[Report]]]:
        knowledge = self.knowledge
        return {
            "measure": knowledge.measures,
            "event": knowledge.events,
            "report": knowledge.reports,
        }

    @cached_property
    def _readings(self) -> tuple[Reading, ...]:
        reader = Reader(self.knowledge, self.names)
        return (
            *map(reader.read_measure, self.measures),
            *map(reader.read_event, self.events),
            *(
                reader.read_report(entry, self.answers_of_report(entry.slug))
                for entry in self.reports
            ),
        )

    @cached_property
    def _mentions(self) -> dict[Target, tuple[Mention, ...]]:
        return group_by_target([reading.named for reading in self._readings])

    @cached_property
    def _relatives(self) -> Relatives:
        read = {
            reading.document.slug: reading
            for reading in self._readings
            if reading.document.kind == "measure"
        }
        phrases = choose_phrases({slug: reading.phrases for slug, reading in read.items()})
        named = {slug: reading.named for slug, reading in read.items()}
        return Relatives(self.measures, self._links, named, phrases)
