"""The names under which texts speak of what the knowledge base knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from measurebook.graph.words import join_words
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry, Knowledge
from measurebook.model.measure import Measure
from measurebook.model.vocabulary import Organisation, Place

TargetKind = Literal["organisation", "place", "event", "measure"]

_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]+)[\"“”«»„]")
_LAST_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_FEWEST_QUOTED_WORDS = 3
"""Fewer quoted words of a title, such as “Innovation”, could name anything."""


class Target(NamedTuple):
    """A page that texts can speak of."""

    kind: TargetKind
    slug: str


class Name(msgspec.Struct, frozen=True):
    """One spelling under which a target is named.

    `country` is set for a generic name: it holds only in texts of that country. "" is a generic
    name whose country is not known, which holds nowhere.
    """

    text: str
    target: Target
    country: str | None = None


def list_names(knowledge: Knowledge) -> Iterator[Name]:
    """List all names of all organisations, places, events and measures."""
    for slug, organisation in knowledge.vocabulary.organisations.items():
        yield from names_of_organisation(slug, organisation)
    for slug, place in knowledge.vocabulary.places.items():
        yield from names_of_place(slug, place)
    for slug, event in knowledge.events.items():
        yield from _names_of_event(slug, event)
    yield from _names_of_measures(knowledge.measures)


def names_of_organisation(slug: str, organisation: Organisation) -> Iterator[Name]:
    target = Target("organisation", slug)
    own = [organisation.name, organisation.abbreviation or ""]
    own += [former.name for former in organisation.former_names]
    own += [wording.text for wording in organisation.wordings.values()]
    generic = {alias.name for alias in organisation.aliases if alias.generic}
    own += [alias.name for alias in organisation.aliases if alias.name not in generic]
    country = organisation.country or ""
    yield from _name(target, (text for text in own if text not in generic))
    yield from (Name(text, target, country) for text in sorted(generic))


def names_of_place(slug: str, place: Place) -> Iterator[Name]:
    wordings = (wording.text for wording in place.wordings.values())
    yield from _name(Target("place", slug), [place.name, *wordings, *place.aliases])


def _names_of_event(slug: str, entry: Entry[Event]) -> Iterator[Name]:
    names = [entry.record.name or "", entry.record.title]
    yield from _name(Target("event", slug), (name for name in names if _has_words(name, 2)))


def _names_of_measures(measures: Mapping[str, Entry[Measure]]) -> Iterator[Name]:
    """List titles, titles without a last bracket, and what titles put into quotation marks.

    A quoted name that stands in several titles names the measure of the shortest one: the longer
    ones speak of that measure.
    """
    quoted: dict[str, tuple[int, Name]] = {}
    for slug, entry in measures.items():
        title, target = entry.record.title or "", Target("measure", slug)
        names = [title, _LAST_BRACKET.sub("", title)]
        yield from _name(target, (name for name in names if _has_words(name, 2)))
        for part in _QUOTED.findall(title):
            if _has_words(part, _FEWEST_QUOTED_WORDS):
                quoted.setdefault(join_words(part), (len(title), Name(part, target)))
                if len(title) < quoted[join_words(part)][0]:
                    quoted[join_words(part)] = (len(title), Name(part, target))
    yield from (name for _, name in quoted.values())


def _name(target: Target, texts: Iterable[str]) -> Iterator[Name]:
    yield from (Name(text, target) for text in dict.fromkeys(texts) if text.strip())


def _has_words(text: str, fewest: int) -> bool:
    return len(join_words(text).split()) >= fewest
