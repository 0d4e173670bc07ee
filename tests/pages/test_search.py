"""The search page and the list of measures offer the same values, as often as content has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.pages.measures import MeasuresView
from measurebook.pages.search import CompareView, SearchView

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages.parts.facets import FacetView

    FindSearch = Callable[[str, type[SearchView]], SearchView]
    FindList = Callable[[str, type[MeasuresView]], MeasuresView]


def counts_of(facets: tuple[FacetView, ...], name: str) -> dict[str, str]:
    facet = next(facet for facet in facets if facet.name == name)
    return {choice.value: choice.count for choice in facet.choices}


def test_the_search_counts_everything_that_can_be_found(view: FindSearch) -> None:
    facets = view("search.html", SearchView).facets
    assert counts_of(facets, "kind") == {
        "measure": "3",
        "organisation": "3",
        "event": "1",
        "place": "1",
        "answer": "6",
        "page": "18",
    }


def test_counts_of_the_list_are_those_of_its_values(view: FindList) -> None:
    page = view("measures/index.html", MeasuresView)
    for facet in page.facets:
        for choice in facet.choices:
            found = [
                values
                for values in page.facet_values.values()
                if choice.value in values[facet.name]
            ]
            assert str(len(found)) == choice.count, (facet.name, choice.value)


def test_not_stated_comes_last(view: FindList) -> None:
    page = view("measures/index.html", MeasuresView)
    domain = next(facet for facet in page.facets if facet.name == "domain")
    assert [choice.value for choice in domain.choices] == ["music", "performing-arts", "not-stated"]
    assert [choice.is_rest for choice in domain.choices] == [False, False, True]


def test_years_are_listed_newest_first(view: FindSearch) -> None:
    years = list(counts_of(view("search.html", SearchView).facets, "year"))
    stated = [year for year in years if year != "not-stated"]
    assert stated == sorted(stated, reverse=True)


def test_every_measure_of_the_list_has_its_values(view: FindList) -> None:
    page = view("measures/index.html", MeasuresView)
    rows = {row.slug for group in page.groups for row in group.rows}
    assert rows == set(page.facet_values)


def test_a_comparison_leads_back_to_the_list(
    view: Callable[[str, type[CompareView]], CompareView],
) -> None:
    assert view("compare.html", CompareView).measures.address == "measures/index.html"


def test_a_comparison_of_nothing_offers_measures_that_have_much_in_common(
    view: Callable[[str, type[CompareView]], CompareView],
) -> None:
    (pair,) = view("compare.html", CompareView).pairs
    assert pair.link.text == 'Law on the Arts "Free stage" – Open Stage Days'
    assert pair.link.address == "compare.html?m=law-on-the-arts,open-stage-days"
    assert pair.why == "Has as a part · same body: Union of Actors of Norland"
