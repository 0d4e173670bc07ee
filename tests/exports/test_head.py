"""The head of a page tells Zotero, search engines and link previews what they ask for."""

from __future__ import annotations

from measurebook.exports import Release, make_head
from measurebook.exports.head import list_meta
from measurebook.exports.references import make_reference
from tests.exports.pages import list_pages, make_page
from tests.exports.releases import HOME


def test_a_measure_has_what_zotero_reads(norland: Release) -> None:
    head = make_head(norland, make_page(norland, "measure", "film-fund"))
    assert {
        ("citation_title", "Film Fund"),
        ("citation_author", "Norland"),
        ("citation_publication_date", "2022"),
        ("citation_public_url", f"{HOME}measures/film-fund.html"),
        ("DC.title", "Film Fund"),
        ("DC.creator", "Norland"),
        ("DC.date", "2022"),
        ("DC.identifier", f"{HOME}measures/film-fund.html"),
    } <= set(head.meta)


def test_a_report_names_the_institution_that_published_it(azerbaijan: Release) -> None:
    reference = make_reference(azerbaijan, "report", "azerbaijan-2022")
    pairs = list(list_meta(reference))
    assert ("citation_technical_report_institution", "UNESCO") in pairs


def test_nothing_is_told_that_is_not_known(norland: Release) -> None:
    for page in list_pages(norland):
        head = make_head(norland, page)
        assert all(name and content for name, content in (*head.meta, *head.properties))


def test_lists_and_terms_have_no_citation(norland: Release) -> None:
    assert make_head(norland, make_page(norland, "goal", "1")).meta == ()
    assert make_head(norland, make_page(norland, "measures")).meta == ()


def test_every_language_of_a_page_is_named_and_the_page_itself_too(norland: Release) -> None:
    head = make_head(norland, make_page(norland, "measure", "film-fund", "az"))
    assert head.canonical == f"{HOME}az/measures/film-fund.html"
    assert head.alternates == (
        ("en", f"{HOME}measures/film-fund.html"),
        ("az", f"{HOME}az/measures/film-fund.html"),
        ("x-default", f"{HOME}measures/film-fund.html"),
    )


def test_a_link_shared_elsewhere_shows_title_and_language(norland: Release) -> None:
    head = make_head(norland, make_page(norland, "measure", "film-fund", "az"))
    assert head.properties == (
        ("og:type", "article"),
        ("og:title", "film-fund"),
        ("og:description", "What this page shows, told in a few words."),
        ("og:url", f"{HOME}az/measures/film-fund.html"),
        ("og:site_name", "Creative Norland"),
        ("og:locale", "az_AZ"),
        ("og:locale:alternate", "en_GB"),
    )


def test_without_a_known_address_no_address_is_told(nowhere: Release) -> None:
    for page in list_pages(nowhere):
        head = make_head(nowhere, page)
        assert (head.canonical, head.alternates, head.properties) == ("", (), ())
        assert "citation_public_url" not in dict(head.meta)


def test_a_missing_page_stands_nowhere(norland: Release) -> None:
    head = make_head(norland, make_page(norland, "not-found"))
    assert (head.canonical, head.alternates, head.properties) == ("", (), ())
