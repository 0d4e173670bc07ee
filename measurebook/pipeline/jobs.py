"""The jobs of a build: each makes some files of the site, on whatever core is free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from measurebook.exports import (
    RECORD_KINDS,
    Card,
    CitationView,
    Exports,
    Head,
    PageFacts,
    Release,
    cite_record,
    find_card,
    list_cards,
    list_redirects,
    make_head,
    plan_signposts,
)
from measurebook.memory import recall
from measurebook.model.download import Handout
from measurebook.model.knowledge import Entry
from measurebook.model.output import OutputFile
from measurebook.normalise.proof import Place, Prover
from measurebook.pages import Page, Words, plan_pages
from measurebook.pipeline.last_pages import LastPages, hash_shown
from measurebook.render import Renderer, can_paint, paint
from measurebook.search import make_search_files
from measurebook.urls import address_of

_OFFERING = frozenset({"data", "workbook"})
"""Kinds of pages that tell sizes and hashes of what readers take along."""


class Job(msgspec.Struct, frozen=True):
    """Makes the files whose paths are, or start with, one of `places`.

    `about` names what a page shows by its kind and slug, in any language. `make` raises
    ContentError, MissingWordError or MisplacedError where something cannot be made.
    """

    places: tuple[str, ...]
    make: Callable[[], Iterable[OutputFile]]
    about: tuple[str, str] | None = None


class MisplacedError(Exception):
    """Citations of a document that point at lines which cannot state the value.

    `faults` are the keys that lead to each citation in the file `path`, and what is wrong.
    """

    def __init__(self, path: str, faults: Sequence[tuple[Place, str]]) -> None:
        super().__init__(path, faults)
        self.path = path
        self.faults = faults


def plan_jobs(
    release: Release,
    renderer: Renderer,
    handouts: Sequence[Handout] = (),
    last: LastPages | None = None,
) -> list[Job]:
    """Plan the making of every file of a site but its assets, and of the pages that offer the
    finished `handouts`. A page that is among the `last` is not made again.

    Long jobs come first, so that short ones fill the end.
    """
    return list(_Maker(release, renderer, handouts, last).plan())


def join_languages(jobs: Iterable[Job]) -> list[list[Job]]:
    """Join the jobs about one thing: what is worked out for one language serves the others."""
    joined: dict[tuple[str, ...], list[Job]] = {}
    for job in jobs:
        joined.setdefault(job.about or job.places, []).append(job)
    return list(joined.values())


class _Maker:
    """Makes the files of one release; what several of them need is made once."""

    def __init__(
        self,
        release: Release,
        renderer: Renderer,
        handouts: Sequence[Handout],
        last: LastPages | None,
    ) -> None:
        said = release.knowledge.words
        languages = release.site.languages
        self.release = release
        self.renderer = renderer
        self.handouts = handouts
        self.last = last
        self.words = {language: Words(language, said.get(language, {})) for language in languages}
        self.documents: Mapping[str, Mapping[str, Entry[Any]]] = {
            "measure": release.knowledge.measures,
            "report": release.knowledge.reports,
            "event": release.knowledge.events,
        }
        self.exports = Exports(release)
        self.pages = list(
            plan_pages(release.atlas, release.version, lambda: self.exports.downloads, handouts)
        )
        self.redirects = list(list_redirects(release))
        self.cards = {card.address: card for card in _list_cards(release)}

    def plan(self) -> Iterator[Job]:
        offers = [page for page in self.pages if page.kind in _OFFERING]
        addresses = tuple(page.address for page in offers)
        yield Job(("data/", *addresses), partial(self._make_exports, offers))
        yield Job(("assets/search/",), self._make_search)
        for page in self.pages:
            if page not in offers:
                make = self._make_checked if page.kind in self.documents else self._make_page
                yield Job((page.address,), partial(make, page), (page.kind, page.slug))
        yield Job(tuple(redirect.old for redirect in self.redirects), self._make_redirects)
        yield Job(("feed", "sitemap", "robots.txt"), self._make_signposts)
        for card in self.cards.values():
            yield Job((card.address,), partial(_paint, card))
        for handout in self.handouts:
            yield Job((handout.file.path,), partial(tuple, [handout.file]))

    def _make_exports(self, offers: Iterable[Page]) -> Iterator[OutputFile]:
        """Make what readers take along, and the pages that offer it with sizes and hashes."""
        yield from self.exports.files
        for page in offers:
            yield from self._make_page(page)

    def _make_search(self) -> Iterator[OutputFile]:
        """The search takes words with the names in them left in."""
        says = {language: partial(getattr, words) for language, words in self.words.items()}
        return make_search_files(self.release.atlas, says)

    def _make_checked(self, page: Page) -> Iterator[OutputFile]:
        """Make the page that shows a document, if all that the document cites is right."""
        entry = self.documents[page.kind].get(page.slug)
        prover = recall("prover", Prover, self.release.vocabulary)
        if entry and (faults := [*prover.find_misplaced(entry, self.release.knowledge.sources)]):
            raise MisplacedError(entry.path, faults)
        return self._make_page(page)

    def _make_page(self, page: Page) -> Iterator[OutputFile]:
        head, citation = _describe(self.release, page, self.cards)
        if self.last is None:
            yield self._render(page, head, citation)
            return
        version = self.release.version
        made_of = hash_shown(page, head, citation, version)
        file = self.last.find(page.address, made_of, version)
        yield file or replace(self._render(page, head, citation), made_of=made_of)

    def _render(self, page: Page, head: Head, citation: CitationView | None) -> OutputFile:
        return self.renderer.render(page, self.words[page.language], head, citation)

    def _make_redirects(self) -> Iterator[OutputFile]:
        for redirect in self.redirects:
            yield self.renderer.render_redirect(redirect, self.words[redirect.language])

    def _make_signposts(self) -> Iterable[OutputFile]:
        pages = [page.address for page in self.pages]
        former = [redirect.old for redirect in self.redirects]
        return plan_signposts(self.release, [*pages, *former])


def _list_cards(release: Release) -> Iterable[Card]:
    """List the pictures of pages: only a site that knows its address is shared with them."""
    return list_cards(release) if release.base and can_paint() else ()


def _paint(card: Card) -> Iterator[OutputFile]:
    yield OutputFile(card.address, paint(card.drawing))


def _describe(
    release: Release, page: Page, cards: Mapping[str, Card]
) -> tuple[Head, CitationView | None]:
    """Return what a page tells programs, and how it is cited where it is a record's."""
    frame = page.context.frame
    facts = PageFacts(
        kind=page.kind,
        path=address_of(page.kind, page.slug),
        language=page.language,
        default_language=release.language,
        heading=frame.heading,
        title=frame.title,
        description=page.context.description,
        slug=page.slug,
        steps=tuple((step.text, step.address) for step in frame.breadcrumb),
    )
    card = cards.get(find_card(facts))
    if card is not None:
        facts = replace(facts, card=card.address, card_words=card.words)
    kind = next((kind for kind in RECORD_KINDS if kind == page.kind), None)
    citation = cite_record(release, kind, page.slug, page.language) if kind else None
    return make_head(release, facts), citation
