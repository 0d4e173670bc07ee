"""One language's edition of the site: how it names, links and cites what the Atlas holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from measurebook.graph import Atlas
from measurebook.memory import recall
from measurebook.model.base import Citation
from measurebook.model.event import Event
from measurebook.model.knowledge import Entry, Knowledge, Source
from measurebook.model.measure import Measure
from measurebook.model.report import Report
from measurebook.model.site import Site, SiteName
from measurebook.model.source import Card
from measurebook.model.vocabulary import Organisation, Place, Vocabulary
from measurebook.model.vocabulary import Wording as Named
from measurebook.normalise.proof import Prover
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.views import Answer, Cite, FramedView, Link
from measurebook.pages.parts.wording import Wording, mark
from measurebook.text import squash_blanks
from measurebook.urls import NOT_STATED, address_of

SHORT_TITLE = 120
"""A longer title is shortened at the head of its page, with the full one below it."""

_SHORTENED = 105
_SMALL_WORD = 3

UNDETERMINED = "und"
"""The language of words of which nobody knows it."""


class Edition:
    """Makes the small views that pages are put together from. Addresses carry no language."""

    def __init__(self, atlas: Atlas, wording: Wording, version: str) -> None:
        self.atlas = atlas
        self.wording = wording
        self.version = version
        self.language = wording.language
        self.default_language = atlas.knowledge.site.languages[0]
        self._cites: dict[tuple[str, str], Cite] = {}
        self._links: dict[tuple[str, str], Link] = {}

    @property
    def knowledge(self) -> Knowledge:
        return self.atlas.knowledge

    @property
    def vocabulary(self) -> Vocabulary:
        return self.atlas.knowledge.vocabulary

    @property
    def site(self) -> Site:
        return self.atlas.knowledge.site

    @cached_property
    def site_name(self) -> SiteName:
        return self.site.name_in(self.language)

    @property
    def editors_language(self) -> str:
        """The language in which editors write notes and rulings, "" where it is ours."""
        return self.other_language(self.default_language)

    @cached_property
    def prover(self) -> Prover:
        """Reads cited lines again, for the pages to tell what editors changed."""
        return recall("prover", Prover, self.vocabulary)

    # Pages

    def plan(self, kind: str, make: Callable[[], FramedView], slug: str = "") -> Page:
        """Return a page of this edition; what it shows is made when it is asked for."""
        return Page(kind, self.address_of(kind, slug), self.language, make, slug)

    # Links

    def address_of(self, kind: str, slug: str = "", language: str = "") -> str:
        """Return the address of a page of this or another edition from the site's root."""
        return address_of(kind, slug, language or self.language, self.default_language)

    def link(self, kind: str, slug: str = "", text: str = "", lang: str = "") -> Link:
        """Return a link to a page; without a text, the word of its kind."""
        shown = text or self.wording.say(f"part_{kind.replace('-', '_')}")
        return Link(text=shown, address=address_of(kind, slug), lang=self.other_language(lang))

    def goal(self, slug: str) -> Link:
        return self._named("goal", slug, lambda: self._name_goal(slug))

    def goal_number(self, slug: str) -> Link:
        return self.link("goal", slug, self.wording.say("goal_number", goal=slug))

    def area(self, slug: str) -> Link:
        return self._named("area", slug, lambda: self.choose(self.atlas.area(slug).wordings))

    def domain(self, slug: str) -> Link:
        return self._named("domain", slug, lambda: self.choose(self.atlas.domain(slug).wordings))

    def not_stated(self, kind: str) -> Link:
        """Return a link to the page of the measures that state no goal, area or domain."""
        return self.link(kind, NOT_STATED, self.wording.say(f"{kind}_not_stated"))

    def organisation(self, slug: str) -> Link:
        return self._named(
            "organisation", slug, lambda: self.name_of(self.atlas.organisation(slug))
        )

    def place(self, slug: str) -> Link:
        return self._named("place", slug, lambda: self.name_of(self.atlas.place(slug)))

    def _name_goal(self, slug: str) -> Link:
        name = self.choose(self.atlas.goal(slug).wordings)
        text = self.wording.say("goal_with_name", goal=slug, name=name.text)
        return Link(text=text, lang=name.lang)

    def _named(self, kind: str, slug: str, find_name: Callable[[], Link]) -> Link:
        """Make a link once; the same few names stand on nearly every page."""
        key = kind, slug
        if key not in self._links:
            name = find_name()
            self._links[key] = self.link(kind, slug, name.text, name.lang)
        return self._links[key]

    def measure(self, entry: Entry[Measure]) -> Link:
        return self._named("measure", entry.slug, lambda: self._name_measure(entry))

    def _name_measure(self, entry: Entry[Measure]) -> Link:
        title = squash_blanks(self.title_of(entry))
        return Link(text=title, lang=self.language_of_measure(entry))

    def event(self, entry: Entry[Event]) -> Link:
        lang = self.language_of(entry.record.source)
        return self.link("event", entry.slug, entry.record.name or entry.record.title, lang)

    def report(self, entry: Entry[Report]) -> Link:
        lang = self.language_of(entry.record.source)
        return self.link("report", entry.slug, self.name_report(entry.record), lang)

    def name_report(self, report: Report) -> str:
        """Return a report's title, with party and year where it does not name them."""
        about = [part for part in (report.party, report.year) if part and part not in report.title]
        if not about:
            return report.title
        return self.wording.say("report_name", title=report.title, about=" ".join(about))

    def source(self, source: Source) -> Link:
        return self.link("source", source.id, source.card.title, self.language_of(source.id))

    # Names

    def name_publisher(self, card: Card) -> str:
        """Return the publisher of a source, "" where the card names none."""
        return mark(card.publisher or "", self.editors_language)

    def choose(self, wordings: Mapping[str, Named]) -> Link:
        """Return a term's wording, with the `lang` of the language it is in."""
        language = self.choose_language(wordings)
        text = wordings[language].text if language else ""
        return Link(text=text, lang=self.other_language(language))

    def choose_language(self, wordings: Mapping[str, Named]) -> str:
        """Return this language, else English, else the first one that a term has; "" for none."""
        own = (self.language, "en", *wordings)
        return next((language for language in own if language in wordings), "")

    def say_term(self, wordings: Mapping[str, Named]) -> str:
        """Return a term's wording, marked where it is in another language."""
        term = self.choose(wordings)
        return mark(term.text, term.lang)

    def name_of(self, named: Organisation | Place) -> Link:
        wording = named.wordings.get(self.language)
        if wording is not None:
            return Link(text=wording.text)
        return Link(text=named.name, lang=self.other_language("en"))

    def title_of(self, entry: Entry[Measure]) -> str:
        return entry.record.title or self.wording.say("measure_without_title")

    def short_title(self, entry: Entry[Measure]) -> str:
        return shorten(self.title_of(entry), SHORT_TITLE, _SHORTENED)

    def other_language(self, language: str) -> str:
        """Return a language for a `lang` attribute, or "" where it is the page's own."""
        return "" if language == self.language else language

    def language_of(self, source: str) -> str:
        """Return the language of a source's prose for a `lang` attribute, "" where it is ours."""
        return self.other_language(self.atlas.source(source).card.prose_language or "")

    def language_of_reference(self, written: Iterable[str]) -> str:
        """Return the language of the first source in places written as `source:lines`.

        It is undetermined (`und`) where they are in none of our sources.
        """
        sources = (place.rpartition(":")[0] for place in written)
        known = (source for source in sources if source in self.knowledge.sources)
        return next(map(self.language_of, known), UNDETERMINED)

    def language_of_measure(self, entry: Entry[Measure]) -> str:
        if entry.record.title is None:
            return ""
        sources = entry.record.citations.get("title") or next(
            iter(entry.record.citations.values()), {}
        )
        return next((self.language_of(source) for source in sources), "")

    def answer(self, state: str) -> Answer:
        """Return the view of an answer; `answered` is the state of all that is not yes or no."""
        term = self.vocabulary.answers.get(state)
        word = self.choose(term.wordings) if term else Link(text=self.wording.say("answered"))
        return Answer(state=state, word=word.text, lang=word.lang)

    # Lines

    def cite(self, source: str, lines: str) -> Cite:
        """Return the mark of a line or of several lines of a source."""
        key = source, lines
        if key not in self._cites:
            self._cites[key] = self._make_cite(source, lines)
        return self._cites[key]

    def cites(self, citation: Citation | None) -> tuple[Cite, ...]:
        return tuple(self.cite(source, lines) for source, lines in (citation or {}).items())

    def references(self, written: Iterable[str]) -> tuple[Cite, ...]:
        """Return the marks of places written as `source:lines`; other wordings give none."""
        places = (place.rpartition(":") for place in written)
        return tuple(
            self.cite(source, lines)
            for source, _, lines in places
            if source in self.knowledge.sources
        )

    def short_id(self, source: str) -> str:
        """Return what readers see of a source's id."""
        return self.atlas.short_id(source)

    def _make_cite(self, source: str, lines: str) -> Cite:
        label, address = self.atlas.mark(source, lines)
        key = "cite_lines" if "-" in lines else "cite_line"
        short = self.short_id(source)
        title = self.wording.say(key, source=short, lines=lines.replace("-", "–"))
        return Cite(label=label, address=address, title=title)


def shorten(title: str, most: int, shortened: int) -> str:
    """Cut a text of more than `most` characters at the end of a word, and not of a small one.

    >>> shorten("Law on Media", 12, 12), shorten("Law on the Media", 12, 12)
    ('Law on Media', 'Law …')
    """
    whole = squash_blanks(title)
    if len(whole) <= most:
        return whole
    cut = max(shortened - len(" …"), 1)
    words = whole[: cut + 1].split(" ")[:-1] or [whole[:cut]]
    while len(words) > 1 and len(words[-1]) <= _SMALL_WORD and words[-1].islower():
        words.pop()
    return f"{' '.join(words)} …"
