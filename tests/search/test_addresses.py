"""Wherever the search leads, there is something: its data against the finished pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from measurebook.pipeline.building import make_files
from measurebook.settings import Layout
from tests.samples import copy_sample
from tests.search.test_search import load_script
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

IDS = re.compile(rb'\sid="([^"]+)"')


@pytest.fixture(scope="module", params=["sample", "real"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    if request.param == "real":
        layout = Layout(ROOT / "content")
    else:
        layout = copy_sample(tmp_path_factory.mktemp("sample"))
    return {file.path: file.data for file in make_files(layout).files}


def list_addresses(site: Mapping[str, bytes]) -> Iterator[str]:
    """Every address that a result or its passage leads to."""
    shown: Any = load_script(site["assets/search/records.en.js"])
    patterns = shown["words"]["addresses"]
    for number, (kind, slug, fragment, *_) in enumerate(shown["records"]):
        page = patterns[kind].format(slug)
        yield f"{page}#{fragment}"
        chunk = load_script(site[f"assets/search/texts-{number // shown['chunk']}.js"])
        yield from (f"{page}#{part[1]}" for part in chunk[number % shown["chunk"]]["parts"])


def test_every_result_and_every_passage_is_where_the_search_says(site: dict[str, bytes]) -> None:
    ids = {path: set(IDS.findall(data)) for path, data in site.items() if path.endswith(".html")}
    dead = [
        f"{page}#{fragment}"
        for page, _, fragment in (address.partition("#") for address in set(list_addresses(site)))
        if page not in ids or (fragment and fragment.encode() not in ids[page])
    ]
    assert dead == []


def test_every_section_of_a_passage_has_its_word(site: dict[str, bytes]) -> None:
    words = load_script(site["assets/search/records.en.js"])["words"]
    assert all(words["sections"].values())
    assert all(words["kinds"])
    sections = {
        part[0]
        for path, data in site.items()
        if path.startswith("assets/search/texts-")
        for text in load_script(data)
        for part in text["parts"]
    }
    assert sections <= words["sections"].keys()
