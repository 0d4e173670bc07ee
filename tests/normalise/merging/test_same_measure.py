"""Records of several sources become one measure only where they are one."""

from __future__ import annotations

import pytest

from measurebook.model.measure import Measure, Relation
from measurebook.normalise.merging.same_measure import join_drafts, part_by_sources, slug_candidates
from measurebook.normalise.reading import Draft
from tests.normalise.drafting import draft


def join(*drafts: Draft) -> list[Draft]:
    return join_drafts(drafts)[0]


def measure_of(found: Draft) -> Measure:
    assert isinstance(found.record, Measure)
    return found.record


def test_a_page_joins_the_measure_of_a_report_whatever_comes_first() -> None:
    page, report = draft(source="page", line=9), draft(report="az-2022")
    for drafts in ([page, report], [report, page]):
        (joined,) = join(*drafts)
        assert measure_of(joined).report == "az-2022"
        assert measure_of(joined).citations["title"] == {"report": "1", "page": "9"}


def test_a_value_that_only_the_page_has_is_taken_over_with_its_citation() -> None:
    page = draft(source="page", website="example.org")
    (joined,) = join(draft(report="az-2022"), page)
    assert measure_of(joined).website == "example.org"
    assert measure_of(joined).citations["website"] == {"page": "4"}


def test_what_the_page_says_differently_is_a_difference_and_not_cited() -> None:
    page = draft(source="page", goals=("2",))
    joined, differences = join_drafts([draft(report="az-2022"), page])
    assert [(x.slug, x.key) for x in differences] == [("the-festival", "goals")]
    assert measure_of(joined[0]).goals == ("1",)
    assert measure_of(joined[0]).citations["goals"] == {"report": "2"}


def test_two_reports_tell_of_two_states_of_a_measure() -> None:
    joined = join(draft(report="az-2018"), draft(source="new", report="az-2022"))
    assert [x.slug for x in joined] == ["the-festival", "the-festival-az-2022"]


def test_equal_titles_alone_make_no_measure_one() -> None:
    other = {"Main features": "Something else altogether."}
    page = draft(source="page", agencies=("other",), sections=other)
    assert [x.slug for x in join(draft(report="az"), page)] == ["the-festival", "the-festival-page"]


def test_measures_without_title_stay_apart() -> None:
    assert len(join(draft(None, source="a"), draft(None, source="b"))) == 2


WHOLE = "State programme of the theatres"


def relations_of(found: Draft) -> tuple[Relation, ...]:
    return measure_of(found).relations


def test_a_title_within_a_title_makes_a_part_and_a_whole() -> None:
    part, whole = join(draft(f'Exchange under the "{WHOLE}"', line=20), draft(WHOLE))
    assert relations_of(part) == (Relation(kind="part-of", measure=whole.slug),)
    assert relations_of(whole) == (Relation(kind="has-part", measure=part.slug),)


@pytest.mark.parametrize("title", ["Post-State programme of the theatresque", "Theatres of State"])
def test_a_title_must_stand_there_in_whole_words(title: str) -> None:
    assert not any(map(relations_of, join(draft(title, line=20), draft(WHOLE))))


def test_of_several_wholes_of_one_title_the_one_of_the_same_source_is_meant() -> None:
    part = draft(f"Part of {WHOLE}", source="b", report="rb")
    wholes = [draft(WHOLE, source=s, report=f"r{s}") for s in "abc"]
    found = {x.slug: relations_of(x) for x in join(part, *wholes)}
    slug = "state-programme-of-the-theatres-rb"
    assert found[part.slug] == (Relation(kind="part-of", measure=slug),)


def test_of_several_wholes_elsewhere_none_is_meant_for_certain() -> None:
    part = draft(f"Part of {WHOLE}", source="z")
    wholes = [draft(WHOLE, source=s, report=f"r{s}") for s in "abc"]
    assert not any(map(relations_of, join(part, *wholes)))


def test_slugs_to_choose_from_are_all_slugs_and_never_end() -> None:
    candidates = slug_candidates(draft("t" * 90, report="r" * 80))
    found = [next(candidates) for _ in range(50)]
    assert all(0 < len(slug) <= 80 for slug in found)
    assert len(set(found)) >= 48


def test_documents_that_share_a_source_are_looked_at_together() -> None:
    one, two = draft("One", source="a"), draft("Two", source="b")
    both = draft("Both", source="a")
    both.record.citations["goals"]["c"] = "1"
    bridge = draft("Bridge", source="b")
    bridge.record.citations["goals"]["c"] = "2"
    alone = draft("Alone", source="d")
    groups = part_by_sources([one, two, both, alone, bridge])
    assert [(ids, [one.title for one in drafts]) for ids, drafts in groups] == [
        (["a", "b", "c"], ["One", "Two", "Both", "Bridge"]),
        (["d"], ["Alone"]),
    ]
