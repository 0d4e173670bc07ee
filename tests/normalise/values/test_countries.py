"""Countries are known by the names the platform gives them."""

from __future__ import annotations

import pytest

from measurebook.normalise.values.countries import is_country


@pytest.mark.parametrize(
    "name",
    [
        "Kenya",
        "Géorgie",
        "Côte d’Ivoire",
        "Viet Nam",
        "República Dominicana",
        "Republic of Moldova",
        "Bolivia (Plurinational State of)",
        "Iran (Islamic Republic of)",
        "United Republic of Tanzania",
        "Democratic Republic of the Congo",
        "République de Corée",
        "State of Palestine",
        "Royaume-Uni",
    ],
)
def test_a_country_is_one(name: str) -> None:
    assert is_country(name)


@pytest.mark.parametrize(
    "name",
    [
        "European Union",
        "Union européenne",
        "United Nations",
        "Baku",
        "Ministry of Culture of Kenya",
        "Rooms in Kenya",
        "Africa Fund",
        "",
        "()",
        "Kenya" * 100,
    ],
)
def test_another_name_is_none(name: str) -> None:
    assert not is_country(name)
