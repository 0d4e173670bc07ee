"""A card holds what a curator wrote, and what the text shows where nobody wrote anything."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from measurebook.errors import ContentError
from measurebook.frontmatter import read_fields, read_record
from measurebook.model.knowledge import RawText
from measurebook.model.source import Card, SourceKind, StartedCard
from measurebook.normalise.cards import ask_for_kind, make_card, name_by_reading, write_card
from measurebook.normalise.reading import Reading, SourceText
from tests.normalise.drafting import draft
from tests.normalise.reading_aid import lists

PAGE = ("<", "Rooms", "", "Dónde", "Kenya", "When", "2021", "Domaines culturels", "Goal 1")
HASH = "0" * 64
PATH = "content/sources/rooms.yaml"


def a_text(*lines: str, **started: Any) -> RawText:
    return RawText("rooms", "content/sources/rooms.txt", lines, HASH, None, StartedCard(**started))


def complete(written: str, *lines: str) -> str:
    """What a card that somebody began says in the end."""
    stated = {name: value for name, value in read_fields(written, PATH).values.items() if value}
    card = make_card(a_text(*lines, **stated), lists())
    assert card
    return write_card(card, written, PATH)


def test_a_card_tells_the_title_and_the_languages_of_the_labels() -> None:
    card = make_card(a_text(*PAGE, kind="platform-page"), lists())
    assert card == Card(
        title="Rooms", kind="platform-page", sha256=HASH, label_languages=("en", "fr", "es")
    )


def test_a_card_that_holds_its_kind_alone_gets_the_rest() -> None:
    assert complete("kind: news-article\n", "Rooms opened") == (
        f"title: Rooms opened\nkind: news-article\nsha256: '{HASH}'\n"
    )


def test_what_a_curator_wrote_stays_as_it_is_written() -> None:
    written = (
        "# asked the ministry\n"
        'publisher: "Ministry"   # as it signs\n'
        "rights: unverified\n"
        "kind: news-article\n"
        "# from the archive\n"
        "note: Seen twice.\n"
    )
    done = complete(written, "Rooms opened")
    assert [line for line in done.splitlines() if line in written.splitlines()] == (
        written.splitlines()
    )
    card = read_record(read_fields(done, PATH), Card)
    assert (card.title, card.sha256, card.publisher) == ("Rooms opened", HASH, "Ministry")


def test_the_title_is_the_one_that_the_reader_finds_below_a_motto() -> None:
    text = a_text("Letters are the light of a people.", "Rooms opened", kind="news-article")
    card = make_card(text, lists())
    assert card
    source = SourceText(text.id, text.path, text.lines, card)
    reading = Reading((draft("Rooms opened"),))
    assert name_by_reading(text, source, reading).title == "Rooms opened"
    assert name_by_reading(text, source, Reading()).title == "Letters are the light of a people."


def test_a_title_that_a_curator_wrote_stays() -> None:
    assert "title: The rooms\n" in complete("title: The rooms\nkind: news-article\n", "Rooms")


def test_a_key_without_a_value_gets_one() -> None:
    done = complete("title:   # whatever it says\nkind: news-article\nsha256:\n", "Rooms opened")
    assert done == (
        f"title: Rooms opened   # whatever it says\nkind: news-article\nsha256: '{HASH}'\n"
    )


def test_a_card_of_comments_alone_keeps_them() -> None:
    card = make_card(a_text("Rooms", kind="news-article"), lists())
    assert card
    assert write_card(card, "# to do\n", PATH).startswith("# to do\ntitle: Rooms\n")


def test_line_ends_stay() -> None:
    assert complete("kind: news-article\r\n", "Rooms").count("\r\n") == 3


def test_a_card_in_braces_is_told_how_to_be_written() -> None:
    with pytest.raises(ContentError) as caught:
        complete("{kind: news-article}\n", "Rooms")
    (problem,) = caught.value.problems
    assert problem.path == PATH
    assert '"title: Rooms", "kind: news-article"' in problem.message


def test_who_is_asked_for_the_kind_is_told_the_file_and_its_line() -> None:
    text = a_text("Rooms")
    assert make_card(text, lists()) is None
    assert ask_for_kind(text, is_there=False).message == (
        "does not show what kind of text it is; make a file content/sources/rooms.yaml that holds"
        ' this one line: "kind: periodic-report" (or platform-page, or news-article), and run'
        " normalise again"
    )
    assert "add this line to content/sources/rooms.yaml" in ask_for_kind(text, True).message


@pytest.mark.parametrize("kind", get_args(SourceKind))
def test_the_card_that_is_asked_for_is_enough(kind: str) -> None:
    assert f"kind: {kind}\nsha256" in complete(f"kind: {kind}\n", "Rooms")
