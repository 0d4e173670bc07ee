"""Who takes part in an event, as single sentences tell it: speakers, moderators, attendees.

A person counts who is the subject of a verb of speaking, moderating or attending, or who stands
behind a phrase such as `moderated by`. Whoever is only spoken of does not take part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from measurebook.model.vocabulary import PeopleWords
from measurebook.normalise.readers.article.lexicon import Lexicon
from measurebook.normalise.readers.article.names import OTHER, Element, ElementReader
from measurebook.normalise.readers.article.roles import join_roles, share_roles
from measurebook.normalise.readers.article.text import Sentence, find_quotations
from measurebook.normalise.readers.article.tokens import Token, split_at, tokenise
from measurebook.normalise.readers.article.wording import match_any
from measurebook.text import squash_blanks

Part = Literal["moderator", "speaker", "attendee"]

LONGEST_SENTENCE = 4_000
"""Longer ones are lists or broken captures; nobody is sought in them."""

_BEFORE_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "to", "not", "it"})
_BEFORE_NOUN = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "of", "in", "with", "for"}
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_SUBORDINATE = re.compile(r"\bthat\b|\bwhether\b|\bhow\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"([\w'-]+)(?:\s+(?:also|then|\w+ly))?\W*$")
_FIRST_WORD = re.compile(r"\W*([\w'-]+)")
_CLAUSE = re.compile(r";\s+|,\s+(?:while|whereas)\s+|,?\s+and then\s+")


class Mention(msgspec.Struct, frozen=True):
    """A person as one sentence names them; `role` is as printed there."""

    name: str
    role: str | None
    part: Part


class Participants(msgspec.Struct, frozen=True):
    """Who takes part in a sentence, and where the verb of the first that speaks starts.

    Where nobody speaks, `subject_end` is the end of the sentence: all of it is the article's own.
    """

    mentions: tuple[Mention, ...]
    subject_end: int


class _Verb(msgspec.Struct, frozen=True):
    start: int
    end: int
    kind: Literal["said", "attended", "moderated", "met"]


class _Lead(msgspec.Struct, frozen=True):
    """A phrase behind which persons are named."""

    start: int
    end: int
    part: Part


class _Named(msgspec.Struct, frozen=True):
    """An element of a sentence; `part` where a phrase such as `moderated by` stands before it."""

    element: Element
    part: Part | None = None


_PART_OF_SUBJECT: dict[str, Part] = {
    "said": "speaker",
    "attended": "attendee",
    "moderated": "moderator",
    "met": "attendee",
}


class PeopleReader:
    """Reads who takes part from sentences of narration."""

    def __init__(self, wording: PeopleWords, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._elements = ElementReader(lexicon)
        self._fields = lexicon.fields
        self._verbs = (
            ("said", match_any(wording.said)),
            ("attended", match_any(wording.attended)),
            ("moderated", match_any(wording.moderated)),
            ("met", match_any(wording.met)),
        )
        self._leads: tuple[tuple[Part, re.Pattern[str]], ...] = (
            ("moderator", match_any(wording.moderated_by)),
            ("speaker", match_any(wording.spoken_by)),
            ("attendee", match_any(wording.attended_by)),
        )

    def read(self, sentence: Sentence) -> Participants:
        """Return the persons of a sentence in the order of the text, each with their part."""
        end = len(sentence.text)
        if end > LONGEST_SENTENCE:
            return Participants((), end)
        mentions: list[Mention] = []
        verbs: list[int] = []
        for start, clause in self._split_clauses(sentence):
            found, verb = self._read_clause(clause)
            mentions += found
            verbs += [start + verb.start] if verb else []
        return Participants(tuple(mentions), min(verbs, default=end))

    def _split_clauses(self, sentence: Sentence) -> Iterator[tuple[int, Sentence]]:
        """Split at `;` and `while` where a clause follows that has its own verb of speaking."""
        text, start = sentence.text, 0
        quotations = find_quotations(text)
        for match in _CLAUSE.finditer(text):
            is_quoted = any(first <= match.start() < last for first, last in quotations)
            sides = text[start : match.start()], text[match.end() :]
            if not is_quoted and all(map(self._find_verbs, sides)):
                yield start, _cut(sentence, start, match.start())
                start = match.end()
        yield start, _cut(sentence, start, len(text))

    def _read_clause(self, sentence: Sentence) -> tuple[list[Mention], _Verb | None]:
        """Return the persons of a clause, and the verb that has a person as its subject."""
        for start, verb in self._find_subjects(sentence.text):
            before = self._read_subject(sentence, start, verb)
            behind = self._read_behind_verb(sentence, verb, bool(before))
            if before or behind:
                rest = self._read_behind_leads(sentence, verb.end)
                return [*before, *behind, *rest], verb
        return self._read_behind_leads(sentence, 0), None

    # Verbs

    def _find_verbs(self, text: str) -> list[_Verb]:
        """Find the verbs, in order, whose subject may be a person who takes part."""
        quotations = find_quotations(text)
        found = (
            _Verb(match.start(), match.end(), kind)  # type: ignore[arg-type]  # keys of the table
            for kind, pattern in self._verbs
            for match in pattern.finditer(text)
            if not any(start <= match.start() < end for start, end in quotations)
            and _is_active(text, match)
        )
        return sorted(found, key=lambda verb: (verb.start, -verb.end))

    def _find_subjects(self, text: str) -> Iterator[tuple[int, _Verb]]:
        """Return each verb with the place from which its subject is read.

        The subject of a later verb stands behind a comma, and not in a clause that opens with
        `that`: what somebody said of others does not make them take part.
        """
        previous: _Verb | None = None
        for verb in self._find_verbs(text):
            if previous is None:
                yield 0, verb
            else:
                if _SUBORDINATE.search(text, previous.end, verb.start):
                    return
                comma = text.find(",", previous.end, verb.start)
                if comma >= 0:
                    yield comma + 1, verb
            previous = verb

    def _read_subject(self, sentence: Sentence, start: int, verb: _Verb) -> list[Mention]:
        named = self._read_named(sentence.text, start, verb.start)
        return self._make_mentions(sentence, named, _PART_OF_SUBJECT[verb.kind])

    def _read_behind_verb(
        self, sentence: Sentence, verb: _Verb, has_subject: bool
    ) -> list[Mention]:
        """Read whom the subject met, or who said what stands quoted before the verb."""
        is_inverted = verb.kind == "said" and sentence.after_speech and not has_subject
        if not is_inverted and not (verb.kind == "met" and has_subject):
            return []
        tokens = _tokens_of(sentence.text, verb.end, len(sentence.text))
        named = self._read_segments(tokens, None, may_open=not is_inverted, keep_on=False)
        return self._make_mentions(sentence, named, _PART_OF_SUBJECT[verb.kind])

    # Phrases such as "moderated by"

    def _find_leads(self, text: str, start: int, end: int) -> list[_Lead]:
        quotations = find_quotations(text)
        found = [
            _Lead(match.start(), match.end(), part)
            for part, pattern in self._leads
            for match in pattern.finditer(text, start, end)
            if not any(first <= match.start() < last for first, last in quotations)
        ]
        return _drop_overlaps(sorted(found, key=lambda lead: (lead.start, -lead.end)))

    def _read_behind_leads(self, sentence: Sentence, start: int) -> list[Mention]:
        text = sentence.text
        subordinate = _SUBORDINATE.search(text, start) if start else None
        end = subordinate.start() if subordinate else len(text)
        leads = self._find_leads(text, start, end)
        mentions: list[Mention] = []
        for lead, stop in _with_stops(leads, end):
            tokens = _tokens_of(text, lead.end, stop)
            named = self._read_segments(tokens, None, keep_on=lead.part == "attendee")
            mentions += self._make_mentions(sentence, named, lead.part)
        return mentions

    def _read_named(self, text: str, start: int, end: int) -> list[_Named]:
        """Read all before the verb; the first person behind `moderated by` is the moderator."""
        leads = self._find_leads(text, start, end)
        named = self._read_stretch(text, start, leads[0].start if leads else end, None)
        for lead, stop in _with_stops(leads, end):
            named += self._read_stretch(text, lead.end, stop, lead.part)
        return named

    def _read_stretch(self, text: str, start: int, end: int, part: Part | None) -> list[_Named]:
        tokens = _tokens_of(text, start, end)
        named = self._read_segments(tokens, part)
        if any(one.element.kind == "person" for one in named):
            return named
        return self._read_segments(tokens, part, may_open=True)

    def _read_segments(
        self,
        tokens: Sequence[Token],
        part: Part | None,
        may_open: bool = False,
        keep_on: bool = True,
    ) -> list[_Named]:
        """Read what stands between commas; between semicolons, each group on its own.

        `part` is that of the first to be named. Without `keep_on`, the first words behind a
        person that name nobody end the group.
        """
        named: list[_Named] = []
        for group in split_at(tokens, {"semicolon"}):
            elements: list[Element] = [OTHER]
            for segment in self._join_fields(list(split_at(group, {"comma", "dash"}))):
                read = self._elements.read(segment, elements[-1], may_open)
                if OTHER in read and not keep_on and _has_person(elements):
                    break
                elements += read
                named += [_Named(element, part) for element in read]
                part = None if _has_person(elements) else part
            named.append(_Named(OTHER))
        return named

    def _join_fields(self, segments: Sequence[Sequence[Token]]) -> list[Sequence[Token]]:
        """Join what a comma parts within the name of a body: `for Family, Women and Children`."""
        joined: list[Sequence[Token]] = []
        for segment in segments:
            if joined and self._is_field(joined[-1][-1:]) and self._lists_fields(segment):
                joined[-1] = [*joined[-1], *segment]
            else:
                joined.append(segment)
        return joined

    def _lists_fields(self, tokens: Sequence[Token]) -> bool:
        """Tell `Women and Children …`: two fields with `and` between them."""
        is_list = len(tokens) > 2 and tokens[1].folded == "and"
        return is_list and self._is_field(tokens[:1]) and self._is_field(tokens[2:3])

    def _is_field(self, tokens: Sequence[Token]) -> bool:
        return bool(tokens) and tokens[0].text[0].isupper() and tokens[0].folded in self._fields

    # From elements to persons

    def _make_mentions(
        self, sentence: Sentence, named: Sequence[_Named], part: Part
    ) -> list[Mention]:
        roles = share_roles([one.element for one in named])
        mentions = []
        for at, one in enumerate(named):
            if one.element.kind == "person" and one.element.name:
                name = self._read_name(sentence, one.element.name)
                role, is_moderator = self._read_role(sentence, roles.get(at, ()))
                own_part = "moderator" if is_moderator else one.part or part
                mentions.append(Mention(name, role, own_part))
        return mentions

    def _read_name(self, sentence: Sentence, place: tuple[int, int]) -> str:
        return squash_blanks(sentence.printed[place[0] : place[1]])

    def _read_role(
        self, sentence: Sentence, places: Sequence[tuple[int, int]]
    ) -> tuple[str | None, bool]:
        """Return the role as printed; `Moderator` alone is a part in the event and no role."""
        kept = []
        is_moderator = False
        for start, end in places:
            text = squash_blanks(sentence.printed[start:end])
            if text.casefold() in self._lexicon.moderator_roles:
                is_moderator = True
            else:
                kept.append((start, end))
        return join_roles(sentence.printed, kept), is_moderator


def _has_person(elements: Iterable[Element]) -> bool:
    return any(element.kind == "person" for element in elements)


def _cut(sentence: Sentence, start: int, end: int) -> Sentence:
    after_speech = sentence.after_speech and not start
    return Sentence(sentence.text[start:end], sentence.printed[start:end], after_speech)


def _is_active(text: str, match: re.Match[str]) -> bool:
    """Tell a verb of the main clause from participles, nouns and verbs of relative clauses."""
    before = _LAST_WORD.search(text[max(0, match.start() - 40) : match.start()])
    after = _FIRST_WORD.match(text, match.end())
    if after and after[1].lower() == "by":
        return False
    word = before[1].lower() if before else ""
    return word not in _BEFORE_RELATIVE | _BEFORE_NOUN | _BE


def _drop_overlaps(leads: Iterable[_Lead]) -> list[_Lead]:
    kept: list[_Lead] = []
    for lead in leads:
        if not kept or lead.start >= kept[-1].end:
            kept.append(lead)
    return kept


def _with_stops(leads: Sequence[_Lead], end: int) -> Iterator[tuple[_Lead, int]]:
    """Return each phrase with the place up to which persons behind it are read."""
    for lead, following in pairwise([*leads, None]):
        if lead:
            yield lead, following.start if following else end


def _tokens_of(text: str, start: int, end: int) -> list[Token]:
    tokens = tokenise(text[:end])
    return [token for token in tokens if token.start >= start]
