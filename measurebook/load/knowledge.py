"""A whole content folder, with the problems of all its files told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import msgspec

from measurebook.errors import ContentError, Problem
from measurebook.load.citations import AnyRead, check_citations
from measurebook.load.conflicts import check_conflict, quotes_any
from measurebook.load.coverage import Use, check_coverage, check_ledger
from measurebook.load.dates import check_dates
from measurebook.load.documents import Folder, Read, read_folder
from measurebook.load.known import Known
from measurebook.load.lists import check_lists
from measurebook.load.references import check_references, find_references
from measurebook.load.reviews import check_review, reads_any
from measurebook.load.sections import Headings
from measurebook.load.site import find_strangers, read_site
from measurebook.load.sources import SourceFiles, read_sources
from measurebook.load.vocabulary import Lists, file_of, read_vocabulary
from measurebook.load.words import read_words
from measurebook.load.yaml_folder import ReadRecord, read_yaml_folder
from measurebook.memory import recall_all
from measurebook.model.citing import find_cited
from measurebook.model.conflict import Conflict
from measurebook.model.event import EVENT_SECTIONS, Event
from measurebook.model.knowledge import Entry, Knowledge, Source
from measurebook.model.measure import SECTION_HEADINGS, UNCITED_SECTIONS, Measure
from measurebook.model.report import Report
from measurebook.model.review import Review
from measurebook.model.vocabulary import Vocabulary
from measurebook.settings import Layout
from measurebook.text import heading_of

_NOTES = {key: SECTION_HEADINGS[key] for key in UNCITED_SECTIONS}

AnyFolder = Folder[Measure] | Folder[Report] | Folder[Event]


class _Content(msgspec.Struct, frozen=True):
    """All parts of a content folder, as far as they could be read."""

    lists: Lists
    are_lists_whole: bool
    files: SourceFiles
    measures: Folder[Measure]
    reports: Folder[Report]
    events: Folder[Event]
    conflicts: dict[str, ReadRecord[Conflict]]
    reviews: dict[str, ReadRecord[Review]]

    @property
    def documents(self) -> Iterator[AnyRead]:
        yield from self.measures.documents.values()
        yield from self.reports.documents.values()
        yield from self.events.documents.values()

    @property
    def is_whole(self) -> bool:
        return self.measures.is_whole and self.reports.is_whole and self.events.is_whole


class FindsFaults(Protocol):
    """Reads cited lines again: yields keys that lead to a wrong citation, and what is wrong."""

    def find_misplaced(
        self, entry: Entry[Any], sources: Mapping[str, Source], /
    ) -> Iterator[tuple[tuple[str | int, ...], str]]: ...


def load_knowledge(
    layout: Layout, prover: Callable[[Vocabulary], FindsFaults] | None = None
) -> Knowledge:
    """Read and check a content folder; a `prover` of its vocabulary reads the cited lines again.

    Raises ContentError with every problem of every file. What depends on a file that could not
    be read is not reported as well; above all, lines count as left over only if all documents
    could be read and all their citations are right.
    """
    problems = list(find_strangers(layout))
    site = read_site(layout, problems)
    words = read_words(site.languages, layout, problems) if site else {}
    content = _read_content(layout, problems)
    problems += _check(content, layout, prover)
    if site is None or problems:
        raise ContentError(problems)
    return Knowledge(
        site=site,
        words=words,
        vocabulary=content.lists.vocabulary,
        sources=content.files.sources,
        measures=content.measures.entries,
        reports=content.reports.entries,
        events=content.events.entries,
        conflicts={slug: read.record for slug, read in content.conflicts.items()},
        reviews={slug: read.record for slug, read in content.reviews.items()},
    )


def _read_content(layout: Layout, problems: list[Problem]) -> _Content:
    in_lists: list[Problem] = []
    lists = read_vocabulary(layout, in_lists)
    problems += in_lists
    files = read_sources(layout, problems)
    conflicts = read_yaml_folder(layout.conflicts, Conflict, layout, problems)
    reviews = read_yaml_folder(layout.claims, Review, layout, problems)
    return _Content(
        lists=lists,
        are_lists_whole=not in_lists,
        files=files,
        measures=read_folder(layout.measures, Measure, SECTION_HEADINGS, layout, problems),
        reports=read_folder(layout.reports, Report, _list_headings(lists), layout, problems),
        events=read_folder(layout.events, Event, EVENT_SECTIONS | _NOTES, layout, problems),
        conflicts={
            slug: read for slug, read in conflicts.items() if quotes_any(read.record, files.ids)
        },
        reviews={slug: read for slug, read in reviews.items() if reads_any(read.record, files.ids)},
    )


def _list_headings(lists: Lists) -> Headings:
    """List the sections of a report: those that the questions of the form name."""
    if "questions" not in lists.files:
        return None
    named = (question.section for question in lists.vocabulary.questions.values())
    return {key: heading_of(key) for key in named if key} | _NOTES


def _list_known(content: _Content, layout: Layout) -> Known:
    folders: dict[str, tuple[AnyFolder, Path]] = {
        "measures": (content.measures, layout.measures),
        "reports": (content.reports, layout.reports),
        "events": (content.events, layout.events),
    }
    lists = content.lists.files
    return Known(
        slugs={name: fields.values.keys() for name, fields in lists.items()}
        | {name: dict.fromkeys(folder.slugs) for name, (folder, _) in folders.items()}
        | {"sources": content.files.ids},
        homes={name: layout.name(layout.vocabulary / file_of(name)) for name in lists}
        | {name: layout.name(path) for name, (_, path) in folders.items()}
        | {"sources": layout.name(layout.sources)},
        former={name: folder.former for name, (folder, _) in folders.items()},
    )


def _check(
    content: _Content, layout: Layout, prover: Callable[[Vocabulary], FindsFaults] | None
) -> Iterator[Problem]:
    """Check what can only be seen across files."""
    known, sources = _list_known(content, layout), content.files.sources
    in_lists = recall_all("lists", check_lists, content.lists, known, sources)
    yield from in_lists
    for document in content.documents:
        place = "references", document.fields.path
        yield from recall_all(place, _check_references, document, known)
        yield from check_dates(document)
    for measure in content.measures.documents.values():
        yield from _check_relations(measure)
    for report in content.reports.documents.values():
        yield from _check_answers(report)
    for conflict in content.conflicts.values():
        yield from check_conflict(conflict, known, sources)
    for review in content.reviews.values():
        yield from check_review(review, known)
    faults = {
        document.fields.path: recall_all(
            ("citations", document.fields.path), check_citations, document, sources, known
        )
        for document in content.documents
    }
    yield from chain.from_iterable(faults.values())
    if prover and content.are_lists_whole and not in_lists:
        right = [one for one in content.documents if not faults[one.fields.path]]
        yield from _read_again(right, sources, prover(content.lists.vocabulary))
    yield from _check_lines(content, is_cited=content.is_whole and not any(faults.values()))


def _read_again(
    documents: Iterable[AnyRead], sources: Mapping[str, Source], prover: FindsFaults
) -> Iterator[Problem]:
    """Read the cited lines of documents again that are whole."""
    for document in documents:
        if document.is_whole:
            for place, message in prover.find_misplaced(document.entry, sources):
                yield document.fields.problem(message, *place)


def _check_references(document: AnyRead, known: Known) -> Iterator[Problem]:
    references = find_references(document.entry.record)
    return check_references(references, document.fields, known)


def _check_relations(measure: Read[Measure]) -> Iterator[Problem]:
    for index, relation in enumerate(measure.entry.record.relations):
        if relation.measure == measure.entry.slug:
            message = "relates the measure to itself; name another one or remove it"
            yield measure.fields.problem(message, "relations", index)


def _check_answers(report: Read[Report]) -> Iterator[Problem]:
    """Check that the sections which hold the long answers are there."""
    for index, answer in enumerate(report.entry.record.answers):
        if answer.section and not report.entry.section(answer.section):
            message = f'the section "## {heading_of(answer.section)}" is missing in the body'
            yield report.fields.problem(message, "answers", index, "section")


def _check_lines(content: _Content, *, is_cited: bool) -> Iterator[Problem]:
    """Check the ledgers, and where all that is cited is known, that no line is left over."""
    uses = _find_uses(content)
    for source in content.files.sources.values():
        fields = content.files.ledgers[source.id]
        faults = recall_all(("ledger", source.id), check_ledger, source, fields)
        yield from faults
        if is_cited and not faults:
            cited = uses.get(source.id, ())
            yield from recall_all(("coverage", source.id), check_coverage, source, cited)


def _find_uses(content: _Content) -> Mapping[str, list[Use]]:
    uses: dict[str, list[Use]] = {}
    for document in content.documents:
        place = "cited", document.fields.path
        for cited in recall_all(place, find_cited, document.entry.record):
            uses.setdefault(cited.source, []).append(Use(document.fields, cited))
    return uses
