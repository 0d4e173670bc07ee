"""The people of a part of an event: each once, with role, organisations and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from measurebook.model.base import Span
from measurebook.model.event import Appearance
from measurebook.model.vocabulary import PeopleWords
from measurebook.normalise.readers.article.bodies import BodyReader
from measurebook.normalise.readers.article.people import Mention, Part
from measurebook.normalise.readers.article.sessions import Passage
from measurebook.normalise.readers.article.wording import match_any
from measurebook.text import fold_name

_RANK: dict[Part, int] = {"moderator": 0, "speaker": 1, "attendee": 2}


class People(msgspec.Struct, frozen=True):
    """Who took part in a part of an event, in the order of the text."""

    moderators: tuple[Appearance, ...] = ()
    speakers: tuple[Appearance, ...] = ()
    attendees: tuple[Appearance, ...] = ()

    @property
    def are_there(self) -> bool:
        return bool(self.moderators or self.speakers or self.attendees)


class _Person(msgspec.Struct, dict=True):
    """A person of a part; `passages` are the places where the text names them."""

    name: str
    role: str | None
    part: Part
    passages: list[int] = msgspec.field(default_factory=list)

    @cached_property
    def given(self) -> list[str]:
        return [fold_name(word) for word in self.name.split()[:-1]]

    def is_meant_by(self, given: Sequence[str]) -> bool:
        """Tell whether given names before the same surname are this person's, or initials of them.

        The surname alone is enough.
        """
        if [fold_name(word) for word in given] == self.given:
            return True
        return all(
            word.endswith(".") and any(own.startswith(fold_name(word[0])) for own in self.given)
            for word in given
        )

    def take(self, mention: Mention, at: int) -> None:
        self.role = self.role or mention.role
        if _RANK[mention.part] < _RANK[self.part]:
            self.part = mention.part
        self.passages.append(at)


def find_full_names(passages: Sequence[Passage]) -> dict[str, str]:
    """Find whom of the article a name with initials, or a surname alone, can only mean.

    `Weaver Nigar Salmanli` is Nigar Salmanli too, where the text names her so elsewhere.
    """
    names = {mention.name for passage in passages for mention in passage.mentions}
    short = {name for name in names if " " not in name or "." in name}
    found = {name: bare for name in names - short if (bare := _last_two_of(name)) in names - short}
    full: dict[str, list[_Person]] = {}
    for name in sorted(names - short - found.keys()):
        full.setdefault(_surname_of(name), []).append(_Person(name, None, "speaker"))
    for name in short:
        given = name.split()[:-1]
        meant = [one for one in full.get(_surname_of(name), []) if one.is_meant_by(given)]
        if len(meant) == 1:
            found[name] = meant[0].name
    return found


def _last_two_of(name: str) -> str:
    words = name.split()
    return " ".join(words[-2:]) if len(words) > 2 else ""


def _surname_of(name: str) -> str:
    return fold_name(name.rsplit(maxsplit=1)[-1])


def gather_people(
    passages: Sequence[Passage],
    full_names: Mapping[str, str],
    wording: PeopleWords,
    bodies: BodyReader,
) -> People:
    """Gather the persons that some passages mention; who is named twice is one person."""
    people = _collect(passages, full_names)
    reach = _Reach(people, passages, match_any(wording.references))
    appearances: dict[Part, list[Appearance]] = {"moderator": [], "speaker": [], "attendee": []}
    for person in people:
        appearance = Appearance(
            name=person.name,
            lines=str(reach.find_span(person)),
            role=person.role,
            organisations=bodies.find_known(person.role) if person.role else (),
        )
        appearances[person.part].append(appearance)
    return People(
        tuple(appearances["moderator"]),
        tuple(appearances["speaker"]),
        tuple(appearances["attendee"]),
    )


def _collect(passages: Sequence[Passage], full_names: Mapping[str, str]) -> list[_Person]:
    by_surname: dict[str, list[_Person]] = {}
    people: list[_Person] = []
    for at, passage in enumerate(passages):
        for mention in passage.mentions:
            name = full_names.get(mention.name, mention.name)
            given = name.split()[:-1]
            namesakes = by_surname.setdefault(_surname_of(name), [])
            known = next((one for one in namesakes if one.is_meant_by(given)), None)
            if known:
                known.take(mention, at)
            elif given or mention.role:  # a surname alone names nobody
                person = _Person(name, mention.role, mention.part, [at])
                namesakes.append(person)
                people.append(person)
    return people


class _Reach:
    """How far the text goes on about a person.

    From where they are named it goes on while the text refers back, and ends before the next
    passage that names others. It is clear who is meant only where the person is the one speaker
    of the passage; for all others the passage that names them is all.
    """

    def __init__(
        self, people: Sequence[_Person], passages: Sequence[Passage], references: re.Pattern[str]
    ) -> None:
        self._passages = passages
        self._references = references
        self._named: dict[int, list[_Person]] = {}
        for person in people:
            for at in dict.fromkeys(person.passages):
                self._named.setdefault(at, []).append(person)

    def find_span(self, person: _Person) -> Span:
        first = last = person.passages[0]
        speakers = [one for one in self._named[first] if one.part != "moderator"]
        if person.part == "speaker" and speakers == [person]:
            last = self._find_last(person, first)
        return Span(
            first=self._passages[first].paragraph.span.first,
            last=self._passages[last].paragraph.span.last,
        )

    def _find_last(self, person: _Person, first: int) -> int:
        words = match_any(_words_for(person))
        last = first
        for at in range(first + 1, len(self._passages)):
            named = self._named.get(at, [])
            if any(one is not person for one in named):
                break
            if named or self._refers(self._passages[at], words):
                last = at
        return last

    def _refers(self, passage: Passage, words: re.Pattern[str]) -> bool:
        texts = (told.sentence.text for told in passage.told)
        return any(words.search(text) or self._references.search(text) for text in texts)


def _words_for(person: _Person) -> Iterator[str]:
    """The surname, and `the minister` for a minister of something."""
    yield person.name.split()[-1]
    words = re.split(r"\b(?:of|for|at|in|on|to)\b|,", person.role or "", maxsplit=1)[0].split()
    if words:
        yield f"the {words[-1]}"
