"""What the tests of the article reader share: reading a text, and writing down what was read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from measurebook.load.vocabulary import load_vocabulary
from measurebook.model.event import Appearance, Event, EventDate, Session
from measurebook.model.source import Card
from measurebook.model.vocabulary import Vocabulary
from measurebook.normalise.readers.article.reader import read_article
from measurebook.normalise.reading import Reading, SourceText
from measurebook.normalise.values.names import NameBook
from measurebook.settings import Layout
from tests.source_code import ROOT

SOURCE = "news"
CASES = ROOT / "tests" / "cases" / "article"


class Case(NamedTuple):
    """A case of a fixture file: title, dot, input, dot, expected, dot."""

    title: str
    given: str
    expected: str


def read_cases(name: str) -> list[Case]:
    """Read `tests/cases/article/<name>.txt`; a line with a dot alone ends each part."""
    parts: list[str] = []
    lines: list[str] = []
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line == ".":
            parts.append("\n".join(lines).strip("\n"))
            lines = []
        else:
            lines.append(line)
    assert not lines, f"{name}.txt does not end with a dot"
    return [Case(*parts[at : at + 3]) for at in range(0, len(parts), 3)]


@cache
def vocabulary() -> Vocabulary:
    """The project's own lists."""
    return load_vocabulary(Layout(ROOT / "content"))


class Read(NamedTuple):
    """A reading, its event, its sections, and the names it resolved."""

    reading: Reading
    event: Event
    sections: dict[str, str]
    names: NameBook


def read_text(text: str, country: str | None = "Azerbaijan") -> Read:
    lines = tuple(text.split("\n"))
    card = Card(title="", kind="news-article", sha256="0" * 64, country=country)
    names = NameBook(vocabulary())
    source = SourceText(SOURCE, "content/sources/news.txt", lines, card)
    reading = read_article(source, vocabulary(), names)
    (draft,) = reading.drafts
    assert isinstance(draft.record, Event)
    return Read(reading, draft.record, draft.sections, names)


def read_file(path: Path) -> Read:
    return read_text(path.read_text(encoding="utf-8"))


def name_of(read: Read, slug: str) -> str:
    """The name under which a reading knows an organisation."""
    known = {**vocabulary().organisations, **read.names.new}
    return known[slug].name


def say_date(day: EventDate | None) -> str:
    if day is None:
        return ""
    return f"{day.date} inferred" if day.inferred else day.date


def say_person(person: Appearance) -> str:
    return f"{person.name} | {person.role or '-'} | {person.lines}"


def people_of(session: Session) -> Iterator[str]:
    """Write each person of a session as `part: name | role`."""
    parts = {"moderator": session.moderators, "speaker": session.speakers}
    parts["attendee"] = session.attendees
    for part, people in parts.items():
        for person in people:
            yield f"{part}: {person.name} | {person.role or '-'}"


def find_unaccounted(read: Read, text: str) -> list[int]:
    """Find the non-blank lines that neither the event cites nor an entry lists."""
    event = read.event
    spans = [lines for citation in event.citations.values() for lines in citation.values()]
    spans += [session.lines for session in event.sessions]
    spans += [entry.lines for entry in read.reading.entries]
    seen: set[int] = set()
    for span in spans:
        first, _, last = span.partition("-")
        seen |= set(range(int(first), int(last or first) + 1))
    numbered = enumerate(text.split("\n"), start=1)
    return [number for number, line in numbered if line.strip() and number not in seen]
