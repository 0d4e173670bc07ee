"""A whole site from the sample project, checked as it is before it is published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from measurebook.errors import ContentError
from measurebook.pipeline.building import build, make_files
from tests.content_folders import edit
from tests.samples import add_language, copy_sample

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.settings import Layout

WRONG_LINE = ('goals: {010_norland-report: "11"}', 'goals: {010_norland-report: "53"}')
WRONG_LINE_TOLD = (
    "content/measures/open-stage-days.md:15: the cited lines cannot state this; "
    'they read "Open Stage Days"'
)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return copy_sample(tmp_path)


def pages_of(layout: Layout) -> dict[str, str]:
    files = make_files(layout).files
    return {file.path: file.data.decode() for file in files if file.path.endswith(".html")}


def problems_of(layout: Layout) -> list[str]:
    with pytest.raises(ContentError) as caught:
        make_files(layout)
    return [str(problem) for problem in caught.value.problems]


def test_a_site_is_built_and_says_what_it_holds(layout: Layout, tmp_path: Path) -> None:
    built = build(layout, tmp_path / "site")
    written = list((tmp_path / "site").rglob("*.html"))
    assert (built.measures, built.pages) == (3, len(written))
    assert len(written) > 30
    assert built.index.is_file()
    assert build(layout, tmp_path / "site").changed == 0


def test_two_builds_give_the_same_bytes(layout: Layout) -> None:
    assert make_files(layout).files == make_files(layout).files


def test_the_version_follows_what_the_content_says_and_not_how_it_is_written(
    layout: Layout,
) -> None:
    version = make_files(layout).version
    path = layout.measures / "open-stage-days.md"
    edit(path, "title: Open Stage Days", "# a comment\ntitle: 'Open Stage Days'")
    assert make_files(layout).version == version
    edit(path, "for a day.", "for a night.")
    assert make_files(layout).version != version


def test_every_value_of_a_measure_leads_to_a_line_that_is_there(layout: Layout) -> None:
    pages = pages_of(layout)
    page = pages["measures/law-on-the-arts.html"]
    marks = re.findall(r'<a class="cite" href="\.\./(sources/[^"#]+)#(L\d+)"', page)
    assert len(marks) > 30
    for source, line in marks:
        assert f'id="{line}"' in pages[source]


def test_pages_are_linked_both_ways(layout: Layout) -> None:
    pages = pages_of(layout)
    measure = "measures/law-on-the-arts.html"
    for other in (
        "goals/1.html",
        "areas/cultural-and-creative-sectors.html",
        "domains/music.html",
        "organisations/norland-arts-fund.html",
        "organisations/norland-union-of-actors.html",
        "places/tarn.html",
        "reports/norland-2024.html",
        "measures/open-stage-days.html",
    ):
        assert f'href="../{other}' in pages[measure], other
        assert f'href="../{measure}' in pages[other], other


def test_no_personal_data_and_no_spam_is_on_any_page(layout: Layout) -> None:
    for path, page in pages_of(layout).items():
        assert not re.search(r"\w@\w", page), path
        assert "bestbonus" not in page, path


def test_pages_run_no_script_and_carry_no_style_of_their_own(layout: Layout) -> None:
    for path, page in pages_of(layout).items():
        assert re.findall(r"<script(?! src=| type=.application/(?:ld.)?json)", page) == [], path
        assert " style=" not in page, path
        assert "script-src 'self'; style-src 'self'" in page, path


def test_another_language_passes_the_same_check(layout: Layout) -> None:
    add_language(layout, "az", "Azərbaycanca")
    pages = pages_of(layout)
    page = pages["az/measures/law-on-the-arts.html"]
    assert '<html lang="az">' in page
    assert 'href="../../measures/law-on-the-arts.html" lang="en" hreflang="en"' in page
    assert '<blockquote class="quoted__text" lang="en">' in page
    assert 'src="../../assets/js/theme.js"' in page
    assert "3 may 2021" in page
    assert '<span lang="' not in pages["measures/law-on-the-arts.html"]


def test_a_site_with_an_address_names_it_and_passes_the_check(layout: Layout) -> None:
    edit(layout.site, "languages:", "base_url: https://example.org/norland\nlanguages:")
    pages = pages_of(layout)
    canonical = '<link rel="canonical" href="https://example.org/norland/about.html">'
    assert canonical in pages["about.html"]
    assert 'href="https://example.org/norland/assets/css/site.css"' in pages["404.html"]


def test_a_word_that_is_missing_is_a_problem_of_its_file(layout: Layout) -> None:
    edit(layout.interface / "en.yaml", "skip_link: ", "skip_link_: ")
    assert problems_of(layout) == [
        'content/interface/en.yaml: has no word "skip_link", which the site needs'
    ]


def test_a_citation_of_the_wrong_line_is_a_problem_of_the_line_that_cites_it(
    layout: Layout,
) -> None:
    edit(layout.measures / "open-stage-days.md", *WRONG_LINE)
    assert problems_of(layout) == [WRONG_LINE_TOLD]


def test_it_is_told_in_the_same_run_as_what_is_wrong_elsewhere(layout: Layout) -> None:
    edit(layout.measures / "open-stage-days.md", *WRONG_LINE)
    edit(layout.measures / "law-on-the-arts.md", 'goals: ["1"', 'goals: ["7"')
    assert len(problems_of(layout)) > 1
    assert WRONG_LINE_TOLD in problems_of(layout)


def test_a_failed_build_leaves_the_last_site(layout: Layout, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(layout, site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    edit(layout.measures / "open-stage-days.md", 'goals: ["1"]', 'goals: ["7"]')
    with pytest.raises(ContentError):
        build(layout, site)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_hostile_words_in_any_field_stay_words(layout: Layout) -> None:
    attack = "<img src=x onerror=alert(1)>'\"</title>{{7*7}}"
    quoted = "'" + attack.replace("'", "''") + "'"
    edit(layout.measures / "open-stage-days.md", "title: Open Stage Days", f"title: {quoted}")
    places = layout.vocabulary / "places.yaml"
    edit(places, "name: Tarn", f"name: {quoted}")
    edit(layout.site, "title: Creative Norland", f"title: {quoted}")
    for path, page in pages_of(layout).items():
        assert "<img src=x" not in page, path
        assert "{{7*7}}" in page, path
