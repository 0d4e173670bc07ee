from __future__ import annotations

from measurebook.model.event import Session
from tests.normalise.readers.article.readings import people_of, read_text


def session_of(*paragraphs: str) -> Session:
    (session,) = read_text("\n\n".join(["News of the day from Guba", *paragraphs])).event.sessions
    return session


def lines_of(*paragraphs: str) -> dict[str, str]:
    session = session_of(*paragraphs)
    everybody = (*session.moderators, *session.speakers, *session.attendees)
    return {person.name: person.lines for person in everybody}


def people_in(*paragraphs: str) -> list[str]:
    return list(people_of(session_of(*paragraphs)))


def test_who_is_named_again_is_one_person() -> None:
    assert people_in(
        "Anar Rzayev, keeper of the house, spoke.", "A. Rzayev said more. Keeper Rzayev left it so."
    ) == ["speaker: Anar Rzayev | keeper of the house"]


def test_another_given_name_is_another_person() -> None:
    assert people_in("Anar Rzayev spoke.", "Nigar Rzayev spoke.") == [
        "speaker: Anar Rzayev | -",
        "speaker: Nigar Rzayev | -",
    ]


def test_initials_that_two_could_mean_are_a_name_of_their_own() -> None:
    names = people_in("Anar Rzayev and Aydan Rzayev spoke.", "A. Rzayev said more.")
    assert len(names) == 2


def test_a_role_that_comes_later_is_the_persons_role() -> None:
    assert people_in("Anar Rzayev spoke.", "Keeper Anar Rzayev added a word.") == [
        "speaker: Anar Rzayev | Keeper"
    ]


def test_whoever_attended_and_spoke_is_a_speaker() -> None:
    assert people_in("The day was attended by poet Anar Rzayev.", "Anar Rzayev spoke.") == [
        "speaker: Anar Rzayev | poet"
    ]


def test_whoever_moderated_and_spoke_is_a_moderator() -> None:
    assert people_in("The talk was moderated by poet Anar Rzayev.", "Anar Rzayev spoke.") == [
        "moderator: Anar Rzayev | poet"
    ]


def test_a_form_of_address_with_a_surname_alone_names_nobody() -> None:
    assert "account" in read_text("News of the day\n\nMr. Ahmet informed them.").event.citations
    assert read_text("News of the day\n\nMr. Ahmet informed them.").event.sessions == ()


def test_lines_go_on_while_the_text_refers_back() -> None:
    assert lines_of(
        "Minister of Songs Anar Rzayev spoke.",
        "It was pointed out that songs are long.",
        "The minister also praised the choir.",
        "He left.",
        "Questions were answered.",
        "Poet Nigar Salmanli spoke.",
        "Salmanli then read a poem.",
    ) == {"Anar Rzayev": "3-9", "Nigar Salmanli": "13-15"}


def test_lines_end_where_another_person_is_named() -> None:
    assert lines_of("Anar Rzayev spoke.", "Nigar Salmanli spoke.", "He left. Rzayev left.") == {
        "Anar Rzayev": "3",
        "Nigar Salmanli": "5-7",
    }


def test_of_two_in_one_paragraph_nobody_is_meant_later() -> None:
    assert lines_of("Anar Rzayev and Nigar Salmanli spoke.", "She left.") == {
        "Anar Rzayev": "3",
        "Nigar Salmanli": "3",
    }
