"""What a report says of the time after it: in answers that look ahead, and in results put off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from measurebook.graph.links import ReportAnswer
from measurebook.graph.news import News
from measurebook.graph.passages import Passage, read_answer, read_measure
from measurebook.graph.quotations import Quotation, quote
from measurebook.graph.sentences import split_points, split_sentences
from measurebook.graph.subjects import WordFinder
from measurebook.model.knowledge import Entry, Source
from measurebook.model.measure import Measure
from measurebook.model.vocabulary import Outlook

OUTLOOKS: tuple[Outlook, ...] = ("plans", "priorities", "challenges")


class Promise(msgspec.Struct, frozen=True):
    """A statement of an answer that looks ahead, word for word.

    `number` counts the statements of its answer. `subjects` are those whose words it holds, and
    `news` is what newer texts say on them or on the bodies and measures it names.
    """

    found: ReportAnswer
    outlook: Outlook
    number: int
    text: str
    source: str
    lines: str
    subjects: tuple[str, ...] = ()
    news: tuple[News, ...] = ()


class Postponed(msgspec.Struct, frozen=True):
    """A sentence of a measure that puts its results off to a later report, as its words suggest."""

    measure: Entry[Measure]
    quotation: Quotation


def read_statements(
    found: ReportAnswer, sources: Mapping[str, Source]
) -> Iterator[tuple[str, Passage]]:
    """Read the statements of an answer: its numbered points, or its sentences without such."""
    passages = list(read_answer(found, "", sources))
    points = [(point, passage) for passage in passages for point in split_points(passage.text)]
    if points:
        yield from points
        return
    for passage in passages:
        yield from ((sentence, passage) for sentence in split_sentences(passage.text))


def find_postponed(
    measures: Iterable[Entry[Measure]], finder: WordFinder, sources: Mapping[str, Source]
) -> Iterator[Postponed]:
    """Find the sentences of measures that hold a word by which results are put off."""
    for entry in measures:
        for passage in read_measure(entry, sources):
            for hit in finder.find(passage.text):
                yield Postponed(entry, quote(passage, hit.start, hit.end))
