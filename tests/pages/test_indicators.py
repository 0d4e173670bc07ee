"""A figure comes as printed, with its year, what limits it, and where others say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.pages.indicators import IndicatorsView
from measurebook.pages.parts.domain_claims import ClaimTable
from measurebook.pages.terms import TermsView
from measurebook.settings import Layout
from tests.samples import plan_by_address
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages import Page


def plan_real() -> dict[str, Page]:
    return plan_by_address(Layout(ROOT / "content"))


def test_a_figure_stands_with_its_year_and_its_lines(
    view: Callable[[str, type[IndicatorsView]], IndicatorsView],
) -> None:
    (indicator,) = view("indicators.html", IndicatorsView).indicators
    (figure,) = indicator.figures
    assert (figure.value, figure.year) == ("1.20%", "2023")
    assert [cite.label for cite in figure.cites] == ["010:16-17"]


def test_the_report_of_2022_states_six_figures_and_two_are_disputed() -> None:
    page = plan_real()["indicators.html"].context
    assert isinstance(page, IndicatorsView)
    figures = {one.id: one.figures[0] for one in page.indicators}
    assert {name: (figure.value, figure.year) for name, figure in figures.items()} == {
        "share-of-gdp": ("1.00%", "2021"),
        "share-of-employment": ("3.80%", "2021"),
        "public-budget-for-culture": ("104,403,692USD", "2021"),
        "ifcd-contribution-value": ("0.00", ""),
        "share-of-funds-to-women": ("37.00%", "2019"),
        "share-of-women-in-cultural-activities": ("57.00%", "2021"),
    }
    disputed = {name: len(figure.conflicts) for name, figure in figures.items() if figure.conflicts}
    assert disputed == {"share-of-gdp": 1, "share-of-employment": 1}
    assert [caveat.cites[0].label for caveat in figures["share-of-gdp"].caveats] == ["002:94"]


def find_claims(pages: dict[str, Page]) -> ClaimTable | None:
    context = pages["domains/index.html"].context
    assert isinstance(context, TermsView)
    return context.claims


def test_export_strategies_are_claimed_for_all_seven_domains_with_their_lines() -> None:
    claims = find_claims(plan_real())
    assert claims is not None
    chosen = [[cell.cite.label for cell in row.cells if cell.cite] for row in claims.rows]
    assert [len(cells) for cells in chosen] == [3, 7, 7, 7]
    assert sorted(chosen[3]) == [f"002:{line}" for line in range(451, 458)]
    assert "Cultural management" in claims.rows[1].also


def test_a_report_without_lists_of_domains_has_no_table_of_claims(pages: dict[str, Page]) -> None:
    assert find_claims(pages) is None
