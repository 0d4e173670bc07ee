"""The summary of the forum of 2023, the one article among the project's sources.

The names and roles were written down from the article by a reader, not by the program.
"""

from __future__ import annotations

from collections import Counter

from measurebook.model.event import EVENT_SECTIONS, Announcement
from measurebook.normalise.lines.cleaning import clean_prose
from measurebook.text import key_of
from tests.normalise.readers.article.readings import (
    find_unaccounted,
    name_of,
    people_of,
    read_text,
    say_date,
)
from tests.source_code import ROOT

TEXT = next((ROOT / "content" / "sources").glob("003_*.txt")).read_text(encoding="utf-8")
LINES = TEXT.split("\n")
FORUM = read_text(TEXT)
EVENT = FORUM.event

PEOPLE = {
    "Opening": [
        "speaker: Adil Karimli | Minister of Culture",
        "speaker: Elnur Aliyev | First Deputy Minister of Economy",
        "speaker: Fazil Mustafa | Deputy Chairman of the Culture Committee of the Milli Majlis",
    ],
    "Development of Cultural and Creative Industries Ecosystems: an International Perspective": [
        "moderator: Jahangir Salimkhanov | Adviser to the Minister of Culture",
        (
            "speaker: Aktotu Raimkulova"
            " | new president of the International Turkic Culture and Heritage Foundation"
        ),
        (
            'speaker: Nargiz Hajiyeva | Director of the Local Office of the "British Council"'
            " organization"
        ),
        (
            "speaker: Ornela Ramasauskaite | Executive Director of artXchange Global,"
            " a Lithuanian specialist in the art market"
        ),
        (
            "speaker: Daniar Amanaliyev"
            " | Chairman of the Creative Industries Association of Kyrgyzstan"
        ),
        "speaker: Tal Catran | Israeli expert on international business and technologies",
    ],
    "Culture and Creative Industries: Export Potential, International Cooperation": [
        (
            "moderator: Araz Baghırli | head of the Department for the Work with International"
            " Organizations of the Ministry of Culture"
        ),
        "speaker: Sertaç Eray Ersay | head of the Creative Industries Council of Turkiye",
        (
            "speaker: Tural Hajili | Adviser to the Executive Director of the Export and Investment"
            " Promotion Agency (AZPROMO)"
        ),
        "speaker: Fakhri Eminov | expert on digital transformation",
        (
            "speaker: Viktoriya Yurtayeva"
            ' | founder and head of the "Prima" public foundation of Kyrgyzstan'
        ),
    ],
    "Global art markets: current trends and opportunities for local art representatives": [
        "moderator: Emin Mammadov | curator of art projects",
        "speaker: Farah Alakbarli | artistic director of YARAT Modern Art Space",
        'speaker: Asli Samadova | co-founder of "Ta(r)dino6" art platform, culture manager',
        "speaker: Faig Ahmed | Artist",
        "speaker: Mehpara Abbasova | art critic",
    ],
    "Innovation in the Field of Culture: Advanced Technologies, Artificial Intelligence,"
    " and Game Technologies": [
        (
            "moderator: Marino Pasquale"
            " | Italian expert and representative of the CultTech accelerator project"
        ),
        'speaker: Çağıl Özdemir | founder of the German company "3dots"',
        (
            "speaker: Egle Trovato"
            ' | co-founder and chief marketing officer of the Italian organization "Mae"'
        ),
        "speaker: Tara Wieckowska Merrigan | co-founder of Italian startup Proofcheck",
        'speaker: Sabina Atayeva | founder of the "Luxout" company',
        (
            "speaker: Amina Malikova | Director of the Events and Exhibitions Organization"
            " Department of the Heydar Aliyev Center"
        ),
    ],
    "Formation of a Competitive Audiovisual Field in the Digital Age": [
        "moderator: Fikrin Bektashi | Chairman of the Azerbaijan Producers Guild",
        "speaker: Ogtay Yusibov | Animation expert",
        'speaker: Yelena Eyvazli | head of "Baku Blogging School"',
        (
            'speaker: Emrah Kılıç | Director of "Poetika" Film Production Company, founder of the'
            ' "Diaspora" international short film festival'
        ),
        (
            "speaker: Fehruz Shamiyev | Director of the Baku International Short Film Festival"
            " (BBQFF), Chairman of the Center for Young Cinematographers"
        ),
        "speaker: Zaur Mirzazadeh | Producer",
        'speaker: Funda Demir Şen | president of "Wediacorp Holding"',
    ],
    "Development of the Design Industry": [
        'moderator: Rasul Hasan | art director of "Coders" company',
        'speaker: Chingiz Safarov | head of "Safaroff Agency"',
        "speaker: Rahim Ismayil | Chairman of the Azerbaijan Design Association",
        "speaker: Parviz Hamzayev | director of the Baku State Vocational Education Center",
    ],
    "Culture and Creative Industries as a National Priority": [
        "moderator: Nazli Ahmadova | member of the Bar Association of the Republic of Azerbaijan",
        "speaker: Saadat Yusifova | Deputy Minister of Culture",
        (
            "speaker: Samir Humbatov | Deputy Chairman of the Board of Directors of the Small and"
            " Medium Business Development Agency (KOBIA)"
        ),
        "speaker: Khudayat Hasanli | head of the Office of the Intellectual Property Agency",
        (
            "speaker: Rashad Huseynov | deputy executive director of the Center for Analysis of"
            " Economic Reforms and Communication"
        ),
    ],
}
PARTS = {
    "Introduction": "6-10",
    "Opening": "12-30",
    "Development of Cultural and Creative Industries Ecosystems: an International Perspective":
        "33-47",
    "Culture and Creative Industries: Export Potential, International Cooperation": "50-60",
    "Global art markets: current trends and opportunities for local art representatives": "63-75",
    "Innovation in the Field of Culture: Advanced Technologies, Artificial Intelligence,"
    " and Game Technologies": "78-92",
    "Formation of a Competitive Audiovisual Field in the Digital Age": "95-109",
    "Development of the Design Industry": "112-120",
    "Culture and Creative Industries as a National Priority": "123-141",
    "Conclusion": "143-145",
}  # fmt: skip


def test_each_session_has_its_people_with_their_roles() -> None:
    assert {one.title: list(people_of(one)) for one in EVENT.sessions} == PEOPLE


def test_there_are_41_people_of_whom_3_open_and_7_moderate() -> None:
    opening, *panels = EVENT.sessions
    everybody = [
        person.name for one in EVENT.sessions for person in (*one.moderators, *one.speakers)
    ]
    assert (opening.kind, [one.kind for one in panels]) == ("opening", ["panel"] * 7)
    assert len(opening.speakers) == 3
    assert sum(len(one.moderators) for one in panels) == 7
    assert sum(len(one.speakers) for one in panels) == 31
    assert len(set(everybody)) == len(everybody) == 41
    assert not any(one.attendees for one in EVENT.sessions)


def test_the_forum_took_three_days_whose_year_is_inferred() -> None:
    assert say_date(EVENT.starts) == "2023-11-28 inferred"
    assert say_date(EVENT.ends) == "2023-11-30 inferred"
    assert EVENT.published is None
    days = Counter(say_date(one.date) for one in EVENT.sessions)
    assert days == {
        "2023-11-28 inferred": 4,
        "2023-11-29 inferred": 3,
        "2023-11-30 inferred": 1,
    }


def test_the_forum_has_its_title_name_venue_and_organiser() -> None:
    assert EVENT.title == "Summary of the Culture and Creative Industries Forum"
    assert EVENT.name == "Culture and Creative Industries Forum"
    assert [name_of(FORUM, slug) for slug in EVENT.venues] == ["Heydar Aliyev Center"]
    assert EVENT.organisers == ("ministry-of-culture",)
    assert not FORUM.names.new


def test_panels_round_tables_and_events_are_announced_in_ten_cities() -> None:
    assert EVENT.announced == (
        Announcement(what="panels", number=7, lines="22"),
        Announcement(what="round tables", number=3, lines="22"),
        Announcement(what="events", number=100, lines="22"),
    )
    assert len(EVENT.places) == 10
    assert EVENT.citations["places"] == {"news": "22"}


def test_a_speaker_s_lines_go_on_while_the_text_refers_back() -> None:
    lines = {person.name: person.lines for one in EVENT.sessions for person in one.speakers}
    assert lines["Adil Karimli"] == "18-24"
    assert lines["Aktotu Raimkulova"] == "35-37"
    assert lines["Saadat Yusifova"] == "127"


def test_people_who_are_only_spoken_of_take_no_part() -> None:
    people = {line.split(" | ")[0] for one in EVENT.sessions for line in people_of(one)}
    assert not {name for name in people if "Ilham" in name or "Leyla" in name or "Heydar" in name}


def test_the_prose_stands_word_for_word_in_the_part_it_belongs_to() -> None:
    assert list(FORUM.sections) == list(PARTS)
    for heading, lines in PARTS.items():
        first, last = map(int, lines.split("-"))
        assert FORUM.sections[heading] == clean_prose(LINES[first - 1 : last])
        assert EVENT.citations[key_of(heading)] == {"news": lines}


def test_the_motto_and_the_other_news_stay_out_and_every_line_is_accounted_for() -> None:
    entries = [(entry.lines, entry.line_class) for entry in FORUM.reading.entries]
    assert entries == [("1", "chrome"), ("149-200", "chrome")]
    assert find_unaccounted(FORUM, TEXT) == []
    assert not FORUM.reading.problems


def test_sections_are_sessions_or_of_the_fixed_set() -> None:
    titles = {one.title for one in EVENT.sessions} | set(EVENT_SECTIONS.values())
    assert set(FORUM.sections) <= titles
