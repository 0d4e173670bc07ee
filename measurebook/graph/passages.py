"""The texts of documents as plain passages, each with its place on the page and in its source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Literal, NamedTuple

import msgspec

from measurebook.graph.links import ReportAnswer
from measurebook.model.base import read_span
from measurebook.model.event import EVENT_SECTIONS, Appearance, Event, Session
from measurebook.model.knowledge import Entry, Section, Source
from measurebook.model.measure import UNCITED_SECTIONS, Measure
from measurebook.model.report import Answer, Report
from measurebook.text import squash_blanks

DocumentKind = Literal["measure", "event", "report"]

_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_HEADING = re.compile(r" {0,3}#{1,6}(\s|$)")
_LINE_START = re.compile(r"^\s*(?:>\s?|[-*+]\s+|\d{1,9}[.)]\s+)+", re.MULTILINE)
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|`+|(?<!\w)_{1,3}|_{1,3}(?!\w))")
_OPENING_MARKS = frozenset(" >-*+0123456789")
_MARK = re.compile(r"[*_`\\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


class Document(NamedTuple):
    """A document of the content folder."""

    kind: DocumentKind
    slug: str


class Passage(msgspec.Struct, frozen=True):
    """A paragraph, an answer, or a person at an event, as plain text.

    `section` names the field or the part of the text; `fragment` is the id of its place on the
    document's page, "" for the page as a whole. `lines` of `source` state it.
    """

    section: str
    fragment: str
    text: str
    source: str = ""
    lines: str = ""


Sources = Mapping[str, Source]


def read_measure(entry: Entry[Measure], sources: Sources) -> Iterator[Passage]:
    """Read the text of a measure. The editors' note is left out: nobody reported it."""
    for section in entry.sections:
        if section.key not in UNCITED_SECTIONS:
            citation = entry.record.citations.get(section.key, {})
            yield from _read_section(section, as_fragment(section.key), citation, sources)


def read_title(entry: Entry[Measure]) -> Passage:
    """Read the title of a measure, which can name others."""
    citation = entry.record.citations.get("title", {})
    source, lines = next(iter(citation.items()), ("", ""))
    return Passage("title", "", squash_blanks(entry.record.title or ""), source, lines)


def read_event(entry: Entry[Event], sources: Sources) -> Iterator[Passage]:
    """Read the text of an event: what stands outside its sessions, then each session."""
    titles = {session.title for session in entry.record.sessions}
    for section in entry.sections:
        if section.heading not in titles:
            citation = entry.record.citations.get(section.key, {})
            yield from _read_section(section, as_fragment(section.key), citation, sources)
    sections = {section.heading: section for section in entry.sections}
    for number, session in enumerate(entry.record.sessions, start=1):
        yield from _read_session(entry.record.source, session, number)
        if session.title in sections:
            citation = {entry.record.source: session.lines}
            fragment = session_fragment(number)
            yield from _read_section(sections[session.title], fragment, citation, sources)


def _read_session(source: str, session: Session, number: int) -> Iterator[Passage]:
    fragment = session_fragment(number)
    if session.title not in EVENT_SECTIONS.values():
        yield Passage("sessions", fragment, squash_blanks(session.title), source, session.lines)
    for person in (*session.moderators, *session.speakers, *session.attendees):
        yield Passage("people", fragment, _name_person(person), source, person.lines)


def _name_person(person: Appearance) -> str:
    return squash_blanks(f"{person.name}, {person.role}" if person.role else person.name)


def read_report(
    entry: Entry[Report], answers: tuple[ReportAnswer, ...], sources: Sources
) -> Iterator[Passage]:
    """Read the text of a report: its answers, then what belongs to no answer."""
    fragments = question_fragments(answers)
    for answer, fragment in zip(answers, fragments, strict=True):
        yield from read_answer(answer, fragment, sources)
    used = {answer.answer.section for answer in answers}
    for section in entry.sections:
        if section.key not in used:
            citation = entry.record.citations.get(section.key, {})
            yield from _read_section(section, "", citation, sources)


def read_answer(found: ReportAnswer, fragment: str, sources: Sources) -> Iterator[Passage]:
    """Read the text of an answer; one that is withheld has none."""
    if found.question is not None and found.question.kind == "withheld":
        return
    name, source = f"answers.{found.answer.question}", found.report.record.source
    for value in found.answer.values:
        yield Passage(name, fragment, squash_blanks(value.text), source, value.line)
    section = found.report.section(found.answer.section) if found.answer.section else None
    if section is not None:
        for passage in _read_section(section, fragment, {source: found.answer.lines}, sources):
            yield Passage(name, fragment, passage.text, passage.source, passage.lines)


# Places on the page


def as_fragment(key: str) -> str:
    """Return the id of a section on its page.

    >>> as_fragment("main_features")
    'main-features'
    """
    return key.replace("_", "-")


def session_fragment(number: int) -> str:
    """Return the id of a session on the page of its event; sessions count from 1."""
    return f"session-{number}"


def question_fragments(answers: tuple[ReportAnswer, ...]) -> list[str]:
    """Return the id of each answer on the page of its report.

    A question that comes twice has the line of its second answer in its id.
    """
    taken: dict[str, None] = {}
    for found in answers:
        name = f"question-{found.answer.question}"
        taken[name if name not in taken else f"{name}-{_first_line(found.answer)}"] = None
    return list(taken)


def _first_line(answer: Answer) -> str:
    return answer.lines.partition("-")[0]


# Text


def _read_section(
    section: Section, fragment: str, citation: Mapping[str, str], sources: Sources
) -> Iterator[Passage]:
    """Read the paragraphs of a section, each with its own line where a source repeats it."""
    source, lines = next(iter(citation.items()), ("", ""))
    numbers = _number_lines(sources[source], lines) if source in sources else {}
    for paragraph in _PARAGRAPHS.split(section.text):
        text = "" if _HEADING.match(paragraph) else read_plain(paragraph)
        if text:
            line = numbers.get(unicodedata.normalize("NFC", text), lines)
            yield Passage(section.key, fragment, text, source, line)


def _number_lines(source: Source, lines: str) -> dict[str, str]:
    span = read_span(lines)
    cited = source.lines[span.first - 1 : span.last]
    if len(cited) == 1:
        return {}
    return {
        squash_blanks(unicodedata.normalize("NFC", line)): str(number)
        for number, line in reversed(list(enumerate(cited, start=span.first)))
    }


def read_plain(paragraph: str) -> str:
    r"""Return the words of a Markdown paragraph on one line, without its marks.

    Enough to read and to find names; what pages show is rendered by a Markdown parser.

    >>> read_plain("- **Two** words &amp; [a link](https://example.org)\n- 1\\) more")
    'Two words & a link 1) more'
    """
    text = paragraph
    if "\n" in text or text[:1] in _OPENING_MARKS:
        text = _LINE_START.sub("", text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if _MARK.search(text):
        text = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))
    return squash_blanks(unescape(text) if "&" in text else text)
