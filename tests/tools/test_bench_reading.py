"""The search is timed on a knowledge base that is larger and says other things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from measurebook.load import load_knowledge
from measurebook.pipeline.building import build
from tests.samples import copy_sample
from tools.bench_reading import multiply, weigh, write_search

if TYPE_CHECKING:
    from pathlib import Path


def test_a_larger_knowledge_base_has_other_words_and_the_same_ones_each_time(
    tmp_path: Path,
) -> None:
    knowledge = load_knowledge(copy_sample(tmp_path))
    larger = multiply(knowledge, 40)
    assert len(larger.measures) == 40
    texts = {part.text for entry in larger.measures.values() for part in entry.sections}
    known = {part.text for entry in knowledge.measures.values() for part in entry.sections}
    assert len(texts - known) > len(known)
    assert multiply(knowledge, 40) == larger


def test_its_search_takes_the_place_of_the_sites(tmp_path: Path) -> None:
    layout = copy_sample(tmp_path)
    site = build(layout, tmp_path / "site").index.parent
    index = site / "assets" / "search" / "index.js"
    before, weight = index.stat().st_size, weigh(site, "search.html")
    write_search(site, multiply(load_knowledge(layout), 40))
    assert index.stat().st_size > before
    assert weigh(site, "search.html") == weight
