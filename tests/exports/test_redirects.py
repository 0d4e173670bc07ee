"""A former address leads to the page in every language, also in a folder."""

from __future__ import annotations

from measurebook.exports import Release, list_redirects


def test_every_former_slug_leads_on_in_every_language(norland: Release) -> None:
    found = [(redirect.old, redirect.new, redirect.link) for redirect in list_redirects(norland)]
    assert found == [
        ("measures/fund-for-films.html", "measures/film-fund.html", "film-fund.html"),
        ("az/measures/fund-for-films.html", "az/measures/film-fund.html", "film-fund.html"),
    ]
    assert {redirect.title for redirect in list_redirects(norland)} == {"Film Fund"}


def test_no_former_address_is_a_page_of_today(azerbaijan: Release) -> None:
    pages = {f"measures/{slug}.html" for slug in azerbaijan.knowledge.measures}
    assert not [redirect for redirect in list_redirects(azerbaijan) if redirect.old in pages]
