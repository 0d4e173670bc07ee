"""Which measures have to do with each other, and why."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest, nsmallest
from itertools import pairwise
from typing import Literal
from zlib import crc32

import msgspec

from measurebook.graph.links import Link, group
from measurebook.graph.names import Target
from measurebook.graph.words import FlatText
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure

ReasonKind = Literal[
    "relation", "names", "named-by", "organisations", "mentions", "domains", "areas", "wording"
]

MOST_RELATED = 6
_WEIGHTS: Mapping[ReasonKind, float] = {
    "relation": 12.0,
    "names": 8.0,
    "named-by": 8.0,
    "organisations": 1.0,
    "mentions": 0.6,
    "domains": 0.5,
    "areas": 0.4,
    "wording": 0.35,
}
"""What a shared value counts for, times how rare it is; a stated relation outweighs all others."""

_STATED = frozenset({"relation", "names", "named-by"})
_LOWEST_SCORE = 1.0
_CANDIDATES = 24
"""How many measures are compared closely: whatever the size of a knowledge base, and so too how
many of those that share a value. Of more, the neighbours in the order of the reports are taken."""

_SAME = 1e-6
"""Weights that differ by less are equal: sums depend on the order in which they are made."""

_KEPT_PHRASES = 24
_MOST_WITH_PHRASE = 48
_SHORTEST_WORD = 5
_SHOWN_PHRASES = 3
_COUNTERS = 1 << 22

Feature = tuple[ReasonKind, str]


class Reason(msgspec.Struct, frozen=True):
    """Why two measures are related, with the slugs or words they share.

    `relation` has the kinds of relation; `names` and `named-by` have none: one text names the
    other measure.
    """

    kind: ReasonKind
    values: tuple[str, ...] = ()


class Related(msgspec.Struct, frozen=True):
    """A related measure, with the reasons that weigh most first."""

    measure: Entry[Measure]
    reasons: tuple[Reason, ...]


class Relatives:
    """Finds related measures through what they share, each in bounded time.

    `named` tells what the text of each measure names; `phrases` are what it is compared by.
    """

    def __init__(
        self,
        measures: Sequence[Entry[Measure]],
        links: Mapping[str, tuple[Link, ...]],
        named: Mapping[str, Iterable[Target]],
        phrases: Mapping[str, Sequence[str]],
    ) -> None:
        self._entries = measures
        self._places = {entry.slug: place for place, entry in enumerate(measures)}
        self._links = links
        self._naming = _index_naming(named)
        known: dict[Feature, Feature] = {}
        self._features = [
            tuple(
                known.setdefault(feature, feature)
                for feature in _read_features(entry.record, named[entry.slug], phrases[entry.slug])
            )
            for entry in measures
        ]
        self._sharing = group(
            (feature, place)
            for place, features in enumerate(self._features)
            for feature in features
        )
        self._rates = {feature: self._rate(feature) for feature in self._sharing}

    def find(self, slug: str) -> tuple[Related, ...]:
        """Return the measures most related to this one, best first."""
        own = self._places[slug]
        stated = self._find_stated(slug)
        mine = set(self._features[own])
        weighed = {
            other: {**stated.get(other, {}), **self._weigh_shared(mine, other)}
            for other in self._choose_candidates(own, stated)
        }
        scores = {other: sum(features.values()) for other, features in weighed.items()}
        best = nsmallest(
            MOST_RELATED,
            (other for other, score in scores.items() if score >= _LOWEST_SCORE),
            key=lambda other: (-round(scores[other], 6), other),
        )
        return tuple(Related(self._entries[other], _sum_up(weighed[other])) for other in best)

    def _find_stated(self, slug: str) -> dict[int, dict[Feature, float]]:
        """Return the measures that the content itself relates to this one."""
        found: dict[int, dict[Feature, float]] = {}
        for link in self._links.get(slug, ()):
            other = self._places[link.measure.slug]
            found.setdefault(other, {})["relation", link.kind] = _WEIGHTS["relation"]
        for name, kind in self._naming.get(slug, ()):
            found.setdefault(self._places[name], {})[kind, ""] = _WEIGHTS[kind]
        return found

    def _choose_candidates(self, own: int, stated: Iterable[int]) -> set[int]:
        """Choose the measures to compare: those related by statement, and those that share most."""
        shared: dict[int, float] = {}
        for feature in self._features[own]:
            weight = self._rates[feature]
            for other in self._list_sharing(feature, own):
                shared[other] = shared.get(other, 0.0) + weight
        shared.pop(own, None)
        least = min(nlargest(_CANDIDATES, shared.values()), default=0.0) - _SAME
        most = sorted(
            (other for other, weight in shared.items() if weight >= least),
            key=lambda other: (-round(shared[other], 6), abs(other - own), other),
        )
        return {*stated, *most[:_CANDIDATES]}

    def _list_sharing(self, feature: Feature, own: int) -> Sequence[int]:
        sharing = self._sharing[feature]
        if len(sharing) <= _CANDIDATES:
            return sharing
        start = max(0, bisect_left(sharing, own) - _CANDIDATES // 2)
        return sharing[start : start + _CANDIDATES]

    def _weigh_shared(self, mine: set[Feature], other: int) -> dict[Feature, float]:
        shared = [feature for feature in self._features[other] if feature in mine]
        return {feature: self._rates[feature] for feature in shared}

    def _rate(self, feature: Feature) -> float:
        """Return how much a shared value tells: more for one that few measures have."""
        rarity = math.log((1 + len(self._entries)) / len(self._sharing[feature]))
        return _WEIGHTS[feature[0]] * rarity


def _read_features(
    measure: Measure, named: Iterable[Target], phrases: Sequence[str]
) -> dict[Feature, None]:
    """List what a measure can share with another, in a settled order."""
    stated = [*(measure.agencies or ())]
    stated += [partner.organisation for partner in measure.partners or () if partner.organisation]
    mentioned = [target.slug for target in named if target.kind in {"organisation", "place"}]
    values: dict[ReasonKind, Iterable[str]] = {
        "organisations": stated,
        "mentions": [slug for slug in mentioned if slug not in stated],
        "domains": measure.domains or (),
        "areas": measure.areas or (),
        "wording": phrases,
    }
    return {(kind, value): None for kind, found in values.items() for value in found}


def _index_naming(
    named: Mapping[str, Iterable[Target]],
) -> dict[str, tuple[tuple[str, ReasonKind], ...]]:
    """Index by measure which measures it names and which name it."""
    pairs: list[tuple[str, tuple[str, ReasonKind]]] = []
    for slug, targets in named.items():
        for target in targets:
            if target.kind == "measure":
                pairs += [(slug, (target.slug, "names")), (target.slug, (slug, "named-by"))]
    return group(iter(pairs))


def _sum_up(features: Mapping[Feature, float]) -> tuple[Reason, ...]:
    """Gather the shared values by kind, the heaviest kind and value first."""
    kinds: dict[ReasonKind, list[tuple[float, str]]] = {}
    for (kind, value), weight in features.items():
        kinds.setdefault(kind, []).append((-weight, value))
    order = sorted(
        kinds,
        key=lambda kind: (kind not in _STATED, sum(weight for weight, _ in kinds[kind]), kind),
    )
    return tuple(Reason(kind, _list_values(kind, kinds[kind])) for kind in order)


def _list_values(kind: ReasonKind, weighed: list[tuple[float, str]]) -> tuple[str, ...]:
    values = [value for _, value in sorted(weighed) if value]
    return tuple(values[:_SHOWN_PHRASES] if kind == "wording" else values)


# Wording


def list_phrases(texts: Iterable[FlatText]) -> str:
    r"""List the pairs of neighbouring long words, each once and on a line of its own.

    Single words are shared by chance. One text takes less memory than many small ones.

    >>> from measurebook.graph.words import flatten
    >>> list_phrases([flatten("In a puppet theatre, the puppet theatre plays. Children play 2019")])
    'puppet theatre\ntheatre plays'
    """
    phrases: dict[str, None] = {}
    for text in texts:
        words = [
            word if len(word) >= _SHORTEST_WORD and not word.isdigit() else ""
            for word in text.joined.split()
        ]
        pairs = [f"{first} {second}" for first, second in pairwise(words) if first and second]
        phrases.update(dict.fromkeys(pairs))
    return "\n".join(phrases)


def choose_phrases(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Choose from the phrases of each text those that fewest others have, rarest first.

    A phrase that only one text has relates it to none and is left out.
    """
    spread = _count_shared(texts.values())
    return {
        slug: tuple(
            nsmallest(
                _KEPT_PHRASES,
                (line for line in text.split("\n") if 1 < spread[line] <= _MOST_WITH_PHRASE),
                key=lambda phrase: (spread[phrase], phrase),
            )
        )
        for slug, text in texts.items()
    }


def _count_shared(texts: Collection[str]) -> Counter[str]:
    """Count phrases. Most stand in one text only, and small counters sort these out beforehand."""
    counters = bytearray(_COUNTERS)
    for text in texts:
        for phrase in filter(None, text.split("\n")):
            place = crc32(phrase.encode()) % _COUNTERS
            counters[place] = min(counters[place] + 1, 2)
    return Counter(
        phrase
        for text in texts
        for phrase in filter(None, text.split("\n"))
        if counters[crc32(phrase.encode()) % _COUNTERS] > 1
    )
