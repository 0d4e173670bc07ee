"""Names of organisations as the sources print them, resolved by the vocabulary alone.

A name resolves when it is the name, a wording, a former name or an alias of an organisation;
two names are never merged because they look alike. A name that does not resolve becomes an
entry of its own that waits for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import msgspec

from measurebook.model.vocabulary import Organisation, Vocabulary
from measurebook.text import fold_name, make_slug

_LONGEST_NAME = 500
_NAMELESS = "organisation"
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
        self._local: dict[tuple[str, str], str] = {}
        self._unreviewed: dict[str, list[str]] = {}
        self._generic: dict[tuple[str, str], str] = {}
        self._places: dict[str, tuple[str, ...]] = {}
        self._met: dict[str, str] = {}
        for slug, organisation in vocabulary.organisations.items():
            self._learn(slug, organisation)

    def forget(self, *, but: int = 0) -> None:
        """Forget the names added last, but for the first so many of `new`."""
        for slug in list(self.new)[but:]:
            added = self.new.pop(slug)
            self._taken.remove(slug)
            folded = fold_name(added.name)
            del self._local[folded, fold_name(added.country or "")]
            self._unreviewed[folded].remove(slug)
            self._numbers.pop(make_slug(added.name) or _NAMELESS, None)

    def is_group(self, name: str) -> bool:
        """Tell whether a name stands for a group without a page, such as local authorities."""
        return fold_name(name) in self._groups

    def find(self, name: str, country: str | None = None) -> str | None:
        """Return the slug of the organisation with this name, or None.

        `country` is the country of the text, if it is known. Names that may mean another body
        elsewhere, generic ones and those that nobody has reviewed, hold only there; an unreviewed
        one is also found in a text of unknown country, as long as there is but one.
        """
        folded = fold_name(name)
        local = self._local.get((folded, fold_name(country or "")))
        unreviewed = () if country else self._unreviewed.get(folded, ())
        only = unreviewed[0] if len(unreviewed) == 1 else None
        return local or self._slugs.get(folded) or only

    def begin_source(self) -> None:
        """Begin with another source: what the one before named is no longer at hand."""
        self._met = {}

    def find_settled(self, name: str, country: str | None = None) -> str | None:
        """Return the slug of a name that a reader may go by, or None.

        It is one that was reviewed or that this source has resolved: names that other sources
        added would make the reading depend on the order of the sources.
        """
        folded = fold_name(name)
        known = self._generic.get((folded, fold_name(country or ""))) or self._slugs.get(folded)
        return known or self._met.get(folded)

    def resolve(self, name: str, source: str, line: int, country: str | None = None) -> str:
        """Return the slug of a name, adding an unreviewed organisation where it is unknown."""
        own = None if country else self._find_own(name, source)
        slug = own or self.find(name, country) or self._add(name, source, line, country)
        if slug in self.new and not country:
            self._note_place(slug, source, line)
        self._met[fold_name(name)] = slug
        return slug

    def _find_own(self, name: str, source: str) -> str | None:
        """Return the unreviewed organisation that was found in this source before, or None."""
        slugs = self._unreviewed.get(fold_name(name), ())
        return next((slug for slug in slugs if source in self._places[slug]), None)

    def _note_place(self, slug: str, source: str, line: int) -> None:
        """Keep the source of unknown country that names a body, so that it finds it again."""
        if source not in self._places[slug]:
            added = self.new[slug]
            places = (*added.sources, f"{source}:{line}")
            self.new[slug] = msgspec.structs.replace(added, sources=places)
            self._places[slug] = (*self._places[slug], source)

    def _add(self, name: str, source: str, line: int, country: str | None) -> str:
        slug = self._free_slug(name, country)
        place = f"{source}:{line}"
        added = Organisation(name=name, country=country, sources=(place,), reviewed=False)
        self.new[slug] = added
        self._taken.add(slug)
        self._learn(slug, added)
        return slug

    def _free_slug(self, name: str, country: str | None) -> str:
        base = make_slug(name) or _NAMELESS
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
        country = fold_name(organisation.country or "")
        self._places[slug] = tuple(place.partition(":")[0] for place in organisation.sources)
        for alias in organisation.aliases:
            if alias.generic:
                self._local.setdefault((fold_name(alias.name), country), slug)
                self._generic.setdefault((fold_name(alias.name), country), slug)
        for name in map(fold_name, _certain_names(organisation)):
            if organisation.reviewed:
                self._slugs.setdefault(name, slug)
            else:
                self._local.setdefault((name, country), slug)
                self._unreviewed.setdefault(name, []).append(slug)


def _certain_names(organisation: Organisation) -> Iterator[str]:
    yield organisation.name
    yield from (wording.text for wording in organisation.wordings.values())
    yield from (former.name for former in organisation.former_names)
    yield from (alias.name for alias in organisation.aliases if not alias.generic)
