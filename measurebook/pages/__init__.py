"""Which pages exist and what each of them shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from measurebook.graph import Atlas
from measurebook.model.download import Download, Handout
from measurebook.pages.about import make_about, make_not_found
from measurebook.pages.claims import make_claims
from measurebook.pages.conflicts import make_conflicts
from measurebook.pages.data import make_data
from measurebook.pages.events import plan_events
from measurebook.pages.gaps import make_gaps
from measurebook.pages.home import make_home
from measurebook.pages.indicators import make_indicators
from measurebook.pages.measure import plan_measures
from measurebook.pages.measures import make_measure_list
from measurebook.pages.network import make_network
from measurebook.pages.organisations import plan_organisations
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.page import Page
from measurebook.pages.parts.rows import Rows
from measurebook.pages.parts.views import FramedView
from measurebook.pages.parts.wording import Wording, Words
from measurebook.pages.places import plan_places
from measurebook.pages.print_edition import PrintEdition, plan_print_editions
from measurebook.pages.promises import make_promises
from measurebook.pages.reports import plan_reports
from measurebook.pages.search import make_compare, make_search
from measurebook.pages.sources import plan_sources
from measurebook.pages.terms import plan_terms
from measurebook.pages.timeline import make_timeline
from measurebook.pages.vocabulary import make_vocabulary
from measurebook.pages.workbook import make_workbook

__all__ = [
    "Edition",
    "Page",
    "PrintEdition",
    "Wording",
    "Words",
    "plan_pages",
    "plan_print_editions",
]


_SINGLE: Mapping[str, Callable[[Edition], FramedView]] = {
    "home": make_home,
    "timeline": make_timeline,
    "network": make_network,
    "indicators": make_indicators,
    "gaps": make_gaps,
    "claims": make_claims,
    "promises": make_promises,
    "conflicts": make_conflicts,
    "search": make_search,
    "compare": make_compare,
    "vocabulary": make_vocabulary,
    "about": make_about,
    "not-found": make_not_found,
}
"""The kinds of which a language has one page."""


def plan_pages(
    atlas: Atlas,
    version: str,
    find_downloads: Callable[[], Sequence[Download]] = tuple,
    handouts: Sequence[Handout] = (),
) -> Iterator[Page]:
    """Plan every page in every language of the site.

    `find_downloads` tells what the site offers to take along; it is called when the page that
    offers it is made, and that page offers the `handouts` too.
    """
    for language in atlas.knowledge.site.languages:
        wording = Wording(language, atlas.knowledge.words.get(language, {}))
        yield from plan_edition(Edition(atlas, wording, version), find_downloads, handouts)


def plan_edition(
    edition: Edition,
    find_downloads: Callable[[], Sequence[Download]],
    handouts: Sequence[Handout] = (),
) -> Iterator[Page]:
    """Plan the pages of one language, those that take longest to make among the first."""
    rows = Rows(edition)
    for kind, make in _SINGLE.items():
        yield edition.plan(kind, partial(make, edition))
    yield edition.plan("measures", partial(make_measure_list, edition, rows))
    yield edition.plan("workbook", lambda: make_workbook(edition, find_downloads()))
    yield edition.plan("data", lambda: make_data(edition, find_downloads(), handouts))
    yield from plan_sources(edition)
    yield from plan_reports(edition, rows)
    yield from plan_events(edition)
    yield from plan_measures(edition)
    yield from plan_terms(edition, rows)
    yield from plan_organisations(edition, rows)
    yield from plan_places(edition, rows)
