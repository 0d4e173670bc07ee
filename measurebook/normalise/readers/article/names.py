"""Names of persons and the roles printed beside them, told by their shape and by word lists.

No list knows all names, so a name is found by what it is not: a run of two to four capitalised
words of which none is known to belong to the name of a body, a field of work, a role or a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

import msgspec

from measurebook.normalise.readers.article.lexicon import Lexicon
from measurebook.normalise.readers.article.tokens import Token

_LONGEST_NAME = 4
_LONGEST_PLAIN_ROLE = 5
_ENDS_HEAD = frozenset({"of", "for", "at", "in", "on", "to", "who", "de", "du", "des", "del"})
_AND = frozenset({"and", "et", "y"})
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "el", "los", "las"})


class Element(msgspec.Struct, frozen=True):
    """A person, a role without its person, or anything else, between two commas.

    `name` and `role` are places in the text; a person may carry the role printed before the name.
    `is_plural` marks a role of several persons, such as `Council members`.
    """

    kind: Literal["person", "role", "other"]
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    is_plural: bool = False

    @property
    def is_bare_name(self) -> bool:
        return self.kind == "person" and self.role is None


OTHER = Element("other")


class _FoundName(msgspec.Struct, frozen=True):
    start: int
    is_certain: bool


class ElementReader:
    """Reads the words between two commas as a person with or without a role, or as a role."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(
        self, tokens: Sequence[Token], previous: Element = OTHER, may_open: bool = False
    ) -> list[Element]:
        """Read one segment; it may hold several persons joined by `and`.

        `previous` is what stands before it: behind a person without a role, words that can be
        read as a role whole are that person's; behind a role, more of its fields may follow.
        `may_open` says that the person may stand, without a comma, behind `At the event`.
        """
        tokens, aside = _split_aside(self._strip(tokens))
        if not tokens:
            return [OTHER] if aside else []
        if tokens[0].folded in self._closed_openers(may_open):
            return [OTHER]
        for left, right in _find_joints(tokens):
            if self._joins(left, right, previous):
                elements = self.read(left, previous, may_open)
                return [*elements, *self.read([*right, *aside], elements[-1])]
        return self._read_one(tokens, aside, previous)

    def _closed_openers(self, may_open: bool) -> frozenset[str]:
        """Words with which nobody is named: `As Ali Aliyev once said` tells of another day."""
        return self._lexicon.clause_openers if may_open else self._lexicon.openers

    def _strip(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Leave out connectives at the start, and adverbs that belong to the verb at the end.

        Of `notable figures such as writer Oguz Aliyev` only what stands behind `such as` is left.
        """
        tokens = tokens[self._start_behind_break(tokens) :]
        while tokens and (tokens[0].kind == "other" or self._is_connective(tokens)):
            tokens = tokens[3 if _is_as_well_as(tokens) else 1 :]
        while tokens and (tokens[-1].kind == "other" or self._is_adverb(tokens[-1])):
            tokens = tokens[:-1]
        return tokens

    def _start_behind_break(self, tokens: Sequence[Token]) -> int:
        words = [token.folded for token in tokens]
        breaks = (
            at
            for at in range(len(words), 0, -1)
            if words[at - 1] in self._lexicon.role_breaks or words[at - 2 : at] == ["such", "as"]
        )
        return next(breaks, 0)

    def _is_connective(self, tokens: Sequence[Token]) -> bool:
        """Tell `First, …` from `First Deputy Minister`."""
        opens_role = len(tokens) > 1 and (
            self._belongs_to_role(tokens[1]) or self._lexicon.is_role(tokens[1])
        )
        if tokens[0].folded == "as":
            return _is_as_well_as(tokens)
        is_modifier = tokens[0].folded in self._lexicon.modifiers
        return tokens[0].folded in self._lexicon.connectives and not (opens_role and is_modifier)

    def _is_adverb(self, token: Token) -> bool:
        is_known = token.folded in self._lexicon.adverbs or token.folded.endswith("ly")
        return token.is_lower and is_known

    def _joins(self, left: Sequence[Token], right: Sequence[Token], previous: Element) -> bool:
        """Tell whether `and` joins two persons rather than two words of a role or a body."""
        name = self._find_name(left)
        is_clear = name is not None and (name.is_certain or self._is_person_with_role(right))
        if name and is_clear and self._read_person(left, name.start):
            return True
        if self._ends_in_honorific(right[:1]) and self._read_before_phrase(left):
            return True
        if self._lexicon.is_plural_role(left[-1]):  # "guests and Ambassador of Italy …"
            return not self._lexicon.is_plural_role(_drop_article(right)[0])
        last = self._find_name(right)
        is_person = last is not None and last.is_certain and last.start == 0
        return previous.is_bare_name and self._is_role(left, previous) and is_person

    def _is_person_with_role(self, tokens: Sequence[Token]) -> bool:
        return self._is_role(tokens, OTHER) and self._find_name(tokens) is not None

    def _read_one(
        self, tokens: Sequence[Token], aside: Sequence[Token], previous: Element
    ) -> list[Element]:
        is_role = self._is_role(tokens, previous)
        found = self._find_name(tokens)
        if found and not (previous.is_bare_name and is_role and not found.is_certain):
            person = self._read_person(tokens, found.start)
            return [person, *self._read_aside(aside)] if person else [OTHER]
        cut = self._read_before_phrase(tokens)
        whole = [*tokens, *aside]
        return cut or [_role_of(whole, self._lexicon) if is_role else OTHER]

    def _read_before_phrase(self, tokens: Sequence[Token]) -> list[Element]:
        """Read a person with more words behind, as in `Ali Aliyev of the museum`."""
        for at, token in enumerate(tokens[1:], start=1):
            if not (token.is_lower and token.folded in self._lexicon.openers):
                continue
            found = self._find_name(tokens[:at])
            if found and found.is_certain:
                person = self._read_person(tokens[:at], found.start)
                return [person, *self._read_body(tokens[at:])] if person else []
        return []

    def _read_body(self, tokens: Sequence[Token]) -> list[Element]:
        """Read `of the museum` or `from the museum` behind a person as that person's role."""
        words = _drop_article(tokens[1:])
        if tokens[0].folded not in {"of", "from"} or not words or words[0].is_lower:
            return []
        return [Element("role", role=_place_of(words))]

    def _read_person(self, tokens: Sequence[Token], start: int) -> Element | None:
        name = (tokens[start].start, tokens[-1].end)
        before = tokens[:start]
        while before and self._ends_in_honorific(before):
            before = before[:-1]
        if before and before[0].folded in self._lexicon.openers:
            return Element("person", name, _place_of(before[self._find_role_start(before) :]))
        before = before[self._start_behind_other(before) :]
        words = _drop_article(before)
        if any(map(self._lexicon.is_role, _head_of(words))) or self._is_plain_role(before):
            return Element("person", name, _place_of(_drop_article(before)))
        return Element("person", name) if not before else None

    def _start_behind_other(self, tokens: Sequence[Token]) -> int:
        """Return where the role starts behind somebody else, whose own words could not be read."""
        for left, right in _find_joints(tokens):
            is_role = bool(right) and self._is_role(right, OTHER)
            if is_role and self._lexicon.has_name_shape(left[-1]):
                return len(tokens) - len(right)
        return 0

    def _ends_in_honorific(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words end in `Ms`, or in `Dr` and its point."""
        word = tokens[-2] if len(tokens) > 1 and tokens[-1].text == "." else tokens[-1]
        return word.kind == "honorific" or word.folded in self._lexicon.honorifics

    def _is_plain_role(self, tokens: Sequence[Token]) -> bool:
        """Tell whether words that no list knows read as a trade, such as `kobyz virtuoso`."""
        words = _drop_article(tokens)
        return (
            0 < len(words) <= _LONGEST_PLAIN_ROLE
            and words[-1].is_lower
            and all(word.is_word for word in words)
            and not any(word.folded in self._lexicon.openers for word in words)
        )

    def _find_role_start(self, tokens: Sequence[Token]) -> int:
        """Return where a role starts that stands, without a comma, behind a phrase of its own."""
        at = next((i for i, t in enumerate(tokens) if self._lexicon.is_role(t)), len(tokens))
        while 1 < at < len(tokens) and self._belongs_to_role(tokens[at - 1]):
            at -= 1
        return at

    def _belongs_to_role(self, token: Token) -> bool:
        is_adjective = token.is_word and token.text[0].isupper()
        return token.folded in self._lexicon.modifiers or is_adjective

    def _is_role(self, tokens: Sequence[Token], previous: Element) -> bool:
        """Tell whether words say what a person is; `a`, after a person, is enough.

        Behind `Minister of Culture`, words such as `Sports and Youth` go on with the role.
        """
        words = _drop_article(tokens)
        if not words or words[0].folded in self._lexicon.openers:
            return False
        goes_on = previous.kind == "role" and words[0].folded in self._lexicon.fields
        is_apposition = previous.is_bare_name and tokens[0].folded in {"a", "an"}
        return goes_on or is_apposition or any(map(self._lexicon.is_role, _head_of(words)))

    def _read_aside(self, aside: Sequence[Token]) -> list[Element]:
        """A role may follow its person in brackets; anything else in brackets says nothing here."""
        inner = aside[1:-1]
        return [_role_of(inner, self._lexicon)] if self._is_role(inner, OTHER) else []

    # Names

    def _find_name(self, tokens: Sequence[Token]) -> _FoundName | None:
        """Find the name at the end of some words; not certain where a body's name may end so."""
        start = self._start_of_run(tokens)
        length = len(tokens) - start
        before = tokens[start - 1] if start else None
        if before is None or not self._is_before_complement(before):
            return self._accept(tokens, start, is_certain=True)
        at = start
        while at < len(tokens) and self._lexicon.is_place(tokens[at]):
            at += 1
        if at > start and len(tokens) - at >= 2:
            return self._accept(tokens, at, is_certain=True)
        return self._accept(tokens, len(tokens) - 2, is_certain=False) if length > 2 else None

    def _is_before_complement(self, token: Token) -> bool:
        folded = token.folded
        is_small = folded in _ARTICLES | _AND or folded in self._lexicon.openers
        return is_small and not token.quoted

    def _start_of_run(self, tokens: Sequence[Token]) -> int:
        at = len(tokens)
        if at and self._is_capital_surname(tokens):
            at -= 1
        while at and (
            self._lexicon.has_name_shape(tokens[at - 1]) or self._is_particle(tokens, at - 1)
        ):
            at -= 1
        while at < len(tokens) and tokens[at].is_lower:
            at += 1
        return at

    def _is_capital_surname(self, tokens: Sequence[Token]) -> bool:
        text = tokens[-1].text
        return (
            len(tokens) > 1
            and len(text) > 2
            and text.isupper()
            and text.isalpha()
            and not tokens[-1].quoted
            and not self._lexicon.is_common(tokens[-1])
            and self._lexicon.has_name_shape(tokens[-2])
        )

    def _is_particle(self, tokens: Sequence[Token], at: int) -> bool:
        token = tokens[at]
        is_inside = 0 < at < len(tokens) - 1 or (at > 1 and at == len(tokens) - 1)
        return token.is_lower and is_inside and token.folded in self._lexicon.particles

    def _accept(self, tokens: Sequence[Token], start: int, is_certain: bool) -> _FoundName | None:
        """Accept a run of words as a name; one word alone is one only behind a title."""
        words = [token for token in tokens[start:] if token.folded not in self._lexicon.particles]
        full = [token for token in words if token.kind == "word"]
        if not full or len(words) > _LONGEST_NAME or tokens[-1].kind != "word":
            return None
        if len(words) == 1:
            is_other = self._lexicon.is_place(full[0]) or full[0].folded in self._lexicon.modifiers
            is_name = self._ends_in_title(tokens[:start]) and not is_other
            return _FoundName(start, is_certain) if is_name else None
        return _FoundName(start, is_certain)

    def _ends_in_title(self, tokens: Sequence[Token]) -> bool:
        if not tokens or tokens[-1].quoted:
            return False
        return self._lexicon.is_role(tokens[-1]) or self._ends_in_honorific(tokens)


def _drop_article(tokens: Sequence[Token]) -> Sequence[Token]:
    return tokens[1:] if tokens and tokens[0].folded in _ARTICLES else tokens


def _head_of(tokens: Sequence[Token]) -> Iterator[Token]:
    """Return the words before the first `of`: those that say what a person is, not of what."""
    return takewhile(lambda token: token.folded not in _ENDS_HEAD, tokens)


def _is_as_well_as(tokens: Sequence[Token]) -> bool:
    return [word.folded for word in tokens[:3]] == ["as", "well", "as"]


def _find_joints(tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """Find what stands on both sides of each `and` or `as well as`."""
    for at, token in enumerate(tokens):
        if token.quoted or not 0 < at < len(tokens) - 1:
            continue
        if token.folded in _AND:
            yield tokens[:at], tokens[at + 1 :]
        elif _is_as_well_as(tokens[at:]):
            yield tokens[:at], tokens[at + 3 :]


def _place_of(tokens: Sequence[Token]) -> tuple[int, int] | None:
    return (tokens[0].start, tokens[-1].end) if tokens else None


def _role_of(tokens: Sequence[Token], lexicon: Lexicon) -> Element:
    words = _drop_article(tokens)
    is_plural = any(map(lexicon.is_plural_role, _head_of(words)))
    return Element("role", role=_place_of(words), is_plural=is_plural)


def _split_aside(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Split off brackets at the end."""
    if not tokens or tokens[-1].kind != "close":
        return tokens, ()
    depth = 0
    for at in range(len(tokens) - 1, -1, -1):
        depth += (tokens[at].kind == "close") - (tokens[at].kind == "open")
        if depth == 0:
            return tokens[:at], tokens[at:]
    return tokens, ()
