"""Names of organisations as the sources print them, resolved by the vocabulary alone.

A name resolves when it is the name, a wording, a former name or an alias of an organisation;
two names are never merged because they look alike. A name that does not resolve becomes an
entry of its own that waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from itertools import chain

from measurebook.model.vocabulary import Organisation, Vocabulary
from measurebook.text import fold_name, make_slug

_LONGEST_NAME = 500
_LONGEST_SENTENCE = 200
_SENTENCES = re.compile(r"[^\WA-ZÀ-Þ\d][.!?]\s+[A-ZÀ-Þ]")


def is_prose(text: str) -> bool:
    """Tell whether a text is too long for a title or a name, or two sentences of some length.

    >>> is_prose("The National Library, the departments of culture and the councils of the towns.")
    False
    """
    if len(text) > _LONGEST_NAME:
        return True
    return len(text) > _LONGEST_SENTENCE and _SENTENCES.search(text) is not None


class NameBook:
    """The organisations known so far; `new` collects those that no list has yet."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.new: dict[str, Organisation] = {}
        self._taken = set(vocabulary.organisations)
        self._numbers: dict[str, int] = {}
        self._groups = {fold_name(group) for group in vocabulary.groups}
        self._slugs: dict[str, str] = {}
        self._generic: dict[tuple[str, str], str] = {}
        for slug, organisation in vocabulary.organisations.items():
            self._learn(slug, organisation)

    def copy(self) -> NameBook:
        """Return a book that can learn names without this one learning them."""
        other = copy(self)
        other.__dict__ = {name: value.copy() for name, value in self.__dict__.items()}
        return other

    def learn(self, other: NameBook) -> None:
        """Take over all that a copy of this book has learnt."""
        self.__dict__.update(other.__dict__)

    def is_group(self, name: str) -> bool:
        """Tell whether a name stands for a group without a page, such as local authorities."""
        return fold_name(name) in self._groups

    def find(self, name: str, country: str | None = None) -> str | None:
        """Return the slug of the organisation with this name, or None.

        `country` is the country of the text, if it is known; generic names hold only there.
        """
        folded = fold_name(name)
        if folded in self._slugs:
            return self._slugs[folded]
        return self._generic.get((folded, fold_name(country or "")))

    def resolve(self, name: str, source: str, line: int, country: str | None = None) -> str:
        """Return the slug of a name, adding an unreviewed organisation where it is unknown."""
        return self.find(name, country) or self._add(name, source, line, country)

    def _add(self, name: str, source: str, line: int, country: str | None) -> str:
        slug = self._free_slug(name, country)
        place = f"{source}:{line}"
        added = Organisation(name=name, country=country, sources=(place,), reviewed=False)
        self.new[slug] = added
        self._taken.add(slug)
        self._learn(slug, added)
        return slug

    def _free_slug(self, name: str, country: str | None) -> str:
        base = make_slug(name) or "organisation"
        in_country = make_slug(f"{name} {country or ''}") or base
        numbered = (make_slug(f"{base[:72]} {number}") for number in self._count_from(base))
        candidates = chain((base, in_country), numbered)
        return next(slug for slug in candidates if slug not in self._taken)

    def _count_from(self, base: str) -> Iterator[int]:
        """Count on from the number that a slug was given last."""
        while True:
            self._numbers[base] = self._numbers.get(base, 1) + 1
            yield self._numbers[base]

    def _learn(self, slug: str, organisation: Organisation) -> None:
        for name in _certain_names(organisation):
            self._slugs.setdefault(fold_name(name), slug)
        for alias in organisation.aliases:
            if alias.generic:
                key = (fold_name(alias.name), fold_name(organisation.country or ""))
                self._generic.setdefault(key, slug)


def _certain_names(organisation: Organisation) -> Iterator[str]:
    yield organisation.name
    yield from (wording.text for wording in organisation.wordings.values())
    yield from (former.name for former in organisation.former_names)
    yield from (alias.name for alias in organisation.aliases if not alias.generic)
