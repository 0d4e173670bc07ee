"""The people of a part of an event: each once, with role, organisations and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from measurebook.model.base import Span
from measurebook.model.event import Appearance
from measurebook.model.vocabulary import PeopleWords
from measurebook.normalise.article.bodies import BodyReader
from measurebook.normalise.article.people import Mention, Part
from measurebook.normalise.article.sessions import Passage
from measurebook.normalise.article.wording import match_any
from measurebook.text import fold_name

_RANK: dict[Part, int] = {"moderator": 0, "speaker": 1, "attendee": 2}


@dataclass(frozen=True)
class People:
    """Who took part in a part of an event, in the order of the text."""

    moderators: tuple[Appearance, ...] = ()
    speakers: tuple[Appearance, ...] = ()
    attendees: tuple[Appearance, ...] = ()

    @property
    def are_there(self) -> bool:
        return bool(self.moderators or self.speakers or self.attendees)


@dataclass
class _Person:
    name: str
    role: str | None
    part: Part
    passages: list[int] = field(default_factory=list)

    @property
    def surname(self) -> str:
        return fold_name(self.name.split()[-1])

    def is_meant_by(self, name: str) -> bool:
        """Tell whether a name is this person's, in full, with initials, or as the surname alone."""
        if fold_name(name) == fold_name(self.name):
            return True
        *given, surname = name.split()
        if fold_name(surname) != self.surname:
            return False
        initials = [fold_name(part) for part in self.name.split()[:-1]]
        return all(
            part.endswith(".") and any(own.startswith(fold_name(part[0])) for own in initials)
            for part in given
        )

    def take(self, mention: Mention, at: int) -> None:
        self.role = self.role or mention.role
        if _RANK[mention.part] < _RANK[self.part]:
            self.part = mention.part
        self.passages.append(at)


def gather_people(passages: Sequence[Passage], wording: PeopleWords, bodies: BodyReader) -> People:
    """Gather the persons that some passages mention; who is named twice is one person."""
    people = _collect(passages)
    references = match_any(wording.references)
    appearances: dict[Part, list[Appearance]] = {"moderator": [], "speaker": [], "attendee": []}
    for person in people:
        span = _find_span(person, people, passages, references)
        appearance = Appearance(
            name=person.name,
            lines=str(span),
            role=person.role,
            organisations=bodies.find_known(person.role) if person.role else (),
        )
        appearances[person.part].append(appearance)
    return People(
        tuple(appearances["moderator"]),
        tuple(appearances["speaker"]),
        tuple(appearances["attendee"]),
    )


def _collect(passages: Sequence[Passage]) -> list[_Person]:
    people: list[_Person] = []
    for at, passage in enumerate(passages):
        for mention in passage.mentions:
            known = next((one for one in people if one.is_meant_by(mention.name)), None)
            if known:
                known.take(mention, at)
            else:
                people.append(_Person(mention.name, mention.role, mention.part, [at]))
    return people


def _find_span(
    person: _Person,
    people: Sequence[_Person],
    passages: Sequence[Passage],
    references: re.Pattern[str],
) -> Span:
    """Return the lines about a person: where they are named, and on while the text refers back.

    It is clear who is meant only where the person is the one speaker of the passage. Where others
    come next, or a later passage no longer refers back, the lines end.
    """
    first = last = person.passages[0]
    speakers = [one for one in people if first in one.passages and one.part != "moderator"]
    if person.part == "speaker" and speakers == [person]:
        refers = match_any(_words_for(person))
        for at in range(first + 1, _next_appearance(person, people, first, len(passages))):
            if at in person.passages or _refers(passages[at], refers, references):
                last = at
    return Span(first=passages[first].paragraph.span.first, last=passages[last].paragraph.span.last)


def _next_appearance(person: _Person, people: Sequence[_Person], first: int, end: int) -> int:
    later = (at for one in people if one is not person for at in one.passages if at > first)
    return min(later, default=end)


def _words_for(person: _Person) -> Iterator[str]:
    """The surname, and `the minister` for a minister of something."""
    yield person.name.split()[-1]
    words = re.split(r"\b(?:of|for|at|in|on|to)\b|,", person.role or "", maxsplit=1)[0].split()
    if words:
        yield f"the {words[-1]}"


def _refers(passage: Passage, words: re.Pattern[str], references: re.Pattern[str]) -> bool:
    texts = (told.sentence.text for told in passage.told)
    return any(words.search(text) or references.search(text) for text in texts)
