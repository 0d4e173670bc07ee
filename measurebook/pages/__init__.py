"""Which pages exist and what each of them shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from measurebook.graph import Atlas
from measurebook.model.download import Download
from measurebook.pages.about import plan_about, plan_not_found
from measurebook.pages.conflicts import plan_conflicts
from measurebook.pages.data import plan_data
from measurebook.pages.edition import Edition
from measurebook.pages.events import plan_events
from measurebook.pages.gaps import plan_gaps
from measurebook.pages.home import plan_home
from measurebook.pages.indicators import plan_indicators
from measurebook.pages.measure import plan_measures
from measurebook.pages.measures import plan_measure_list
from measurebook.pages.network import plan_network
from measurebook.pages.organisations import plan_organisations
from measurebook.pages.page import Page
from measurebook.pages.places import plan_places
from measurebook.pages.reports import plan_reports
from measurebook.pages.rows import Rows
from measurebook.pages.search import plan_search
from measurebook.pages.sources import plan_sources
from measurebook.pages.terms import plan_terms
from measurebook.pages.timeline import plan_timeline
from measurebook.pages.vocabulary import plan_vocabulary
from measurebook.pages.wording import MissingWordError, Wording, Words

__all__ = ["Edition", "MissingWordError", "Page", "Wording", "Words", "plan_pages"]


def plan_pages(atlas: Atlas, version: str, downloads: Sequence[Download] = ()) -> Iterator[Page]:
    """Plan every page in every language of the site; `downloads` are what it offers to take along.

    Raises MissingWordError where a language lacks a word, and ContentError for text that cannot
    be shown.
    """
    for language in atlas.knowledge.site.languages:
        wording = Wording(language, atlas.knowledge.words.get(language, {}))
        yield from plan_edition(Edition(atlas, wording, version), downloads)


def plan_edition(edition: Edition, downloads: Sequence[Download]) -> Iterator[Page]:
    """Plan the pages of one language."""
    rows = Rows(edition)
    yield from plan_home(edition)
    yield from plan_measure_list(edition, rows)
    yield from plan_measures(edition)
    yield from plan_terms(edition, rows)
    yield from plan_organisations(edition, rows)
    yield from plan_places(edition, rows)
    yield from plan_events(edition)
    yield from plan_reports(edition, rows)
    yield from plan_sources(edition)
    yield from plan_timeline(edition)
    yield from plan_network(edition)
    yield from plan_indicators(edition)
    yield from plan_gaps(edition)
    yield from plan_conflicts(edition)
    yield from plan_search(edition)
    yield from plan_vocabulary(edition)
    yield from plan_data(edition, downloads)
    yield from plan_about(edition)
    yield from plan_not_found(edition)
