"""The rules by which the program looks for statements that do not agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from measurebook.model.conflict import ConflictRule
from measurebook.normalise.conflicts.material import Found, Material
from measurebook.normalise.conflicts.parts import find_excesses
from measurebook.normalise.conflicts.rates import find_odd_rates
from measurebook.normalise.conflicts.roles import find_own_partners
from measurebook.normalise.conflicts.wordings import find_differing_sources
from measurebook.normalise.conflicts.years import (
    find_years_in_titles,
    find_years_of_ratification,
)

RULES: dict[ConflictRule, Callable[[Material], Iterator[Found]]] = {
    "two-sources": find_differing_sources,
    "year-in-title": find_years_in_titles,
    "year-of-ratification": find_years_of_ratification,
    "exchange-rate": find_odd_rates,
    "parts-and-total": find_excesses,
    "own-partner": find_own_partners,
}


def find_conflicts(material: Material) -> list[Found]:
    """Find all conflicts, rule by rule, in the order of the documents."""
    return [found for find in RULES.values() for found in find(material)]
