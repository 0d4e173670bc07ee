"""The five source texts give the figures that people counted by hand.

What each measure should hold is written here as line numbers of the report, read off the text by
a person; nothing of the normaliser is used to get at the expected words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest

from measurebook.load import load_sources
from measurebook.markdown import read_plain_text
from measurebook.model.knowledge import Source
from measurebook.model.measure import Measure
from measurebook.model.report import Answer
from measurebook.normalise.reading import Draft, Reading, SourceText
from measurebook.normalise.values.names import NameBook
from measurebook.settings import Layout
from tests.normalise.reading_aid import READERS, lists
from tests.source_code import ROOT

ACTION_PLAN = "000_7849a2cd4791de28"
FEDERATION = "001_aae1e9a0cbb6e83f"
REPORT = "002_6b244dde25f0f794"
CONSULTATION = "004_a156a6976fc84737"
PAGES = {ACTION_PLAN: 187, FEDERATION: 131, CONSULTATION: 336}
"""Platform pages, and the line of the report where the same measure begins."""

CREATIVE_SECTORS = "cultural-and-creative-sectors"
CIVIL_SOCIETY = "partnering-with-civil-society"
MOBILITY = "mobility-of-artists-and-cultural-professionals"
FLOW = "flow-of-cultural-goods-and-services"
SUSTAINABLE = "national-sustainable-development-policies-and-plans"


@dataclass(frozen=True)
class Expected:
    """A measure of the report by the lines its words stand on; 0 where it has no such line.

    `where` is the section or, under a goal, the goal and the area. `partners` are the lines of
    names; the type stands two lines below each.
    """

    title: int
    where: str
    agencies: tuple[int, ...]
    domains: tuple[int, ...] | range
    features: int
    young_people: int
    ifcd: int
    results: int
    money: int = 0
    evaluated: int = 0
    conclusions: int = 0
    partners: tuple[int, ...] = ()


MEASURES = (
    Expected(107, f"1 {CREATIVE_SECTORS}", (110,), (112,), 114, 116, 118, 120, 122, 124, 0, (127,)),
    Expected(131, f"1 {CREATIVE_SECTORS}", (134,), (), 136, 138, 140, 142, 0, 144),
    Expected(146, f"1 {CREATIVE_SECTORS}", (149,), (), 151, 153, 155, 157, 0, 159),
    Expected(
        161, f"1 {CREATIVE_SECTORS}", (164,), (166,), 168, 170, 172, 174, 176, 178, 180, (183,)
    ),
    Expected(187, f"1 {CREATIVE_SECTORS}", (190,), (), 192, 194, 196, 198, 0, 200),
    Expected(
        228,
        "1 media-diversity",
        (231,),
        (233, 234, 235),
        237,
        239,
        241,
        243,
        0,
        245,
        0,
        (248, 252, 256),
    ),
    Expected(274, "1 digital-environment", (277,), (), 279, 281, 283, 285, 0, 287),
    Expected(289, "1 digital-environment", (292, 293), range(295, 302), 303, 305, 307, 309, 0, 311),
    Expected(
        336,
        f"1 {CIVIL_SOCIETY}",
        (339,),
        (),
        341,
        343,
        345,
        347,
        349,
        351,
        0,
        (354, 358, 362, 366, 370),
    ),
    Expected(374, f"1 {CIVIL_SOCIETY}", (377,), (379, 380), 382, 384, 386, 388, 0, 390),
    Expected(405, f"2 {MOBILITY}", (408, 409), (411,), 413, 415, 417, 419, 421, 423),
    Expected(425, f"2 {MOBILITY}", (428,), range(430, 437), 438, 440, 442, 444, 0, 446),
    Expected(468, f"2 {FLOW}", (471,), (), 473, 475, 477, 479, 481, 483),
    Expected(485, f"2 {FLOW}", (488, 489), (), 491, 493, 495, 497, 0, 499),
    Expected(511, "2 treaties-and-agreements", (514,), (), 516, 518, 520, 522, 0, 524, 0, (527,)),
    Expected(531, "2 treaties-and-agreements", (534,), (), 536, 538, 540, 542, 0, 544),
    Expected(546, "2 treaties-and-agreements", (549,), (551, 552), 554, 556, 558, 0, 0, 560),
    Expected(562, "2 treaties-and-agreements", (565,), (), 567, 569, 571, 0, 0, 573),
    Expected(600, f"3 {SUSTAINABLE}", (603,), (), 605, 607, 609, 611, 0, 613),
    Expected(653, "4 gender-equality", (656, 657), (), 659, 661, 663, 665, 667, 669),
    Expected(671, "4 gender-equality", (674, 675), (), 677, 679, 681, 683, 685, 687),
    Expected(715, "civil-society 1", (718,), (), 720, 722, 724, 726),
    Expected(729, "civil-society 2", (732,), (734,), 736, 738, 740, 742),
    Expected(747, "civil-society 4", (750,), (752,), 754, 756, 758, 0),
    Expected(760, "civil-society 4", (763,), (765, 766), 768, 770, 772, 0),
    Expected(774, "civil-society 4", (777, 778), (780,), 782, 784, 786, 788),
    Expected(796, "transversal", (799,), range(801, 808), 809, 811, 813, 815, 0, 817, 0, (820,)),
)
"""All measures of the report in its order."""

ORGANISATIONS = {
    "Ministry of Culture of the Republic of Azerbaijan": "ministry-of-culture",
    "Ministry of Culture of the Republic of Azerbaijan- for the culture part of the agreement": (
        "ministry-of-culture"
    ),
    "Azerbaijan Press Council": "azerbaijan-press-council",
    "Ministry of Digital Development and Transport of the Republic of Azerbaijan": (
        "ministry-of-digital-development-and-transport"
    ),
    "Agency for Innovation and Digital Development (under the Ministry of Digital Development"
    " and Transport)": "innovation-and-digital-development-agency",
    '"ABAD - Easy Support for Family Business" Public Legal Entity': "abad",
    "Union of Theater Workers of Azerbaijan": "union-of-theatre-artists",
    "Union of Theatre Artists of Azerbaijan": "union-of-theatre-artists",
    "Azerbaijan Theatre workers' Union": "union-of-theatre-artists",
    "Union of Cinematographers of the Republic of Azerbaijan": "union-of-cinematographers",
    "Union of Cinematographers of Azerbaijan": "union-of-cinematographers",
    "Azerbaijan Composers' Union": "azerbaijan-composers-union",
    "Azerbaijan Writers' Union": "azerbaijan-writers-union",
    "Azerbaijan Artists' Union": "azerbaijan-artists-union",
    "Center for Economic Reforms Analysis and Communication of the Republic of Azerbaijan": (
        "center-for-analysis-of-economic-reforms-and-communication"
    ),
    "Organization of the Black Sea Economic Cooperation": (
        "organization-of-the-black-sea-economic-cooperation"
    ),
    "Government of the Republic of Azerbaijan": "government-of-azerbaijan",
    "State Committee on Family, Women and Children": (
        "state-committee-for-family-women-and-children-affairs"
    ),
    "Institute of Information Technology of the Azerbaijan National Academy of Sciences": (
        "institute-of-information-technology"
    ),
    "State Copyright Agency": "intellectual-property-agency",
    "Azerbaijan Federation of Creative Industries": "azerbaijan-federation-of-creative-industries",
    "YARAT Contemporary Art Space": "yarat-contemporary-art-space",
    "Yarat": "yarat-contemporary-art-space",
    "“Kamillik” Public Union for Legal Awareness of Citizens": "kamillik-public-union",
    "Azerbaijan Digital Arts School": "azerbaijan-digital-arts-school",
    "Graphic Design Azerbaijan": "graphic-design-azerbaijan",
    "British Council Azerbaijan": "british-council-azerbaijan",
}
GROUPS = {
    "Local authorities",
    "Civil society organizations",
    "Member States of the Organization of the Black Sea Economic Cooperation",
}
DOMAINS = {
    "Cinema/ Audiovisual Arts": "cinema-audiovisual-arts",
    "Design": "design",
    "Media Arts": "media-arts",
    "Music": "music",
    "Performing Arts": "performing-arts",
    "Publishing": "publishing",
    "Visual Arts": "visual-arts",
}
TYPES = {"Civil Society Organization (CSO)": "cso", "Public Sector": "public"}
DOLLARS = {122: "2940000", 176: "780000", 349: "65000", 667: "38000", 685: "27000"}
"""The amounts that stand in dollars; the sentences of 421 and 481 state none."""


@cache
def sources() -> dict[str, Source]:
    return load_sources(Layout(ROOT / "content"))


@cache
def reading_of(source: str) -> Reading:
    names = NameBook(lists().vocabulary)
    raw = sources()[source]
    text = SourceText(raw.id, raw.path, raw.lines, raw.card)
    return READERS[raw.card.kind](text, lists(), names)


def measures_of(source: str) -> list[Draft]:
    return [draft for draft in reading_of(source).drafts if isinstance(draft.record, Measure)]


def measure_of(draft: Draft) -> Measure:
    assert isinstance(draft.record, Measure)
    return draft.record


@cache
def by_title_line() -> dict[int, Draft]:
    """The report's measures by the line that their citation gives for the title."""
    return {int(draft.record.citations["title"][REPORT]): draft for draft in measures_of(REPORT)}


def line(number: int, source: str = REPORT) -> str:
    """The words of a line, without the blanks around them."""
    return " ".join(sources()[source].lines[number - 1].split())


def plain(draft: Draft, heading: str) -> str | None:
    text = draft.sections.get(heading)
    return None if text is None else " ".join(read_plain_text(text).split())


def answer(number: int, missing: str) -> str:
    return {"YES": "yes", "NO": "no"}[line(number)] if number else missing


each_measure = pytest.mark.parametrize("expected", MEASURES, ids=lambda x: f"line_{x.title}")


def test_thirty_records_make_the_report_and_its_pages() -> None:
    records = [draft for source in (REPORT, *PAGES) for draft in measures_of(source)]
    assert len(records) == 30
    assert len({draft.slug for draft in records}) == 27


def test_the_measures_of_the_report_stand_in_its_order() -> None:
    assert list(by_title_line()) == [expected.title for expected in MEASURES]


@each_measure
def test_a_title_is_the_words_of_its_line(expected: Expected) -> None:
    assert measure_of(by_title_line()[expected.title]).title == line(expected.title)


@each_measure
def test_a_measure_stands_under_its_section_goal_and_area(expected: Expected) -> None:
    measure = measure_of(by_title_line()[expected.title])
    found = [measure.section, *(measure.goals or ()), *(measure.areas or ())]
    section = ["goals"] if expected.where[0].isdigit() else []
    assert found == [*section, *expected.where.split()]
    is_of_civil_society = expected.where.startswith("civil-society")
    assert (measure.reported_by == "civil-society") is is_of_civil_society


@each_measure
def test_the_responsible_bodies_are_those_of_their_lines_in_order(expected: Expected) -> None:
    found = measure_of(by_title_line()[expected.title]).agencies
    assert found == tuple(ORGANISATIONS[line(number)] for number in expected.agencies)


@each_measure
def test_the_domains_are_those_of_their_lines(expected: Expected) -> None:
    found = measure_of(by_title_line()[expected.title]).domains
    assert found == tuple(DOMAINS[line(number)] for number in expected.domains)


@each_measure
def test_features_results_and_conclusions_are_their_lines_word_for_word(expected: Expected) -> None:
    draft = by_title_line()[expected.title]
    lines = {
        "Main features": expected.features,
        "Results achieved": expected.results,
        "Conclusions of the evaluation": expected.conclusions,
    }
    assert list(draft.sections) == [heading for heading, number in lines.items() if number]
    for heading, number in lines.items():
        assert plain(draft, heading) == (line(number) if number else None)


@each_measure
def test_money_is_worded_as_its_line(expected: Expected) -> None:
    funding = measure_of(by_title_line()[expected.title]).funding
    if not expected.money:
        assert funding is None
        return
    assert funding is not None
    assert funding.statement == line(expected.money)
    assert funding.usd == DOLLARS.get(expected.money)
    assert funding.by_year == ()


@each_measure
def test_the_three_answers_are_those_of_their_lines(expected: Expected) -> None:
    measure = measure_of(by_title_line()[expected.title])
    assert measure.targets_young_people == answer(expected.young_people, "blank")
    assert measure.ifcd_support == answer(expected.ifcd, "blank")
    assert measure.evaluated == answer(expected.evaluated, "not-asked")


@each_measure
def test_partners_are_the_names_and_types_of_their_lines(expected: Expected) -> None:
    found = measure_of(by_title_line()[expected.title]).partners
    assert found is not None
    assert [(x.organisation or x.name, x.type) for x in found] == [
        (name if (name := line(number)) in GROUPS else ORGANISATIONS[name], TYPES[line(number + 2)])
        for number in expected.partners
    ]


@each_measure
def test_a_measure_has_no_unresolved_value(expected: Expected) -> None:
    assert measure_of(by_title_line()[expected.title]).unresolved == ()


# Figures


def report_measures() -> list[Measure]:
    return [measure_of(draft) for draft in measures_of(REPORT)]


def test_21_measures_stand_under_goals_5_come_from_civil_society_and_1_is_transversal() -> None:
    assert Counter(x.section for x in report_measures()) == {
        "goals": 21,
        "civil-society": 5,
        "transversal": 1,
    }


def test_two_areas_have_no_measure() -> None:
    counts = Counter(area for x in report_measures() for area in x.areas or ())
    assert {area: counts[area] for area in lists().vocabulary.areas} == {
        CREATIVE_SECTORS: 5,
        "media-diversity": 1,
        "digital-environment": 2,
        CIVIL_SOCIETY: 2,
        MOBILITY: 2,
        FLOW: 2,
        "treaties-and-agreements": 4,
        SUSTAINABLE: 1,
        "international-cooperation-for-sustainable-development": 0,
        "gender-equality": 2,
        "artistic-freedom": 0,
    }


def test_civil_society_reports_under_three_goals() -> None:
    reported = [x for x in report_measures() if x.reported_by == "civil-society"]
    assert Counter(goal for x in reported for goal in x.goals or ()) == {"1": 1, "2": 1, "4": 3}


def test_answers_of_all_measures_add_up() -> None:
    measures = report_measures()
    assert Counter(x.targets_young_people for x in measures) == {"yes": 12, "no": 15}
    assert Counter(x.ifcd_support for x in measures) == {"no": 27}
    assert Counter(x.evaluated for x in measures) == {"yes": 1, "no": 21, "not-asked": 5}


def test_36_domains_stand_on_13_measures_and_14_state_none() -> None:
    domains = [x.domains or () for x in report_measures()]
    assert Counter(domain for named in domains for domain in named) == {
        "performing-arts": 6,
        "design": 6,
        "visual-arts": 6,
        "cinema-audiovisual-arts": 5,
        "media-arts": 5,
        "music": 4,
        "publishing": 4,
    }
    assert domains.count(()) == 14


def test_six_measures_name_twelve_partners() -> None:
    partners = [x.partners or () for x in report_measures() if x.partners]
    assert (len(partners), sum(map(len, partners))) == (6, 12)


def test_results_are_missing_on_four_measures() -> None:
    without = [
        x for x, draft in by_title_line().items() if "Results achieved" not in draft.sections
    ]
    assert without == [546, 562, 747, 760]


def test_money_is_a_number_four_times_a_sentence_twice_and_absent_twenty_times() -> None:
    statements = [x.funding.statement for x in report_measures() if x.funding]
    assert [x for x in statements if len(x) < 10] == ["780000", "65 000", "38,000", "27,000"]
    assert [x for x in statements if "manats" in x] == [line(122)]
    assert len(statements) == 7


# The report


def answers_by_line() -> dict[int, Answer]:
    """The answers of the report by the line of their last word."""
    record = reading_of(REPORT).drafts[0].record
    return {int(x.lines.rpartition("-")[2]): x for x in record.answers}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ((269, 397, 402, 459, 463, 618, 624), "unanswered"),
        ((461, 465), "unanswered"),
        ((622,), "not-applicable"),
        ((628, 707, 744), "unanswered"),
        ((836,), "unanswered"),
    ],
)
def test_a_dash_is_sorted_by_what_it_answers(lines: tuple[int, ...], state: str) -> None:
    assert {number: answers_by_line()[number].state for number in lines} == dict.fromkeys(
        lines, state
    )


def test_no_other_line_of_the_report_is_a_dash() -> None:
    dashes = [n for n, text in enumerate(sources()[REPORT].lines, start=1) if text.strip() == "-"]
    assert len(dashes) == 14
    assert set(dashes) <= set(answers_by_line())


def test_a_dash_below_a_list_of_measures_says_that_there_is_none() -> None:
    questions = {number: answers_by_line()[number].question for number in (628, 707, 744)}
    assert set(questions.values()) == {"relevant-policies-and-measures"}


def test_sub_heads_among_options_are_no_answers() -> None:
    training = answers_by_line()[84]
    assert {value.group for value in training.values} == {line(71), line(75)}
    assert [value.text for value in training.values][:3] == [line(72), line(73), line(74)]


def test_a_rating_of_four_outcomes_keeps_four_answers() -> None:
    assert [answers_by_line()[n].values[0].text for n in (585, 587, 589, 591)] == ["1"] * 4


def test_options_over_many_lines_are_one_answer() -> None:
    assert [value.text for value in answers_by_line()[210].values] == [
        line(number) for number in range(207, 211)
    ]


def test_the_head_of_the_report_is_read() -> None:
    report = reading_of(REPORT).drafts[0].record
    head = [getattr(report, name) for name in ("title", "party", "year", "ratification")]
    assert head == [line(11), "Azerbaijan", "2022", "2010"]
    assert getattr(report, "stamp") == line(14)  # noqa: B009 - one of several kinds of record


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("Consultation process", (40, 42)),
        ("Executive summary", (46, 48, 50)),
    ],
)
def test_long_answers_stand_in_the_body_word_for_word(heading: str, lines: tuple[int, ...]) -> None:
    report = reading_of(REPORT).drafts[0]
    assert plain(report, heading) == " ".join(map(line, lines))


def test_the_lines_of_persons_are_withheld_and_the_spam_is_classed() -> None:
    entries = {int(entry.lines): entry.line_class for entry in reading_of(REPORT).entries}
    withheld = [number for number, found in entries.items() if found == "withheld"]
    assert set(withheld) >= {29, 31, 33, 37, 56, 842, 844, 846}
    assert [number for number, found in entries.items() if found == "spam"] == [854]
    assert {n for n, found in entries.items() if found == "chrome"} == {1, 6, 7, 8, 9}


def test_no_address_of_a_person_is_read() -> None:
    for draft in reading_of(REPORT).drafts:
        assert "@" not in repr(draft)


# The pages


@pytest.mark.parametrize("source", PAGES)
def test_the_texts_of_a_page_equal_those_of_the_report_byte_for_byte(source: str) -> None:
    (page,) = measures_of(source)
    assert page.sections == by_title_line()[PAGES[source]].sections


@pytest.mark.parametrize("source", PAGES)
def test_a_page_states_title_and_body_and_no_more_than_its_labels(source: str) -> None:
    (page,) = measures_of(source)
    measure = measure_of(page)
    assert measure.title == line(1, source) == line(PAGES[source])
    assert measure.agencies == ("ministry-of-culture",)
    assert (measure.goals, measure.domains, measure.evaluated) == ((), (), "blank")
    assert measure.targets_young_people == measure.ifcd_support == "not-asked"


def test_an_empty_list_is_told_from_a_missing_label() -> None:
    priorities = {x: measure_of(measures_of(x)[0]).transversal_priorities for x in PAGES}
    assert priorities == {ACTION_PLAN: None, FEDERATION: (), CONSULTATION: None}


def test_the_french_page_names_five_partners_of_one_type() -> None:
    partners = measure_of(measures_of(CONSULTATION)[0]).partners or ()
    names = [ORGANISATIONS[line(number, CONSULTATION)] for number in range(12, 21, 2)]
    assert [x.organisation for x in partners] == names
    assert {x.type for x in partners} == {"cso"}
