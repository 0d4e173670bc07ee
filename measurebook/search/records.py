"""What the results show, in one language: titles, what stands below them, and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from measurebook.graph import RESULT_KINDS, Atlas, ResultKind
from measurebook.languages import month_names
from measurebook.model.event import EVENT_SECTIONS
from measurebook.model.knowledge import Entry
from measurebook.model.measure import SECTION_HEADINGS, Measure
from measurebook.model.vocabulary import DateKind, Organisation, Place, Term, Wording
from measurebook.search.documents import Document
from measurebook.text import squash_blanks
from measurebook.urls import ADDRESSES, address_of

Say = Callable[[str], str]
"""Returns the word of a key in one language; raises an error of its own for one that lacks."""

Name = str | tuple[str, str]
"""A name in the language of the page, or a name and the other language it is in."""

Record = tuple[int, str, str, str, list[Name], str]
"""Number of the kind, slug, fragment, title, what stands below it, and the title's language."""

Shown = tuple[str, Iterable[Name], str]
"""Title, what stands below it, and the title's language."""

_ADDRESSES: Mapping[ResultKind, str] = {
    "measure": ADDRESSES["measure"],
    "organisation": ADDRESSES["organisation"],
    "event": ADDRESSES["event"],
    "place": ADDRESSES["place"],
    "answer": ADDRESSES["report"],
    "page": "{}",
}
"""Where each kind of result stands; `{}` is what its record has for a slug."""

_SECTIONS = (
    "agencies",
    "partners",
    "goals",
    "areas",
    "domains",
    "places",
    "funding",
    "organisers",
    "venues",
)
_FIELDS = (
    "reported_by",
    "goals",
    "dates",
    "targets_young_people",
    "ifcd_support",
    "evaluated",
)
_REPORTERS = {
    "party": "reported_by_party_alone",
    "civil-society": "reported_by_civil_society_alone",
}


class Records:
    """Makes the records of one language."""

    def __init__(self, atlas: Atlas, language: str, say: Say) -> None:
        self._atlas = atlas
        self.language = language
        self._say = say
        self._make = {
            "measure": self._make_measure,
            "organisation": self._make_organisation,
            "event": self._make_event,
            "place": self._make_place,
            "answer": self._make_answer,
            "page": self._make_page,
        }

    def make(self, document: Document) -> Record:
        title, below, language = self._make[document.kind](document)
        lang = "" if language == self.language else language
        number = RESULT_KINDS.index(document.kind)
        is_page = document.kind == "page"
        slug = address_of(document.slug, document.term) if is_page else document.slug
        names = [name for name in below if name]
        return number, slug, document.fragment, squash_blanks(title), names, lang

    def _make_measure(self, document: Document) -> Shown:
        entry = self._atlas.measure(document.slug)
        measure = entry.record
        goals = [self._say("goal_number").replace("{goal}", goal) for goal in measure.goals or ()]
        areas = [self._choose(self._atlas.area(area).wordings) for area in measure.areas or ()]
        bodies = [self._name(self._atlas.organisation(agency)) for agency in measure.agencies or ()]
        title = measure.title or self._say("measure_without_title")
        return title, (*goals, *areas, *bodies), self._language_of(entry)

    def _make_organisation(self, document: Document) -> Shown:
        body = self._atlas.organisation(document.slug)
        return (
            self._title(body),
            (self._say(f"organisation_{body.kind}"),),
            self._language_of_name(body),
        )

    def _make_event(self, document: Document) -> Shown:
        event = self._atlas.event(document.slug).record
        venues = [self._name(self._atlas.organisation(venue)) for venue in event.venues]
        years = [day.date[:4] for day in (event.starts or event.published,) if day]
        card = self._atlas.source(event.source).card
        return document.title[0], (*years, *venues), card.prose_language or ""

    def _make_place(self, document: Document) -> Shown:
        place = self._atlas.place(document.slug)
        return self._title(place), (), self._language_of_name(place)

    def _make_answer(self, document: Document) -> Shown:
        report = self._atlas.report(document.slug)
        areas = [
            self._choose(self._atlas.area(area).wordings)
            for area in document.facets.get("area", ())
        ]
        language = self._atlas.source(report.record.source).card.prose_language or ""
        below = (self._mark(report.record.title, language), *areas)
        for code in (self.language, "en", *document.wordings):
            if code in document.wordings:
                return document.wordings[code].text, below, code
        return document.title[0], below, language

    def _make_page(self, document: Document) -> Shown:
        if document.term:
            said = self._terms[document.slug][document.term]
            title, language = (said, self.language) if isinstance(said, str) else said
            return title, (self._say(f"part_{document.slug}"),), language
        return self._say(f"{document.slug}_heading"), (), self.language

    def _language_of(self, entry: Entry[Measure]) -> str:
        if entry.record.title is None:
            return self.language
        sources = entry.record.citations.get("title", {})
        cards = (self._atlas.source(source).card for source in sources)
        return next((card.prose_language for card in cards if card.prose_language), self.language)

    def _language_of_name(self, named: Organisation | Place) -> str:
        return self.language if self.language in named.wordings else "en"

    def _title(self, named: Organisation | Place) -> str:
        wording = named.wordings.get(self.language)
        return wording.text if wording else named.name

    def _name(self, named: Organisation | Place) -> Name:
        return self._mark(self._title(named), self._language_of_name(named))

    def _choose(self, wordings: Mapping[str, Wording]) -> Name:
        known = (code for code in (self.language, "en", *wordings) if code in wordings)
        return next((self._mark(wordings[code].text, code) for code in known), "")

    def _mark(self, text: str, language: str) -> Name:
        return text if language in ("", self.language) else (text, language)

    # Words

    def words(self) -> dict[str, Any]:
        """Return the words by which the scripts name kinds, fields, answers and terms."""
        return {
            "addresses": [_ADDRESSES[kind] for kind in RESULT_KINDS],
            "kinds": [self._say(f"part_{kind}") for kind in RESULT_KINDS],
            "sections": dict(self._name_sections()),
            "fields": {field: self._say(f"field_{field}") for field in _FIELDS},
            "reported_by": {name: self._say(key) for name, key in _REPORTERS.items()},
            "terms": self._terms,
            "months": month_names(self.language),
            "not_stated": self._say("not_stated"),
            "separator": self._say("separator"),
        }

    def _name_sections(self) -> Iterator[tuple[str, str]]:
        yield from ((key, self._say(f"field_{key}")) for key in (*SECTION_HEADINGS, *_SECTIONS))
        yield from ((key, self._say(f"event_{key}")) for key in EVENT_SECTIONS)
        for key in ("title", "answer", "session", "spellings"):
            yield key, self._say(f"search_{key}")

    @cached_property
    def _terms(self) -> dict[str, dict[str, Name]]:
        lists = self._atlas.knowledge.vocabulary
        terms: dict[str, Mapping[str, Term | DateKind]] = {
            "area": lists.areas,
            "domain": lists.domains,
            "partner": lists.entity_types,
            "answer": lists.answers,
            "date": lists.date_kinds,
        }
        return {
            "goal": {slug: self._name_goal(slug, term) for slug, term in lists.goals.items()},
            **{
                name: {slug: self._choose(term.wordings) for slug, term in known.items()}
                for name, known in terms.items()
            },
        }

    def _name_goal(self, slug: str, term: Term) -> Name:
        chosen = self._choose(term.wordings)
        name, language = (chosen, "") if isinstance(chosen, str) else chosen
        said = self._say("goal_with_name").replace("{goal}", slug).replace("{name}", name)
        return self._mark(said, language)
