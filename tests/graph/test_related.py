from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from measurebook.graph import Atlas, Reason
from measurebook.graph.related import MOST_RELATED, Relatives, choose_phrases, list_phrases
from measurebook.graph.words import flatten
from measurebook.load import load_knowledge
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.settings import Layout
from tests.samples import copy_sample
from tests.source_code import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def make_entry(slug: str, **fields: Any) -> Entry[Measure]:
    answers = {"targets_young_people": "no", "ifcd_support": "no", "evaluated": "no"}
    record = Measure(**{"reported_by": "party", **answers, **fields})
    return Entry(slug, f"content/measures/{slug}.md", record)


def make_relatives(
    entries: Sequence[Entry[Measure]], phrases: Mapping[str, Sequence[str]] | None = None
) -> Relatives:
    named: dict[str, list[Any]] = {entry.slug: [] for entry in entries}
    return Relatives(entries, {}, named, {**dict.fromkeys(named, ()), **(phrases or {})})


def test_a_stated_relation_comes_first_with_its_kind(tmp_path: Path) -> None:
    atlas = Atlas(load_knowledge(copy_sample(tmp_path)))
    first = atlas.related("law-on-the-arts")[0]
    assert first.measure.slug == "open-stage-days"
    assert first.reasons[0] == Reason("relation", ("has-part",))


def test_what_few_share_tells_more_than_what_many_share() -> None:
    many = [make_entry(f"m{n}", agencies=("ministry",), areas=("media",)) for n in range(20)]
    pair = [make_entry(f"p{n}", agencies=("ministry", "archive")) for n in range(2)]
    related = make_relatives([*many, *pair]).find("p0")
    assert related[0].measure.slug == "p1"
    assert related[0].reasons == (Reason("organisations", ("archive", "ministry")),)


def test_shared_wording_is_a_reason_with_its_phrases() -> None:
    entries = [make_entry(slug) for slug in ("a", "b", *"cdefgh")]
    phrases = {"a": ("puppet theatre", "theatre week"), "b": ("puppet theatre", "theatre week")}
    related = make_relatives(entries, phrases).find("a")
    assert [(found.measure.slug, found.reasons) for found in related] == [
        ("b", (Reason("wording", ("puppet theatre", "theatre week")),))
    ]


def test_measures_that_share_nothing_are_not_related() -> None:
    assert make_relatives([make_entry("a"), make_entry("b")]).find("a") == ()


def test_in_a_large_group_the_neighbours_are_compared_and_not_all() -> None:
    entries = [make_entry(f"m{n:04}", domains=("film",), areas=("media",)) for n in range(3000)]
    others = [make_entry(f"o{n:04}") for n in range(3000)]
    relatives = make_relatives([*entries, *others])
    related = [found.measure.slug for found in relatives.find("m1500")]
    assert len(related) <= MOST_RELATED
    assert all(abs(int(slug[1:]) - 1500) <= 24 for slug in related)


def test_the_real_theatre_programme_is_related_to_its_exchange_programme() -> None:
    atlas = Atlas(load_knowledge(Layout(ROOT / "content")))
    related = atlas.related("state-program-the-theatre-of-azerbaijan-in-2009-2019")
    kinds = [reason.kind for reason in related[0].reasons]
    assert related[0].measure.slug.startswith("exchange-programmes-for-students")
    assert kinds[:2] == ["relation", "named-by"]
    assert {"organisations", "domains", "wording"} <= set(kinds)


@pytest.mark.parametrize(
    "slug", ["adoption-of-the-new-law-on-media", "azerbaijan-design-forum-2019"]
)
def test_relatives_are_the_same_every_time(slug: str) -> None:
    layout = Layout(ROOT / "content")
    first, second = (Atlas(load_knowledge(layout)).related(slug) for _ in range(2))
    assert first == second
    assert slug not in {found.measure.slug for found in first}


# Phrases


def test_a_phrase_of_one_text_relates_it_to_none() -> None:
    texts = {"a": "puppet theatre\nblack letter", "b": "puppet theatre\nwhite letter"}
    assert choose_phrases(texts) == {"a": ("puppet theatre",), "b": ("puppet theatre",)}


def test_texts_without_any_long_word_share_no_phrase() -> None:
    assert choose_phrases({"a": "", "b": ""}) == {"a": (), "b": ()}


def test_phrases_do_not_run_over_the_end_of_a_sentence() -> None:
    assert (
        list_phrases([flatten("A small theatre. Puppets dance")]) == "small theatre\npuppets dance"
    )
