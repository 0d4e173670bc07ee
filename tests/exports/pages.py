"""Pages as the exports are told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from measurebook.exports import PageFacts, Release
from measurebook.urls import address_of

LISTS = {
    "measure": "measures",
    "report": "reports",
    "event": "events",
    "source": "sources",
    "organisation": "organisations",
    "place": "places",
    "goal": "goals",
    "area": "areas",
    "domain": "domains",
}


def make_page(release: Release, kind: str, slug: str = "", language: str = "") -> PageFacts:
    path = "data.html" if kind == "data" else address_of(kind, slug)
    home = ("Home", address_of("home"))
    above = ((LISTS[kind].capitalize(), address_of(LISTS[kind])),) if kind in LISTS else ()
    return PageFacts(
        kind=kind,
        path=path,
        language=language or release.language,
        default_language=release.language,
        heading=slug or kind,
        title=f"{slug or kind} · Site",
        description="What this page shows, told in a few words.",
        slug=slug,
        steps=() if kind == "home" else (home, *above),
    )


def list_pages(release: Release) -> Iterator[PageFacts]:
    """One page for everything there is."""
    knowledge, vocabulary = release.knowledge, release.vocabulary
    slugs: dict[str, Iterable[str]] = {
        "measure": knowledge.measures,
        "report": knowledge.reports,
        "event": knowledge.events,
        "source": knowledge.sources,
        "organisation": vocabulary.organisations,
        "place": vocabulary.places,
        "goal": vocabulary.goals,
        "area": vocabulary.areas,
        "domain": vocabulary.domains,
    }
    for kind in ("home", "about", "measures", "agencies", "data"):
        yield make_page(release, kind)
    for kind, found in slugs.items():
        yield from (make_page(release, kind, slug) for slug in found)
