from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from measurebook.graph import Atlas
from measurebook.graph.mentions import NameFinder
from measurebook.graph.names import Name, Target, TargetKind
from measurebook.load import load_knowledge
from tests.content_folders import edit
from tests.samples import copy_sample

if TYPE_CHECKING:
    from pathlib import Path

    from measurebook.settings import Layout


def make_finder(*names: tuple[str, str] | tuple[str, str, str]) -> NameFinder:
    """A finder of organisations; a third text is the country of a generic name."""
    return NameFinder(
        Name(text, Target("organisation", slug), country[0] if country else None)
        for text, slug, *country in names
    )


def names_in(finder: NameFinder, text: str, country: str | None = None) -> list[tuple[str, str]]:
    found = finder.find(text, country)
    return [(text[name.start : name.end], name.target.slug) for name in found]


def test_what_a_text_is_about_is_not_named_by_it_but_may_have_others_in_its_name() -> None:
    finder = make_finder(("Law on the Arts Council of Tarn", "law"), ("Arts Council", "council"))
    text = "The Law on the Arts Council of Tarn."
    assert names_in(finder, text) == [("Law on the Arts Council of Tarn", "law")]
    (inside,) = finder.find(text, own=Target("organisation", "law"))
    assert (text[inside.start : inside.end], inside.target.slug) == ("Arts Council", "council")


def test_the_longest_of_the_names_that_start_together_is_meant() -> None:
    finder = make_finder(("Arts Council", "council"), ("Arts Council of Tarn", "tarn"))
    assert names_in(finder, "the Arts Council of Tarn, the Arts Council") == [
        ("Arts Council of Tarn", "tarn"),
        ("Arts Council", "council"),
    ]


def test_of_names_that_overlap_the_first_is_meant() -> None:
    finder = make_finder(("Arts Council", "council"), ("Council House", "house"))
    assert names_in(finder, "at Arts Council House") == [("Arts Council", "council")]


def test_names_that_follow_each_other_are_all_found() -> None:
    finder = make_finder(("Guba", "guba"), ("Baku", "baku"))
    assert names_in(finder, "Guba Baku Guba") == [
        ("Guba", "guba"),
        ("Baku", "baku"),
        ("Guba", "guba"),
    ]


@pytest.mark.parametrize("text", ["Gubanov", "in AGuba", "Guba2"])
def test_a_part_of_a_word_is_no_name(text: str) -> None:
    assert names_in(make_finder(("Guba", "guba")), text) == []


@pytest.mark.parametrize(
    "written", ["Şəki", "ŞƏKİ", "S\N{COMBINING CEDILLA}əki", "Seki", "“Şəki”", "(Şəki)", "Şəki's"]
)
def test_letters_and_signs_do_not_hide_a_name(written: str) -> None:
    assert [slug for _, slug in names_in(make_finder(("Şəki", "sheki")), f"in {written}.")] == [
        "sheki"
    ]


def test_a_name_of_one_word_is_written_large() -> None:
    finder = make_finder(("Meteor", "meteor"), ("NAF", "naf"), ("3dots", "dots"))
    assert names_in(finder, "a meteor, a naf, a Naf") == []
    assert names_in(finder, "Meteor, NAF, 3dots") == [
        ("Meteor", "meteor"),
        ("NAF", "naf"),
        ("3dots", "dots"),
    ]


def test_a_name_does_not_run_over_the_end_of_a_sentence() -> None:
    assert names_in(make_finder(("Council of Tarn", "c")), "He left the Council. Of Tarn …") == []


def test_a_bracket_or_quotation_mark_is_closed_with_the_name() -> None:
    finder = make_finder(("Arts Fund (NAF)", "naf"), ("“Kamillik” Union", "kamillik"))
    assert names_in(finder, "by the Arts Fund (NAF), “Kamillik” Union and others") == [
        ("Arts Fund (NAF)", "naf"),
        ("“Kamillik” Union", "kamillik"),
    ]


def test_a_generic_name_is_found_only_in_texts_of_its_country() -> None:
    finder = make_finder(("Ministry of Culture", "ours", "Norland"))
    assert names_in(finder, "the Ministry of Culture", "Norland")
    assert names_in(finder, "the Ministry of Culture", "Sudland") == []
    assert names_in(finder, "the Ministry of Culture", None) == []


@pytest.mark.parametrize(
    ("rest", "is_ours"),
    [
        ("", True),
        (" of Norland", True),
        (" of the Republic of Norland", True),
        (" of the country", True),
        (" and Tourism", True),
        (" of Sudland", False),
        (" of the Republic of Sudland", False),
        (" de Sudland", False),
    ],
)
def test_a_generic_name_with_another_owner_is_another_body(rest: str, *, is_ours: bool) -> None:
    finder = make_finder(("Ministry of Culture", "ours", "Norland"))
    assert bool(names_in(finder, f"the Ministry of Culture{rest}", "Norland")) == is_ours


def test_a_name_of_two_bodies_is_nobodys() -> None:
    finder = make_finder(("Arts Council", "one"), ("Arts Council", "two"))
    assert names_in(finder, "the Arts Council") == []


def test_a_name_of_a_body_and_of_the_measure_that_made_it_is_the_bodys() -> None:
    kinds: list[TargetKind] = ["measure", "organisation"]
    finder = NameFinder(Name("Film Fund", Target(kind, "film-fund")) for kind in kinds)
    assert finder.find("the Film Fund")[0].target.kind == "organisation"


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    finder = make_finder(*((f"Arts Council {'of Tarn ' * n}", f"council-{n}") for n in range(20)))

    def time(times: int) -> float:
        text = "Arts Council of Tarn of Tarn and " * times
        start = process_time()
        finder.find(text)
        return process_time() - start

    time(200)
    assert time(16_000) < 40 * min(time(2_000) for _ in range(3))


# In documents


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return copy_sample(tmp_path)


def test_a_page_lists_the_documents_that_name_it(layout: Layout) -> None:
    mentions = Atlas(load_knowledge(layout)).mentions_of("place", "tarn")
    assert [(mention.document.kind, mention.document.slug) for mention in mentions] == [
        ("measure", "law-on-the-arts"),
        ("event", "stage-forum"),
    ]


def test_a_mention_has_its_sentence_its_place_and_its_line(layout: Layout) -> None:
    quoted = Atlas(load_knowledge(layout)).mentions_of("place", "tarn")[0].quotation
    assert quoted.sentence == "It was prepared with the artists' unions in Tarn."
    assert quoted.found == "Tarn"
    assert (quoted.section, quoted.fragment) == ("main_features", "main-features")
    assert quoted.place == "010_norland-report:33"


def test_a_document_is_listed_once_with_how_often_it_names_something(layout: Layout) -> None:
    path = layout.measures / "open-stage-days.md"
    edit(path, "open their doors for a day.", "of Tarn open. Tarn pays, Tarn plays.")
    mentions = Atlas(load_knowledge(layout)).mentions_of("place", "tarn")
    assert [(mention.document.slug, mention.count) for mention in mentions][1] == (
        "open-stage-days",
        3,
    )
    assert mentions[1].quotation.sentence == "Each spring, small theatres of Tarn open."


def test_a_document_does_not_mention_itself(layout: Layout) -> None:
    assert Atlas(load_knowledge(layout)).mentions_of("event", "stage-forum") == ()


def test_a_long_sentence_is_cut_around_the_name(layout: Layout) -> None:
    path = layout.measures / "open-stage-days.md"
    edit(path, "open their doors", f"{'very ' * 100}near Tarn {'and far ' * 100}open")
    quoted = Atlas(load_knowledge(layout)).mentions_of("place", "tarn")[1].quotation
    assert len(quoted.sentence) <= 320
    assert quoted.found == "Tarn"
    assert quoted.sentence.startswith("very ")
    assert quoted.sentence.endswith(("and", "far"))
