"""The settings of a site: its languages, and what it is called in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from measurebook.load.site import read_site
from measurebook.settings import Layout

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.errors import Problem

OPENING = "title: Norland\ndescription: Measures.\n"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "content")


def read(layout: Layout, rest: str) -> list[str]:
    layout.content.mkdir()
    layout.site.write_text(OPENING + rest, encoding="utf-8")
    problems: list[Problem] = []
    read_site(layout, problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("code", ["xx", "English", "az-Latn"])
def test_a_code_that_is_no_language_is_told(layout: Layout, code: str) -> None:
    assert read(layout, f"languages: [en, {code}]\n") == [
        f'content/site.yaml:3: languages: "{code}" is no language; expected one such as en'
    ]


def test_a_name_in_a_language_without_pages_is_told(layout: Layout) -> None:
    rest = "languages: [en]\ntranslations:\n  az: {title: Norlend}\n"
    assert read(layout, rest) == [
        'content/site.yaml:5: translations: "az" is none of the other languages of the site'
    ]


def test_a_site_is_called_as_in_its_first_language_where_nothing_else_is_said(
    layout: Layout,
) -> None:
    assert read(layout, "languages: [en, az, fr]\ntranslations: {az: {title: Norlend}}\n") == []
    site = read_site(layout, [])
    assert site is not None
    names = [site.name_in(language) for language in site.languages]
    assert [name.title for name in names] == ["Norland", "Norlend", "Norland"]
    assert {name.description for name in names} == {"Measures."}
