"""The pages that scripts fill: the search over everything, and measures side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from measurebook.pages.parts.crosslinks import list_related
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.facets import FacetView, list_search_facets
from measurebook.pages.parts.frames import link_part, make_frame
from measurebook.pages.parts.views import FramedView, Link, ListRow
from measurebook.pages.parts.wording import mark

_LISTS = ("measures", "organisations", "places", "events", "reports", "workbook", "claims")
"""The pages that lead to everything the search finds, and to what is said about it."""

_PAIRS = 6
"""So many comparisons are offered where nobody has chosen any."""


class SearchView(FramedView, frozen=True, kw_only=True):
    heading: str
    facets: tuple[FacetView, ...]
    lists: tuple[Link, ...]
    version: str


class CompareView(FramedView, frozen=True, kw_only=True):
    heading: str
    measures: Link
    pairs: tuple[ListRow, ...]
    version: str


def make_search(edition: Edition) -> SearchView:
    """Make the page of the search; what it shows is in its address."""
    wording = edition.wording
    return SearchView(
        frame=make_frame(edition, "search", wording.say("search_heading")),
        heading=wording.say("search_heading"),
        facets=list_search_facets(edition),
        lists=tuple(link_part(edition, part) for part in _LISTS),
        version=edition.version,
    )


def make_compare(edition: Edition) -> CompareView:
    """Make the page of comparisons; what it compares is in its address."""
    wording = edition.wording
    return CompareView(
        frame=make_frame(
            edition,
            "compare",
            wording.say("compare_heading"),
            path=(edition.link("measures"),),
            description=wording.say("compare_few"),
        ),
        heading=wording.say("compare_heading"),
        measures=edition.link("measures", text=wording.say("compare_choose")),
        pairs=tuple(islice(_pair_related(edition), _PAIRS)),
        version=edition.version,
    )


def _pair_related(edition: Edition) -> Iterator[ListRow]:
    """Pair each measure, in the order of the site, with the one that is most related to it."""
    paired = set[str]()
    for entry in edition.atlas.measures:
        first = edition.measure(entry)
        related = next(iter(list_related(edition, entry.slug)), None)
        if related is None or {first.address, related.link.address} & paired:
            continue
        paired |= {first.address, related.link.address}
        names = [mark(link.text, link.lang) for link in (first, related.link)]
        text = edition.wording.say("compare_pair", first=names[0], second=names[1])
        yield ListRow(link=Link(text=text, address=related.compare), why=related.why)
