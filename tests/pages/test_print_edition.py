"""The print edition holds every measure with its lines, and leads nowhere but inside itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from measurebook.gate import Rules, survey_file
from measurebook.graph import Atlas
from measurebook.load import load_knowledge
from measurebook.pages import Words, plan_print_editions
from measurebook.pages.print_edition import PrintView, _list_numbers, make_print_view
from measurebook.render import make_renderer, read_print_style
from tests.samples import add_language, copy_sample

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.model.output import OutputFile
    from measurebook.pages import Edition
    from measurebook.settings import Layout


@pytest.fixture(scope="module")
def volume(edition: Edition) -> PrintView:
    return make_print_view(edition)


@pytest.fixture(scope="module")
def file(layout: Layout) -> OutputFile:
    (found,) = render_volumes(layout)
    return found


@pytest.fixture(scope="module")
def page(file: OutputFile) -> LexborHTMLParser:
    return LexborHTMLParser(file.data.decode())


def render_volumes(layout: Layout) -> list[OutputFile]:
    knowledge = load_knowledge(layout)
    renderer, style = make_renderer(), read_print_style()
    return [
        renderer.render_print(edition, Words(edition.language, words), style)
        for edition in plan_print_editions(Atlas(knowledge), "0123abcd")
        for words in [knowledge.words[edition.language]]
    ]


def test_every_measure_stands_in_it_once_and_they_are_numbered_through(
    volume: PrintView, edition: Edition
) -> None:
    measures = [one for chapter in volume.chapters for one in chapter.measures]
    assert sorted(one.id for one in measures) == sorted(
        f"measure-{entry.slug}" for entry in edition.atlas.measures
    )
    assert [one.number for one in measures] == [str(n) for n in range(1, len(measures) + 1)]


def test_the_contents_list_every_chapter_measure_and_part(page: LexborHTMLParser) -> None:
    listed = [link.attributes["href"] or "" for link in page.css(".contents a")]
    headings = [f"#{heading.id}" for heading in page.css("h2[id], article h3[id]")]
    assert listed == [heading for heading in headings if heading != "#contents"]


def test_every_line_that_a_page_cites_is_named_and_leads_to_its_source(
    volume: PrintView, page: LexborHTMLParser
) -> None:
    marks = page.css(".measure .cite")
    named = {f"#{source.id}": source.short_id for source in volume.sources}
    assert len(marks) > 10 * len(page.css(".measure"))
    for mark in marks:
        assert mark.text().partition(":")[0] == named[mark.attributes["href"] or ""]


def test_it_stands_alone(file: OutputFile, page: LexborHTMLParser) -> None:
    survey = survey_file(file, Rules())
    assert survey is not None
    assert survey.faults == ()
    assert {link.address[:1] for link in survey.links} == {"#"}
    assert {link.address[1:] for link in survey.links} <= survey.ids
    assert page.css("script, link, img, iframe") == []
    loaded = re.findall(r'url\("([^"]{,21})', file.data.decode())
    assert set(loaded) == {"data:font/woff2;base6"}
    outside = [link.attributes["href"] or "" for link in page.css("a:not([href^='#'])")]
    assert all(address.startswith(("http://", "https://")) for address in outside)


def test_its_policy_names_its_style_and_allows_nothing_else(page: LexborHTMLParser) -> None:
    (policy,) = page.css("meta[http-equiv='Content-Security-Policy']")
    stated = policy.attributes["content"] or ""
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]{44}'; font-src data:; "
        r"base-uri 'none'; form-action 'none'",
        stated,
    )


def test_the_index_gives_the_numbers_of_the_measures(volume: PrintView, edition: Edition) -> None:
    numbers = {one.id: one.number for chapter in volume.chapters for one in chapter.measures}
    for entry in volume.index:
        slug = entry.id.removeprefix("organisation-")
        responsible = edition.atlas.measures_of("agencies", slug)
        assert {number.link.text for number in entry.numbers if number.is_responsible} == {
            numbers[f"measure-{measure.slug}"] for measure in responsible
        }
        for number in entry.numbers:
            assert numbers[number.link.address.removeprefix("#")] == number.link.text


def test_who_is_responsible_and_a_partner_has_each_number_once_in_order(edition: Edition) -> None:
    measures = edition.atlas.measures
    numbers = {entry.slug: str(number) for number, entry in enumerate(measures, start=9)}
    listed = _list_numbers(measures[1:], [*measures[::-1], *measures], numbers)
    assert [number.link.text for number in listed] == list(numbers.values())
    assert [number.is_responsible for number in listed] == [False, *(True for _ in measures[1:])]


def test_each_language_has_a_volume_of_its_own(tmp_path: Path) -> None:
    layout = copy_sample(tmp_path)
    add_language(layout, "az", "Azərbaycanca")
    volumes = render_volumes(layout)
    assert [one.path.rpartition("-")[2] for one in volumes] == ["en.html", "az.html"]
    assert [b'<html lang="az">' in one.data for one in volumes] == [False, True]
