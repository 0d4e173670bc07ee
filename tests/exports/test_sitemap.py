"""The sitemap has every page once, in all its languages, and only what is a page."""

from __future__ import annotations

from pathlib import Path

import xmlschema
from lxml import etree

from measurebook.exports import Release, list_redirects, plan_signposts
from measurebook.exports.sitemap import render_robots, render_sitemaps
from tests.exports.pages import list_pages
from tests.exports.releases import HOME

SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "sitemap.xsd")
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def list_addresses(release: Release) -> list[str]:
    paths = [page.path for page in list_pages(release)]
    lost = ["404.html", *(redirect.old for redirect in list_redirects(release))]
    return [*paths, *(f"az/{path}" for path in paths), *lost, "az/404.html"]


def read_locations(data: bytes) -> list[str]:
    return [
        str(found) for found in etree.fromstring(data).xpath("//s:loc/text()", namespaces=NAMES)
    ]


def test_the_sitemap_is_valid(norland: Release) -> None:
    (file,) = render_sitemaps(norland, list_addresses(norland))
    SCHEMA.validate(file.data.decode())


def test_every_page_is_there_once_but_not_what_is_no_page(norland: Release) -> None:
    (file,) = render_sitemaps(norland, list_addresses(norland))
    found = read_locations(file.data)
    pages = [page.path for page in list_pages(norland)]
    assert len(found) == len(set(found)) == 2 * len(pages)
    assert f"{HOME}az/measures/film-fund.html" in found
    assert not [address for address in found if "404" in address or "fund-for-films" in address]


def test_both_languages_name_each_other_and_themselves(norland: Release) -> None:
    addresses = ["measures/film-fund.html", "az/measures/film-fund.html"]
    (file,) = render_sitemaps(norland, addresses)
    for entry in etree.fromstring(file.data).findall("s:url", NAMES):
        links = [(e.get("hreflang"), e.get("href")) for e in entry.findall("x:link", NAMES)]
        assert links == [
            ("en", f"{HOME}measures/film-fund.html"),
            ("az", f"{HOME}az/measures/film-fund.html"),
            ("x-default", f"{HOME}measures/film-fund.html"),
        ]


def test_a_page_in_one_language_has_no_others(norland: Release) -> None:
    (file,) = render_sitemaps(norland, ["print.html"])
    assert b"hreflang" not in file.data


def test_a_long_sitemap_comes_in_parts_with_a_list(norland: Release) -> None:
    addresses = [f"p{number}.html" for number in range(7)]
    *parts, whole = render_sitemaps(norland, addresses, longest=3)
    assert [file.path for file in parts] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert whole.path == "sitemap.xml"
    assert read_locations(whole.data) == [HOME + file.path for file in parts]
    assert sum(len(read_locations(file.data)) for file in parts) == 7
    for file in (*parts, whole):
        SCHEMA.validate(file.data.decode())


def test_robots_name_the_sitemap(norland: Release) -> None:
    (file,) = render_robots(norland)
    assert file.data.decode().splitlines()[-1] == f"Sitemap: {HOME}sitemap.xml"


def test_a_site_without_an_address_has_none_of_this(nowhere: Release) -> None:
    assert plan_signposts(nowhere, ["index.html"]) == ()
