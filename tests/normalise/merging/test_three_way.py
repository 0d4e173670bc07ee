"""Untouched values follow the source, edited ones stay, and what both changed is proposed."""

from __future__ import annotations

from typing import Any

import pytest

from measurebook.errors import ContentError
from measurebook.frontmatter import write_document
from measurebook.normalise.merging.body_edits import write_body
from measurebook.normalise.merging.content import name_unit, read_content
from measurebook.normalise.merging.three_way import Merged, compare, merge

FIELDS: dict[str, Any] = {
    "title": "The festival",
    "goals": ["1"],
    "places": ["baku", "sheki"],
    "funding": {"statement": "about 100", "usd": "100"},
    "partners": [{"organisation": "union", "type": "cso"}, {"name": "Schools"}],
    "dates": [{"date": "2019", "precision": "year", "what": "start"}],
    "citations": {"title": {"s": "1"}, "places": {"s": "4"}, "results_achieved": {"s": "6-7"}},
}
SECTIONS = {"Main features": "Much is planned.", "Results achieved": "Much was done."}


def document(sections: dict[str, str] | None = None, **changes: Any) -> str:
    """A generated document; None takes a field or a section out."""
    fields = {key: value for key, value in {**FIELDS, **changes}.items() if value is not None}
    texts = {**SECTIONS, **(sections or {})}
    return write_document(fields, write_body({k: v for k, v in texts.items() if v}), "schema")


BASE = document()


def run(now: str, new: str, base: str = BASE) -> Merged:
    return merge(base, now, new, "content/measures/a.md")


def names(units: tuple[tuple[str, ...], ...]) -> list[str]:
    return [name_unit(unit) for unit in units]


def test_a_file_nobody_touched_becomes_the_new_text() -> None:
    new = document(title="The great festival")
    assert run(BASE, new) == Merged(new, followed=(("title",),))


def test_an_edited_value_stays_when_the_source_did_not_change() -> None:
    now = BASE.replace("The festival", "The feast")
    assert run(now, BASE) == Merged(now, kept=(("title",),))


def test_an_edited_value_stays_and_another_one_follows() -> None:
    now = BASE.replace("The festival", "The feast")
    merged = run(now, document(goals=["2"]))
    assert merged.text == now.replace("goals: ['1']", "goals: ['2']")
    assert (names(merged.kept), names(merged.followed)) == (["title"], ["goals"])


def test_where_both_changed_the_edit_stays_and_is_in_dispute() -> None:
    now = BASE.replace("The festival", "The feast")
    merged = run(now, document(title="The fair"))
    assert merged == Merged(now, disputed=(("title",),))


def test_the_same_change_on_both_sides_is_no_dispute() -> None:
    new = document(title="The fair")
    assert run(new + "\n", new) == Merged(new + "\n")


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(BASE.replace("title: The", "extra: mine\ntitle: The"), id="added key"),
        pytest.param(BASE.replace("title: The", "# mine\ntitle: The"), id="comment"),
        pytest.param(BASE.replace("title: The festival", "title: 'The festival'"), id="quotes"),
        pytest.param(
            BASE.replace("title: The festival\n", "").replace(
                "places: [", "title: The festival\nplaces: ["
            ),
            id="order",
        ),
        pytest.param(BASE.replace("Much is planned.", "Much.\n\n- is planned"), id="rewritten"),
        pytest.param(BASE + "\n## Editor's note\n\nSeen.\n", id="section"),
        pytest.param(BASE.replace("\n", "\r\n"), id="CRLF"),
        pytest.param("\ufeff" + BASE, id="mark"),
        pytest.param(BASE.rstrip("\n"), id="no last line end"),
        pytest.param(BASE.replace("---\n\n##", "---  \n\n##"), id="blanks behind a fence"),
        pytest.param(BASE.replace("## Results achieved", "## Results achieved ##"), id="closed"),
        pytest.param(BASE.replace("['1']", "[ '1' ]"), id="blanks"),
        pytest.param(BASE.replace("['1']", "\n  - '1'  # first"), id="list over lines"),
    ],
)
def test_an_edit_of_any_kind_survives_a_change_of_the_source(edited: str) -> None:
    new = document(
        {"Results achieved": "Very much was done."},
        funding={"statement": "200", "usd": "200"},
        citations={**FIELDS["citations"], "funding": {"s": "9"}},
    )
    merged = run(edited, new)
    assert merged.disputed == ()
    content = read_content(merged.text.removeprefix("\ufeff").replace("\r\n", "\n"), "a")
    assert content.fields["funding"] == {"statement": "200", "usd": "200"}
    assert content.fields["citations"]["funding"] == {"s": "9"}
    assert content.sections["Results achieved"] == "Very much was done."
    assert lines_changed_by_hand(edited) <= set(merged.text.split("\n"))
    assert run(merged.text, new, new).text == merged.text


def lines_changed_by_hand(edited: str) -> set[str]:
    """The lines of an edit that say nothing the source has changed."""
    own = set(edited.split("\n")) - set(BASE.split("\n"))
    return {line for line in own if "Much was done" not in line and "funding" not in line}


def test_line_ends_of_a_file_nobody_else_touched_stay() -> None:
    new = document(goals=["2"])
    assert run(BASE.replace("\n", "\r\n"), new).text == new.replace("\n", "\r\n")


class TestDeletedByTheCurator:
    def test_a_field_stays_out_and_its_citation_goes(self) -> None:
        now = BASE.replace("places: [baku, sheki]\n", "")
        merged = run(now, BASE)
        assert merged.text == now.replace("  places: {s: '4'}\n", "")
        assert names(merged.kept) == ["places"]
        assert names(merged.followed) == ["citations.places"]

    def test_a_section_stays_out_and_its_citation_goes(self) -> None:
        now = BASE.replace("\n## Results achieved\n\nMuch was done.\n", "")
        merged = run(now, BASE)
        assert "results_achieved" not in merged.text
        assert "Much was done" not in merged.text
        assert merged.disputed == ()

    def test_it_stays_out_when_the_lines_of_the_source_shift(self) -> None:
        now = run(BASE.replace("places: [baku, sheki]\n", ""), BASE).text
        shifted = {key: {"s": "99"} for key in FIELDS["citations"]}
        merged = run(now, document(citations=shifted))
        assert merged.disputed == ()
        assert "places" not in merged.text
        assert read_content(merged.text, "a").fields["citations"]["title"] == {"s": "99"}

    def test_it_stays_out_when_a_second_source_cites_it(self) -> None:
        now = run(BASE.replace("places: [baku, sheki]\n", ""), BASE).text
        citations = {**FIELDS["citations"], "places": {"s": "4", "t": "2"}}
        merged = run(now, document(citations=citations))
        assert merged.text == now

    def test_a_new_wording_of_it_is_in_dispute(self) -> None:
        now = run(BASE.replace("places: [baku, sheki]\n", ""), BASE).text
        merged = run(now, document(places=["ganja"]))
        assert merged == Merged(now, disputed=(("places",),))

    def test_a_citation_written_by_hand_is_never_dropped(self) -> None:
        now = BASE.replace("places: [baku, sheki]\n", "").replace("{s: '4'}", "{s: '5'}")
        assert "  places: {s: '5'}\n" in run(now, BASE).text


class TestCitations:
    def test_untouched_ones_follow_the_lines(self) -> None:
        now = BASE.replace("title: {s: '1'}", "title: {s: '2'}  # really")
        shifted = {**FIELDS["citations"], "places": {"s": "8"}}
        merged = run(now, document(citations=shifted))
        assert merged.text == now.replace("places: {s: '4'}", "places: {s: '8'}")

    def test_an_edited_one_stays_and_is_in_dispute_when_the_lines_shift(self) -> None:
        now = BASE.replace("title: {s: '1'}", "title: {s: '2'}")
        shifted = {**FIELDS["citations"], "title": {"s": "3"}}
        assert names(run(now, document(citations=shifted)).disputed) == ["citations.title.s"]

    def test_a_second_source_attaches_to_an_edited_file(self) -> None:
        now = BASE.replace("The festival", "The feast").replace(
            "title: {s: '1'}", "title: {s: '2'}"
        )
        citations = {**FIELDS["citations"], "title": {"s": "1", "page": "3"}}
        merged = run(now, document(citations=citations))
        assert "title: {s: '2', page: '3'}" in merged.text
        assert merged.disputed == ()


class TestLists:
    def test_a_part_follows_beside_an_edited_one(self) -> None:
        now = BASE.replace("type: cso", "type: public")
        partners = [{"organisation": "union", "type": "cso"}, {"name": "Schools", "type": "public"}]
        merged = run(now, document(partners=partners))
        assert "- {organisation: union, type: public}\n" in merged.text
        assert "- {name: Schools, type: public}\n" in merged.text
        assert merged.disputed == ()

    def test_a_part_that_the_curator_added_stays_and_others_follow(self) -> None:
        now = BASE.replace("- {name: Schools}\n", "- {name: Schools}\n- {name: Mine}  # sure\n")
        partners = [{"organisation": "union", "type": "public"}, {"name": "Schools"}]
        merged = run(now, document(partners=partners))
        assert (
            "- {organisation: union, type: public}\n- {name: Schools}\n- {name: Mine}  # sure"
            in (merged.text)
        )

    def test_members_exchanged_by_both_are_in_dispute(self) -> None:
        now = BASE.replace("organisation: union", "organisation: guild")
        partners = [{"organisation": "league", "type": "cso"}, {"name": "Schools"}]
        assert names(run(now, document(partners=partners)).disputed) == ["partners"]

    def test_one_date_corrected_by_both_is_in_dispute(self) -> None:
        now = BASE.replace("date: '2019'", "date: '2018'")
        dates = [{"date": "2020", "precision": "year", "what": "start"}]
        assert names(run(now, document(dates=dates)).disputed) == ["dates.start.date"]

    def test_values_without_names_are_in_dispute_as_a_whole(self) -> None:
        now = BASE.replace("[baku, sheki]", "[baku]")
        assert names(run(now, document(places=["ganja"])).disputed) == ["places"]

    def test_relations_of_both_sides_stand_together(self) -> None:
        base = document(relations=[{"kind": "part-of", "measure": "a"}])
        now = base.replace("measure: a", "measure: a}\n- {kind: follows, measure: b")
        new = document(relations=[{"kind": "has-part", "measure": "c"}])
        merged = run(now, new, base)
        assert read_content(merged.text, "a").fields["relations"] == [
            {"kind": "follows", "measure": "b"},
            {"kind": "has-part", "measure": "c"},
        ]
        assert merged.disputed == ()

    def test_former_slugs_of_both_sides_stand_together(self) -> None:
        merged = run(document(aliases=["mine"]), document(aliases=["old"]))
        assert read_content(merged.text, "a").fields["aliases"] == ["mine", "old"]

    def test_answers_follow_one_by_one_when_lines_shift(self) -> None:
        answers = [
            {
                "question": "q1",
                "state": "yes",
                "lines": "1-2",
                "values": [{"text": "A", "line": "2"}],
            },
            {"question": "q2", "state": "no", "lines": "3"},
        ]
        shifted = [
            {
                "question": "q1",
                "state": "yes",
                "lines": "5-6",
                "values": [{"text": "A", "line": "6"}],
            },
            {"question": "q2", "state": "no", "lines": "7"},
        ]
        base = document(answers=answers)
        now = base.replace("text: A", "text: Better A").replace("state: 'no'", "state: 'yes'")
        merged = run(now, document(answers=shifted), base)
        assert merged.disputed == ()
        assert read_content(merged.text, "a").fields["answers"] == [
            {
                "question": "q1",
                "state": "yes",
                "lines": "5-6",
                "values": [{"text": "Better A", "line": "6"}],
            },
            {"question": "q2", "state": "yes", "lines": "7"},
        ]

    def test_an_answer_that_the_curator_took_out_stays_out(self) -> None:
        base = document(answers=[{"question": q, "state": "yes", "lines": "1"} for q in "ab"])
        now = base.replace("- {question: a, state: 'yes', lines: '1'}\n", "")
        new = document(answers=[{"question": q, "state": "yes", "lines": "2"} for q in "abc"])
        merged = run(now, new, base)
        assert merged.disputed == ()
        found = [answer["question"] for answer in read_content(merged.text, "a").fields["answers"]]
        assert found == ["b", "c"]


class TestFiles:
    def test_broken_yaml_is_told_with_its_line(self) -> None:
        with pytest.raises(ContentError) as error:
            run(BASE.replace("goals: ['1']", "goals: ['1'"), document(title="x"))
        assert error.value.problems[0].line > 1

    def test_a_change_that_cannot_be_written_in_place_is_left_to_the_curator(self) -> None:
        now = BASE.replace("goals: ['1']", "? goals\n: ['1']")
        merged = run(now, document(goals=["1", "2"], title="The fair"))
        assert merged.text == now
        assert names(merged.disputed) == ["title", "goals"]

    def test_of_a_file_nobody_remembers_all_differences_are_in_dispute(self) -> None:
        now = BASE.replace("The festival", "The feast").replace("places: [baku, sheki]\n", "")
        merged = compare(now, BASE, "a")
        assert merged.text == now.replace("  places: {s: '4'}\n", "")
        assert names(merged.disputed) == ["title", "places"]

    def test_a_rule_in_the_body_is_no_fence(self) -> None:
        now = BASE.replace("Much is planned.", "Much\n\n---\n\nis planned.")
        merged = run(now, document(goals=["2"]))
        assert merged.text == now.replace("['1']", "['2']")

    def test_a_file_without_a_body_gets_one(self) -> None:
        base = document(dict.fromkeys(SECTIONS, ""))
        merged = run(base.rstrip("\n").replace("# schema", "# mine"), document(), base)
        assert merged.text == document().replace("# schema", "# mine")

    @pytest.mark.parametrize("indent", ["  ", "      "])
    def test_any_indentation_is_kept(self, indent: str) -> None:
        now = BASE.replace("\n  ", f"\n{indent}").replace("\n- ", f"\n{indent}- ")
        citations = {**FIELDS["citations"], "goals": {"s": "3"}}
        merged = run(now, document(citations=citations))
        assert f"\n{indent}goals: {{s: '3'}}\n" in merged.text
