"""A published slug never changes: documents are known again after their sources were corrected."""

from __future__ import annotations

from time import process_time

import pytest

from measurebook.normalise.reading import Draft
from tests.normalise.drafting import Base, draft

OTHER = {
    "Main features": "A fund lends money to small publishers who want to translate novels.",
    "Results achieved": "Eleven loans were given, and nine novels came out in two languages.",
}
THIRD = {"Main features": "Libraries of the villages get a bus that brings books once in a week."}


def title_of(base: Base, slug: str) -> str:
    (line,) = [line for line in base.text(slug).split("\n") if line.startswith("title: ")]
    return line.removeprefix("title: ")


@pytest.fixture
def base() -> Base:
    found = Base()
    found.run(draft(), draft("The fund", line=20, sections=OTHER), draft("Zoo", line=40))
    return found


def test_a_corrected_title_keeps_the_slug(base: Base) -> None:
    texts = draft().sections
    base.run(
        draft("The Festivals", sections=texts),
        draft("A fund for books", line=20, sections=OTHER),
        draft("Zoo", line=40),
    )
    assert base.slugs == ["the-festival", "the-fund", "zoo"]
    assert title_of(base, "the-festival") == "The Festivals"
    assert title_of(base, "the-fund") == "A fund for books"


def test_a_corrected_title_and_corrected_texts_keep_the_slug(base: Base) -> None:
    texts = {heading: text.replace("novels", "books") for heading, text in OTHER.items()}
    base.run(draft(), draft("The funds", line=20, sections=texts), draft("Zoo", line=40))
    assert base.slugs == ["the-festival", "the-fund", "zoo"]


def test_lines_inserted_above_change_no_slug_and_every_citation(base: Base) -> None:
    base.run(
        draft("New", sections=THIRD),
        draft(line=20),
        draft("The fund", line=40, sections=OTHER),
        draft("Zoo", line=60),
    )
    assert base.slugs == ["new", "the-festival", "the-fund", "zoo"]
    assert "title: {report: '20'}" in base.text("the-festival")
    assert "title: {report: '40'}" in base.text("the-fund")


def test_what_moves_to_the_lines_of_a_removed_measure_is_not_taken_for_it(base: Base) -> None:
    base.edit("the-fund", "small publishers", "publishers")
    base.run(draft("The fund", line=1, sections=OTHER), draft("Zoo", line=20))
    assert base.slugs == ["the-fund", "zoo"]
    assert "lends money to publishers" in base.text("the-fund")
    assert "title: {report: '1'}" in base.text("the-fund")


def test_another_measure_in_the_place_of_one_is_a_new_one(base: Base) -> None:
    base.run(draft("A bus", sections=THIRD), draft("The fund", line=20, sections=OTHER))
    assert base.slugs == ["a-bus", "the-fund"]
    assert "aliases" not in base.text("a-bus")


class TestOneTitle:
    @pytest.fixture
    def base(self) -> Base:
        found = Base()
        found.run(draft(line=1), draft(line=20, sections=OTHER))
        return found

    def test_two_measures_of_one_title_have_two_slugs(self, base: Base) -> None:
        assert base.slugs == ["the-festival", "the-festival-report"]

    def test_they_keep_them_when_they_change_places(self, base: Base) -> None:
        base.run(draft(line=1, sections=OTHER), draft(line=20))
        assert "small publishers" in base.text("the-festival-report")
        assert "small publishers" not in base.text("the-festival")

    def test_they_keep_them_when_one_goes(self, base: Base) -> None:
        base.run(draft(line=1, sections=OTHER))
        assert base.slugs == ["the-festival-report"]

    def test_equal_texts_are_told_apart_by_their_order(self) -> None:
        base = Base()
        base.run(draft(line=100, website="a"), draft(line=200, website="b"))
        base.run(draft(line=200, website="a"), draft(line=300, website="b"))
        assert "website: a" in base.text("the-festival")
        assert "website: b" in base.text("the-festival-report")

    def test_a_new_source_with_the_same_title_changes_no_slug(self, base: Base) -> None:
        old = draft(line=1), draft(line=20, sections=OTHER)
        base.run(draft(source="a", report="aa", agencies=("other",), sections=THIRD), *old)
        assert base.slugs == ["the-festival", "the-festival-aa", "the-festival-report"]
        assert "of The festival in all" in base.text("the-festival")
        base.run()
        assert base.written == 0

    def test_one_slug_taken_by_hand_is_not_given_again(self, base: Base) -> None:
        base.rename("the-festival", "feast")
        base.run()
        base.run(draft(source="page", agencies=("other",), sections=THIRD), *base.drafts)
        assert base.slugs == ["feast", "the-festival-page", "the-festival-report"]


def test_a_source_captured_anew_under_another_name_keeps_the_slug(base: Base) -> None:
    base.run(
        draft(source="report-2"), draft("The fund", source="report-2", line=20, sections=THIRD)
    )
    assert base.slugs == ["the-festival", "the-fund"]
    assert "report-2" in base.text("the-fund")


def test_untitled_measures_are_known_by_their_texts_when_lines_shift() -> None:
    base = Base()
    base.run(draft(None, line=1, sections=OTHER), draft(None, line=20, sections=THIRD))
    assert base.slugs == ["report-1", "report-20"]
    base.run(draft(None, line=20, sections=OTHER), draft(None, line=40, sections=THIRD))
    assert base.slugs == ["report-1", "report-20"]
    assert "small publishers" in base.text("report-1")


def test_a_title_given_to_an_untitled_measure_keeps_its_slug() -> None:
    base = Base()
    base.run(draft(None, line=1, sections=OTHER))
    base.run(draft("The fund", line=1, sections=OTHER))
    assert base.slugs == ["report-1"]


def test_a_long_text_that_many_measures_share_makes_none_of_them_another() -> None:
    shared = "This measure has not been evaluated so far because it has only just begun. " * 2

    def texts(words: str) -> dict[str, str]:
        return {
            "Main features": f"{words} " * 12,
            "Results achieved": f"Many {words} " * 12,
            "Conclusions of the evaluation": shared,
        }

    base = Base()
    base.run(
        draft("Alpha", sections=texts("one two")), draft("Beta", line=9, sections=texts("x y"))
    )
    base.run(draft("Gamma", sections=texts("p q")), draft("Beta", line=9, sections=texts("x y")))
    assert base.slugs == ["beta", "gamma"]


def test_hundreds_of_shifted_measures_are_known_again_quickly() -> None:
    def drafts(shift: int) -> list[Draft]:
        texts = [
            {"Main features": f"Measure {n} tells of {n * n} things and of nothing else at all."}
            for n in range(300)
        ]
        return [
            draft(f"Title {n}", source=f"s{n // 30}", line=n * 10 + shift + 1, sections=texts[n])
            for n in range(300)
        ]

    base = Base()
    base.run(*drafts(0))
    slugs, started = base.slugs, process_time()
    base.run(*drafts(7))
    assert base.slugs == slugs
    assert process_time() - started < 30
