from __future__ import annotations

from tests.normalise.readers.article.readings import people_of, read_text, say_date

TITLE = "Music Days end in Guba"


def parts_of(*paragraphs: str, title: str = TITLE) -> list[str]:
    """Write each part as `heading: its paragraphs, counted from 1`."""
    text = "\n\n".join([title, *paragraphs])
    written = []
    for heading, prose in read_text(text).sections.items():
        places = [str(paragraphs.index(one) + 1) for one in prose.split("\n\n")]
        written.append(f"{heading}: {' '.join(places)}")
    return written


def test_a_text_without_sessions_is_one_account() -> None:
    assert parts_of("The days were held in May.", "All went home.") == ["Account: 1 2"]


def test_a_session_starts_where_its_title_is_named() -> None:
    assert parts_of(
        "The days were held in May.",
        'A panel session entitled "Songs for sale" was held.',
        "Ideas were exchanged.",
        'The next panel was dedicated to the topic "Who listens".',
    ) == ["Introduction: 1", "Songs for sale: 2 3", "Who listens: 4"]


def test_titles_are_found_in_many_ways() -> None:
    for sentence in (
        'The panel on "Who listens" was moderated by Ali Hasanov.',
        "The round table “Who listens” was held.",
        'In the last panel of the day, the topic "Who listens" was discussed.',
        'A panel discussion was held on the topic of "Who listens".',
        'The workshop titled: "Who listens" took place.',
        'The "Who listens" panel took place.',
        'Panel Session 5 on "Who listens" brought together many.',
        'Composer Ali Hasanov spoke at the panel "Who listens".',
    ):
        assert parts_of(sentence) == ["Who listens: 1"], sentence


def test_other_quotations_are_no_titles_of_sessions() -> None:
    for sentence in (
        'At the panel, guests saw the film "Who listens".',
        'Composer Ali Hasanov said at the panel that the topic "Who listens" was discussed before.',
        'The panel entitled "Who listens" will be held on Monday.',
        'The project "Who listens" was mentioned at the end of the panel.',
    ):
        assert parts_of(sentence) == ["Account: 1"], sentence


def test_the_title_of_the_article_is_no_session() -> None:
    title = 'Panel on "Who listens" was held'
    assert parts_of('The panel on "Who listens" took place.', title=title) == ["Account: 1"]


def test_a_line_of_its_own_may_head_a_session() -> None:
    panels = "Panel 1: Who listens?\nMany do, as was said.\n\nSession II – Songs\nSome did."
    read = read_text(f"{TITLE}\n\nAll came.\n\n{panels}")
    assert read.sections == {
        "Introduction": "All came.",
        "Panel 1: Who listens?": "Many do, as was said.",
        "Session II – Songs": "Some did.",
    }
    assert [one.lines for one in read.event.sessions] == ["5-6", "8-9"]


def test_a_session_without_a_title_is_called_as_the_text_calls_it() -> None:
    assert parts_of("The first panel was long.", "The second panel was short.") == [
        "First panel: 1",
        "Second panel: 2",
    ]


def test_a_session_without_a_title_takes_the_title_of_the_next_paragraph() -> None:
    assert parts_of(
        "All came.",
        "The last panel took place on May 5.",
        'The panel moderated by Ali Hasanov was dedicated to the topic "Who listens".',
    ) == ["Introduction: 1", "Who listens: 2 3"]


def test_a_day_opens_the_session_below_it() -> None:
    assert parts_of(
        'The panel on "Songs" was held.',
        "The second day of the forum included one panel.",
        'The panel on "Who listens" was held.',
    ) == ["Songs: 1", "Who listens: 2 3"]


def test_another_moderator_means_another_session() -> None:
    assert parts_of(
        "At the panel moderated by Ali Hasanov, composer Leyla Quliyeva spoke.",
        "At the panel moderated by Vagif Orujov, poet Nigar Salmanli spoke.",
        title="Music Days",
    ) == ["Panel: 1", "Panel (2): 2"]


def test_the_moderator_of_a_titled_session_may_come_later() -> None:
    assert parts_of(
        'The panel on "Songs" was held.',
        "At the panel moderated by Ali Hasanov, composer Leyla Quliyeva spoke.",
    ) == ["Songs: 1 2"]


def test_the_opening_and_the_closing_have_their_parts() -> None:
    assert parts_of(
        "The days were held in May.",
        "The opening ceremony was held in the park.",
        "Speaking at the opening ceremony, mayor Ali Hasanov greeted all.",
        'The panel on "Songs" was held.',
        "The closing ceremony was short.",
    ) == ["Introduction: 1", "Opening: 2 3", "Songs: 4", "Closing: 5"]


def test_an_opening_that_somebody_recalls_is_no_part() -> None:
    sentence = "Mayor Ali Hasanov said that the opening ceremony was short."
    assert parts_of(sentence) == ["Account: 1"]


def test_the_end_of_the_event_is_the_conclusion() -> None:
    assert parts_of(
        'The panel on "Songs" was held.',
        "Thus, the forum ended its work.",
        "The week goes on.",
    ) == ["Songs: 1", "Conclusion: 2 3"]


def test_an_end_with_people_behind_it_is_no_conclusion() -> None:
    assert parts_of(
        'The panel on "Songs" was held.',
        "Thus, the forum ended its work.",
        "Mayor Ali Hasanov thanked all.",
    ) == ["Songs: 1 2 3"]


def test_no_title_takes_the_name_of_a_field_of_the_record() -> None:
    read = read_text(f'{TITLE}\n\nThe panel on "Places" was held in Guba.')
    assert list(read.sections) == ["Places (2)"]
    assert read.event.citations["places"] == {"news": "3"}
    assert read.event.citations["places_2"] == {"news": "3"}


def test_people_before_the_first_session_make_the_introduction_a_session() -> None:
    event = read_text(
        f'{TITLE}\n\nMayor Ali Hasanov greeted all.\n\nThe panel on "Songs" was held.'
    ).event
    assert [(one.kind, one.title) for one in event.sessions] == [
        ("other", "Introduction"),
        ("panel", "Songs"),
    ]


def test_a_speaker_stands_in_each_session_where_they_speak() -> None:
    event = read_text(
        f'{TITLE}\n\nThe panel on "Songs" was held. Ali Hasanov spoke.\n\n'
        'The panel on "Bells" was held. A. Hasanov and Hasanov\'s pupil Nigar Salmanli spoke.'
    ).event
    assert [list(people_of(one)) for one in event.sessions] == [
        ["speaker: Ali Hasanov | -"],
        ["speaker: Ali Hasanov | -", "speaker: Nigar Salmanli | Hasanov's pupil"],
    ]


def test_a_session_has_the_day_that_is_printed_counted_or_goes_on() -> None:
    event = read_text(
        "Song Forum in Guba\n12 May 2021\n\nThe Song Forum was held in Guba on May 4-6.\n\n"
        'The panel on "Songs" was held on May 4.\n\nThe next panel was on "Bells".\n\n'
        'On the third day, the panel on "Drums" was held.\n\nThe panel on "Harps" was held.'
    ).event
    assert [say_date(one.date) for one in event.sessions] == [
        "2021-05-04 inferred",
        "2021-05-04 inferred",
        "2021-05-06 inferred",
        "",
    ]
