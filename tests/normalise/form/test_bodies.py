"""Bodies come in their printed order, each once; groups have no page."""

from __future__ import annotations

from measurebook.model.measure import Partner
from tests.normalise.form.form_blocks import lines_of, printed_as_is, read_field


def test_bodies_on_several_lines_and_between_semicolons_come_in_their_order() -> None:
    found = read_field("agencies", "Office of Songs; 2. House of Books", "• Office of Songs")
    assert found.values == {"agencies": ("office-of-songs", "house-of-books")}
    assert lines_of(found) == {"agencies": "11-12"}


def test_a_group_is_kept_by_its_printed_name_beside_the_bodies() -> None:
    found = read_field("agencies", "Office of Songs", "Local authorities")
    assert found.values == {
        "agencies": ("office-of-songs",),
        "responsible_groups": ("Local authorities",),
    }
    assert lines_of(found) == {"agencies": "11", "responsible_groups": "12"}


def test_a_label_without_a_body_states_that_there_is_none() -> None:
    for printed, lines in (([], "10"), (["-"], "10-11")):
        found = read_field("agencies", *printed)
        assert found.values == {"agencies": ()}
        assert lines_of(found) == {"agencies": lines}
        assert printed_as_is(found) == []


def test_a_text_of_some_length_names_no_body() -> None:
    text = f"{'The ministry and all its offices took part in this. ' * 5}So did the towns."
    found = read_field("agencies", text)
    assert found.values == {"agencies": ()}
    assert printed_as_is(found) == [("agencies", text)]


def test_partners_have_the_kind_that_is_said_of_them() -> None:
    found = read_field(
        "partners",
        "Name of partner:",
        "Union of Puppets",
        "Type of entity:",
        "Civil Society Organization (CSO)",
        "Name of partner:",
        "Local authorities",
        "Type of entity:",
        "",
    )
    assert found.values["partners"] == (
        Partner(organisation="union-of-puppets", type="cso"),
        Partner(name="Local authorities", type="unstated"),
    )
    assert lines_of(found) == {"partners": "12-16"}
    assert [entry.lines for entry in found.entries] == ["11", "13", "15", "17"]
    assert {entry.line_class for entry in found.entries} == {"form-wording"}
