from __future__ import annotations

import pytest

from measurebook.model.event import Event
from tests.normalise.readers.article.readings import Case, name_of, read_cases, read_text, say_date

TITLE = "Song Forum held in Guba"


def event_of(*paragraphs: str, title: str = TITLE) -> Event:
    return read_text("\n\n".join([f"{title}\n12 May 2021", *paragraphs])).event


def period_of(*paragraphs: str, title: str = TITLE) -> str:
    event = event_of(*paragraphs, title=title)
    return " to ".join(filter(None, map(say_date, (event.starts, event.ends))))


def organisers_of(*paragraphs: str, title: str = TITLE) -> list[str]:
    read = read_text("\n\n".join([f"{title}\n12 May 2021", *paragraphs]))
    return [name_of(read, slug) for slug in read.event.organisers]


def venues_of(*paragraphs: str) -> list[str]:
    read = read_text("\n\n".join([TITLE, *paragraphs]))
    return [name_of(read, slug) for slug in read.event.venues]


def test_the_name_is_the_one_in_the_title_that_the_text_uses() -> None:
    forum = "The Song Forum was held."
    assert event_of(forum).name == "Song Forum"
    assert event_of(forum, title="Summary of the Song Forum").name == "Song Forum"
    assert event_of("The forum was held.").name is None
    days = "The Days of Iranian Culture were held."
    assert event_of(days, title="Days of Iranian Culture open").name == "Days of Iranian Culture"


def test_a_part_of_a_longer_name_is_no_name() -> None:
    assert event_of("The International Song Forum was held.").name is None


def test_a_title_that_is_the_name_gives_no_other_name() -> None:
    assert event_of("The Song Forum was held.", title="Song Forum").name is None


def test_the_days_stand_where_the_event_is_told_to_be_held() -> None:
    week = '"Music Week" is held from May 1 to May 9.'
    assert period_of(week, "The Song Forum was held on May 4-6.") == (
        "2021-05-04 inferred to 2021-05-06 inferred"
    )


def test_the_first_held_thing_counts_where_the_event_has_no_name() -> None:
    assert period_of("A debate took place on May 4, 2021.", title="Debate in Guba") == "2021-05-04"


def test_a_day_that_somebody_speaks_of_is_not_the_event_s() -> None:
    assert period_of("Ali Hasanov said that the forum was held on May 4.") == ""


def test_until_is_no_beginning() -> None:
    assert period_of("The Song Forum runs until May 20.") == ""


def test_the_day_that_opens_the_text_counts_where_nothing_is_told_to_be_held() -> None:
    assert period_of("On 4 May 2021, Minister of Culture Anar Karimov received artists.") == (
        "2021-05-04"
    )
    assert period_of("GUBA, May 4. Songs were sung.") == ""


def test_today_is_the_day_of_publication() -> None:
    assert period_of("Today, the Song Forum was held in Guba.") == "2021-05-12 inferred"


def test_a_day_without_any_sign_of_its_year_is_a_problem_and_no_date() -> None:
    read = read_text(f"{TITLE}\n\nThe Song Forum was held on May 4.")
    assert read.event.starts is None
    assert [str(one) for one in read.reading.problems] == [
        'content/sources/news.txt:3: nothing tells the year of "May 4"'
    ]
    assert not any(one.blocking for one in read.reading.problems)


@pytest.mark.parametrize("case", read_cases("organisers"), ids=lambda case: case.title)
def test_organisers_are_read_as_printed(case: Case) -> None:
    assert organisers_of(case.given) == case.expected.splitlines()


def test_known_organisations_keep_their_slug_and_new_ones_wait_for_review() -> None:
    read = read_text(
        f"{TITLE}\n\nThe forum was organized by the Ministry of Culture and the Sona Foundation."
    )
    assert read.event.organisers == ("ministry-of-culture", "sona-foundation")
    assert list(read.names.new) == ["sona-foundation"]
    assert read.names.new["sona-foundation"].sources == ("news:3",)


def test_without_a_country_a_general_name_is_nobody_s() -> None:
    text = f"{TITLE}\n\nThe forum was organized by the Ministry of Culture."
    read = read_text(text, country=None)
    assert [name_of(read, slug) for slug in read.event.organisers] == ["Ministry of Culture"]
    assert list(read.names.new) == list(read.event.organisers)


def test_the_venue_is_the_house_where_the_event_was_held() -> None:
    assert venues_of("The Song Forum was held at the Heydar Aliyev Center on May 4.") == [
        "Heydar Aliyev Center"
    ]
    assert venues_of("The Song Forum took place in Guba at Song House.") == ["Song House"]
    assert venues_of("The Song Forum was held in Guba in May.") == []
    assert venues_of("The forum was held at the end of May in the city.") == []


def test_plans_are_announced_in_numbers() -> None:
    event = event_of(
        "Discussions in 7 panels and three round tables will be held. A total of 100 events are"
        " planned in 10 creative clusters on the 50th anniversary."
    )
    assert [(one.number, one.what) for one in event.announced] == [
        (7, "panels"),
        (3, "round tables"),
        (100, "events"),
    ]


def test_what_was_is_not_announced() -> None:
    assert event_of("During the year, 5 workshops were held.").announced == ()
    assert event_of("Ali Hasanov said that 5 workshops will be held.").announced == ()


def test_places_are_those_named_as_places() -> None:
    event = event_of(
        "Songs are sung in Sheki, Ganja and Shusha.",
        'The Lankaran Song House and "Baku" magazine sing, too.',
        title="Song Forum held",
    )
    assert event.places == ("sheki", "ganja", "shusha")
    assert event.citations["places"] == {"news": "4"}


def test_organisations_of_a_role_are_the_known_ones_named_whole() -> None:
    text = (
        "Adviser to the Minister of Culture Ali Hasanov, Minister of Culture of Norland Vali Aliyev"
        " and director of the Heydar Aliyev Center Leyla Quliyeva spoke."
    )
    (session,) = event_of(text).sessions
    assert [one.organisations for one in session.speakers] == [
        ("ministry-of-culture",),
        (),
        ("heydar-aliyev-center",),
    ]
