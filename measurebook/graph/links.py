"""Links that records hold one way, followed the other way."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Literal, TypeVar

import msgspec

from measurebook.model.conflict import Conflict
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.measure import Measure, RelationKind
from measurebook.model.report import Answer, Report
from measurebook.model.vocabulary import Organisation, Question
from measurebook.text import fold

ConflictSubject = Literal["measures", "reports", "events", "organisations"]
LinkKind = RelationKind | Literal["followed-by"]

_REVERSED: Mapping[RelationKind, LinkKind] = {
    "part-of": "has-part",
    "has-part": "part-of",
    "follows": "followed-by",
    "same-subject": "same-subject",
}

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Link(msgspec.Struct, frozen=True):
    """A related measure, as seen from the measure that was asked for."""

    kind: LinkKind
    measure: Entry[Measure]


class ReportAnswer(msgspec.Struct, frozen=True):
    """An answer, the report it stands in, and its question where the form's list knows it."""

    report: Entry[Report]
    answer: Answer
    question: Question | None

    @property
    def area(self) -> str | None:
        """The area it stands under: the answer's own, else the one the form gives its question."""
        return self.answer.area or (self.question.area if self.question else None)


def index_links(measures: Mapping[str, Entry[Measure]]) -> dict[str, tuple[Link, ...]]:
    """Index relations by both of their measures; one that both of them state counts once."""
    index: dict[str, dict[tuple[LinkKind, str], Link]] = {}
    for slug, entry in measures.items():
        for relation in entry.record.relations:
            there, back = relation.kind, _REVERSED[relation.kind]
            other = measures[relation.measure]
            index.setdefault(slug, {})[there, other.slug] = Link(there, other)
            index.setdefault(other.slug, {})[back, slug] = Link(back, entry)
    return {slug: tuple(links.values()) for slug, links in index.items()}


def list_answers(
    reports: tuple[Entry[Report], ...], questions: Mapping[str, Question]
) -> tuple[ReportAnswer, ...]:
    """List the answers of all reports with their questions, in the reports' order."""
    return tuple(
        ReportAnswer(report, answer, questions.get(answer.question))
        for report in reports
        for answer in report.record.answers
    )


def index_children(organisations: Mapping[str, Organisation]) -> dict[str, tuple[str, ...]]:
    """Index the slugs of organisations by their parent, by name."""
    by_name = sorted(organisations, key=lambda slug: (fold(organisations[slug].name), slug))
    return group((organisations[slug].parent, slug) for slug in by_name)


def index_conflicts(
    knowledge: Knowledge,
) -> dict[tuple[ConflictSubject, str], tuple[tuple[str, Conflict], ...]]:
    """Index conflicts, with their slugs, by every record they concern."""
    return group(
        (subject, (slug, conflict))
        for slug, conflict in knowledge.conflicts.items()
        for subject in _find_subjects(conflict)
    )


def _find_subjects(conflict: Conflict) -> Iterator[tuple[ConflictSubject, str]]:
    yield from (("measures", slug) for slug in conflict.measures)
    yield from (("reports", slug) for slug in conflict.reports)
    yield from (("events", slug) for slug in conflict.events)
    yield from (("organisations", slug) for slug in conflict.organisations)


def group(pairs: Iterator[tuple[K | None, V]]) -> dict[K, tuple[V, ...]]:
    """Group values by their key, both in the given order; values without a key are left out.

    >>> group(iter([("a", 1), (None, 2), ("a", 3)]))
    {'a': (1, 3)}
    """
    index: dict[K, list[V]] = {}
    for key, value in pairs:
        if key is not None:
            index.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in index.items()}
