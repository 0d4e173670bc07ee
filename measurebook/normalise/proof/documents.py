"""Every citation of a document, proven by the lines that it points at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from measurebook.memory import recall
from measurebook.model.base import read_span
from measurebook.model.event import EVENT_SECTIONS, Appearance, Event
from measurebook.model.knowledge import Entry, Source
from measurebook.model.measure import UNCITED_SECTIONS, Measure
from measurebook.model.report import Answer, Report
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.lines.cleaning import clean
from measurebook.normalise.proof.cited import (
    LONG,
    Cited,
    LineReader,
    Verdict,
    as_markdown,
    find_line,
)
from measurebook.normalise.proof.values import ANSWERS, BODIES, ValueReader
from measurebook.text import squash_blanks

Place = tuple[str | int, ...]
"""The keys that lead to a part of a document."""

_SHORTEST_TITLE = 6
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class Proof(msgspec.Struct, frozen=True):
    """What the cited lines of one source say of a value.

    `words` are the lines as a reader sees them; `elsewhere` is a line that does state the value.
    """

    verdict: Verdict
    words: tuple[str, ...] = ()
    elsewhere: int | None = None


class Prover:
    """Reads cited lines again in the words of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._lines = LineReader(vocabulary)
        self._values = ValueReader(vocabulary, self._lines)

    def find_misplaced(
        self, entry: Entry[Any], sources: Mapping[str, Source]
    ) -> Iterator[tuple[Place, str]]:
        """Find the citations of a document that point at lines which cannot state the value.

        Yields the keys that lead to each, and what is wrong with it.
        """
        for place, source, proof in _prove_all(self, entry, sources):
            if proof.verdict == "misplaced":
                yield place, _tell(proof, sources[source].path)

    def prove_field(self, entry: Entry[Any], field: str, lines: str, source: Source) -> Proof:
        """Prove a field or a section of a document by the lines that it cites in a source."""
        place = "field", entry.path, field, source.id
        return recall(place, Prover._prove_field, self, entry, field, lines, source)

    def _prove_field(self, entry: Entry[Any], field: str, lines: str, source: Source) -> Proof:
        cited = self._lines.cite(source, read_span(lines))
        section = entry.section(field)
        if section is not None:
            return self.prove_text(section.text, cited)
        read = self._values.find(field)
        value = getattr(entry.record, field, None)
        if read is None or value is None:
            return Proof("stated")
        verdict = read(value, cited)
        if verdict == "misplaced" and field in ANSWERS and _is_title(entry.record, lines, source):
            verdict = "edited"
        if field in BODIES and verdict == "edited":
            elsewhere = self._values.bodies.find_elsewhere(value, cited)
            return Proof("misplaced" if elsewhere else verdict, cited.words, elsewhere)
        least = _SHORTEST_TITLE if field == "title" else LONG
        return self._settle(verdict, cited, value, least)

    def prove_text(self, text: str, cited: Cited) -> Proof:
        """Prove a section: each paragraph is a line of the source, or was changed."""
        paragraphs = [squash_blanks(part) for part in _PARAGRAPHS.split(text.strip())]
        known = {as_markdown(text) for text in (*cited.words, *cited.values)}
        glued = [as_markdown(line.text) for line in cited.labelled]
        missing = [p for p in paragraphs if p not in known and not any(p in x for x in glued)]
        if not missing:
            return Proof("stated")
        elsewhere = next(filter(None, (find_line(part, cited) for part in missing)), None)
        is_misplaced = elsewhere is not None or not self._lines.could_be_text(cited)
        return Proof("misplaced" if is_misplaced else "edited", cited.words, elsewhere)

    def prove_answer(self, answer: Answer, source: Source) -> Proof:
        """Prove the state and the printed lines of an answer; its long text is a section."""
        place = "answer", source.id, answer.question, answer.lines
        return recall(place, Prover._prove_answer, self, answer, source)

    def _prove_answer(self, answer: Answer, source: Source) -> Proof:
        span, cited = read_span(answer.lines), self._lines.cite(source, read_span(answer.lines))
        if any(read_span(value.line).first not in span for value in answer.values):
            return Proof("misplaced", cited.words)
        spans = [(value.text, read_span(value.line)) for value in answer.values]
        texts = [(text, self._lines.cite(source, line)) for text, line in spans]
        is_printed = all(squash_blanks(text) in line.joined for text, line in texts)
        if is_printed and self._states(answer, cited):
            return Proof("stated")
        words = tuple(word for _, line in texts for word in line.words) or cited.words[-1:]
        return Proof("edited", words)

    def _states(self, answer: Answer, cited: Cited) -> bool:
        """Tell whether one of the lines is the answer, where the answer is a single word."""
        if answer.state not in {"yes", "no"}:
            return True
        texts = [value.text for value in answer.values] or cited.values
        return any(self._lines.lists.answers.find(text) == answer.state for text in texts)

    def prove_session(self, title: str, lines: str, source: Source) -> Proof:
        """Prove the printed title of a session of an event."""
        cited = self._lines.cite(source, read_span(lines))
        is_ours = title in EVENT_SECTIONS.values()
        return Proof("stated") if is_ours else _prove_words(title, cited)

    def prove_person(self, person: Appearance, source: Source) -> Proof:
        """Prove the name of a person; the role may be put together from several words."""
        return _prove_words(person.name, self._lines.cite(source, read_span(person.lines)))

    def _settle(self, verdict: Verdict, cited: Cited, value: object, least: int) -> Proof:
        """Let a long text that stands in another line of the source count as misplaced."""
        if verdict == "stated":
            return Proof("stated")
        elsewhere = (
            find_line(squash_blanks(value), cited, least) if isinstance(value, str) else None
        )
        return Proof("misplaced" if elsewhere else verdict, cited.words, elsewhere)


def _is_title(record: Measure, lines: str, source: Source) -> bool:
    """Tell whether an answer cites the title, as one does whose label the source leaves out."""
    return record.citations.get("title", {}).get(source.id) == lines


def _prove_words(text: str, cited: Cited) -> Proof:
    """Prove words that stand within the cited lines, and tell where else they do."""
    wanted = squash_blanks(text)
    if wanted in cited.joined:
        return Proof("stated")
    for number, line in enumerate(cited.source.lines, start=1):
        if number not in cited.span and wanted in squash_blanks(clean(line)):
            return Proof("misplaced", cited.words, number)
    return Proof("edited", cited.words)


def _tell(proof: Proof, path: str) -> str:
    if proof.elsewhere is not None:
        return f"the cited lines do not state this; line {proof.elsewhere} of {path} does"
    words = " / ".join(proof.words)
    shown = f"{words[:60].rstrip()} …" if len(words) > 60 else words
    return f'the cited lines cannot state this; they read "{shown}"'


Proven = tuple[Place, str, Proof]


def _prove_all(
    prover: Prover, entry: Entry[Any], sources: Mapping[str, Source]
) -> Iterator[Proven]:
    record: Measure | Report | Event = entry.record
    for field, citation in record.citations.items():
        for source, lines in citation.items():
            if source in sources and field not in UNCITED_SECTIONS:
                proof = prover.prove_field(entry, field, lines, sources[source])
                yield ("citations", field, source), source, proof
    if isinstance(record, Report) and record.source in sources:
        yield from _prove_answers(prover, record, sources[record.source])
    if isinstance(record, Event) and record.source in sources:
        yield from _prove_sessions(prover, record, sources[record.source])


def _prove_answers(prover: Prover, report: Report, source: Source) -> Iterator[Proven]:
    for index, answer in enumerate(report.answers):
        yield ("answers", index, "lines"), source.id, prover.prove_answer(answer, source)


def _prove_sessions(prover: Prover, event: Event, source: Source) -> Iterator[Proven]:
    for index, session in enumerate(event.sessions):
        place: Place = ("sessions", index)
        proof = prover.prove_session(session.title, session.lines, source)
        yield (*place, "lines"), source.id, proof
        for role in ("moderators", "speakers", "attendees"):
            for number, person in enumerate(getattr(session, role)):
                proof = prover.prove_person(person, source)
                yield (*place, role, number, "lines"), source.id, proof
