"""The knowledge base's own lists, sources and conflicts hold together and state nothing unproved.

What a file of content must look like is tested with `load`; these tests read the content itself.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

import pytest

from measurebook.frontmatter import read_fields, read_record
from measurebook.load import load_vocabulary
from measurebook.model.base import read_span
from measurebook.model.conflict import Conflict
from measurebook.model.measure import AnswerState, PartnerType
from measurebook.model.site import Site
from measurebook.model.source import Card
from measurebook.model.vocabulary import Organisation, Term, Vocabulary, Wording
from measurebook.normalise.values.names import NameBook
from measurebook.normalise.values.places import PlaceFinder
from measurebook.normalise.values.terms import TermTable
from measurebook.settings import Layout
from measurebook.text import fold, fold_label, fold_name, is_slug, make_slug, split_lines
from tests.source_code import ROOT

LAYOUT = Layout(ROOT / "content")
COUNTRY = "Azerbaijan"
ACTION_PLAN = "000_7849a2cd4791de28"
FEDERATION = "001_aae1e9a0cbb6e83f"
REPORT = "002_6b244dde25f0f794"
FORUM = "003_43b177e10c45e4bb"
CONSULTATION = "004_a156a6976fc84737"
SOURCES = (ACTION_PLAN, FEDERATION, REPORT, FORUM, CONSULTATION)
CLOSED_LISTS = ("goals", "areas", "domains", "entity_types", "answers", "scopes", "natures")
OWN_LISTS = (
    *CLOSED_LISTS,
    "date_kinds",
    "organisations",
    "groups",
    "places",
    "questions",
    "subjects",
    "report_wording",
)
QUESTION_LINES = (
    *range(20, 105),
    *range(204, 226),
    *range(262, 272),
    *range(315, 334),
    *range(396, 403),
    *range(450, 466),
    *range(503, 509),
    *range(579, 598),
    *range(617, 627),
    *range(634, 651),
    *range(691, 706),
    *(711, 789),
    *range(826, 855),
)
"""Lines of the report's form outside the measures."""

AGENCIES_AND_PARTNERS = {
    (ACTION_PLAN, 3): "ministry-of-culture",
    (FEDERATION, 3): "ministry-of-culture",
    (CONSULTATION, 3): "ministry-of-culture",
    (CONSULTATION, 12): "azerbaijan-composers-union",
    (CONSULTATION, 14): "azerbaijan-writers-union",
    (CONSULTATION, 16): "union-of-theatre-artists",
    (CONSULTATION, 18): "azerbaijan-artists-union",
    (CONSULTATION, 20): "union-of-cinematographers",
    (REPORT, 127): "union-of-cinematographers",
    (REPORT, 183): "union-of-theatre-artists",
    (REPORT, 231): "azerbaijan-press-council",
    (REPORT, 248): "azerbaijan-press-council",
    (REPORT, 292): "ministry-of-digital-development-and-transport",
    (REPORT, 293): "innovation-and-digital-development-agency",
    (REPORT, 354): "azerbaijan-composers-union",
    (REPORT, 358): "azerbaijan-writers-union",
    (REPORT, 362): "union-of-theatre-artists",
    (REPORT, 366): "azerbaijan-artists-union",
    (REPORT, 370): "union-of-cinematographers",
    (REPORT, 377): "abad",
    (REPORT, 409): "union-of-theatre-artists",
    (REPORT, 488): "center-for-analysis-of-economic-reforms-and-communication",
    (REPORT, 514): "organization-of-the-black-sea-economic-cooperation",
    (REPORT, 534): "ministry-of-culture",
    (REPORT, 603): "government-of-azerbaijan",
    (REPORT, 656): "state-committee-for-family-women-and-children-affairs",
    (REPORT, 657): "institute-of-information-technology",
    (REPORT, 674): "state-committee-for-family-women-and-children-affairs",
    (REPORT, 675): "intellectual-property-agency",
    (REPORT, 718): "azerbaijan-federation-of-creative-industries",
    (REPORT, 732): "yarat-contemporary-art-space",
    (REPORT, 750): "kamillik-public-union",
    (REPORT, 763): "yarat-contemporary-art-space",
    (REPORT, 777): "azerbaijan-digital-arts-school",
    (REPORT, 778): "graphic-design-azerbaijan",
    (REPORT, 820): "british-council-azerbaijan",
}
"""Every line of an agency or partner field but the ministry's full name and the groups."""

KNOWN_CONFLICTS = (
    "cinematography-decree-or-order",
    "forum-days-without-year",
    "law-on-media-young-people",
    "manats-per-dollar",
    "press-council-regulator-agency-and-partner",
    "report-date-stamp-day-or-month-first",
    "round-table-on-women-in-innovation-2018-or-2019",
    "share-of-employment-total-and-parts",
    "share-of-gdp-covers-more-than-culture",
    "shusha-cultural-capital-2021-or-2022",
    "volunteers-movement-day-without-year",
    "volunteers-movement-young-people",
    "year-of-ratification",
)
MINISTRY_LINES = (55, 110, 134, 149, 164, 190, 277, 339, 408, 428, 471, 489, 549, 565, 799, 848)
GROUP_LINES = (252, 256, 527)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(LAYOUT)


@pytest.fixture(scope="module")
def names(vocabulary: Vocabulary) -> NameBook:
    return NameBook(vocabulary)


@cache
def lines_of(source: str) -> list[str]:
    return split_lines((LAYOUT.sources / f"{source}.txt").read_text(encoding="utf-8"))


def line_at(place: str) -> str:
    """Return the line that a reference such as `<source>:712` points at."""
    source, _, number = place.partition(":")
    return lines_of(source)[int(number) - 1]


def terms_of(vocabulary: Vocabulary, name: str) -> Mapping[str, Term]:
    terms: Mapping[str, Term] = getattr(vocabulary, name)
    return terms


def read_conflicts() -> dict[str, Conflict]:
    return {
        path.stem: read_record(read_fields(path.read_text(encoding="utf-8"), path.name), Conflict)
        for path in sorted(LAYOUT.conflicts.glob("*.yaml"))
    }


def certain_names(organisation: Organisation) -> Iterator[str]:
    yield organisation.name
    yield from (wording.text for wording in organisation.wordings.values())
    yield from (former.name for former in organisation.former_names)
    yield from (alias.name for alias in organisation.aliases if not alias.generic)


# Lists


@pytest.mark.parametrize("name", OWN_LISTS)
def test_a_list_says_in_its_first_lines_what_it_is_for_and_how_to_add_to_it(name: str) -> None:
    path = LAYOUT.vocabulary / f"{name.replace('_', '-')}.yaml"
    opening = path.read_text(encoding="utf-8").partition("\n\n")[0]
    assert all(line.startswith("#") for line in opening.splitlines())
    assert re.search(r"\badd\b", opening)


@pytest.mark.parametrize("name", CLOSED_LISTS)
def test_every_wording_and_variant_of_a_closed_list_leads_to_its_own_term(
    name: str, vocabulary: Vocabulary
) -> None:
    terms = terms_of(vocabulary, name)
    table = TermTable(terms)
    for slug, term in terms.items():
        for text in (*(wording.text for wording in term.wordings.values()), *term.variants):
            assert table.find(text) == slug, text


@pytest.mark.parametrize("name", CLOSED_LISTS)
def test_terms_are_worded_in_all_four_languages(name: str, vocabulary: Vocabulary) -> None:
    for slug, term in terms_of(vocabulary, name).items():
        assert set(term.wordings) == {"en", "az", "fr", "es"}, slug


def test_the_natures_of_legal_acts_are_natures_of_the_form(vocabulary: Vocabulary) -> None:
    assert {*vocabulary.legal_acts.natures} <= {*vocabulary.natures}


def test_the_lists_the_program_names_are_those_of_the_program(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.answers) == set(get_args(AnswerState))
    assert set(vocabulary.entity_types) == set(get_args(PartnerType))
    assert {"start", "end", "in-title"} <= set(vocabulary.date_kinds)


@pytest.mark.parametrize(
    ("printed", "domain"),
    [
        ("Cinema/ Audiovisual Arts", "cinema-audiovisual-arts"),
        ("Cinema/Audiovisual arts", "cinema-audiovisual-arts"),
        ("Cinema/audiovisual arts", "cinema-audiovisual-arts"),
        ("Cinéma/Arts audiovisuels", "cinema-audiovisual-arts"),
        ("Performing arts", "performing-arts"),
        ("Arts de la scène", "performing-arts"),
        ("Artes escénicas", "performing-arts"),
        ("Multi-dominio", "multi-domain"),
        ("Multidomaine", "multi-domain"),
        ("Cultural management", None),
        ("Digital cultural and creative sectors", None),
        ("bestbonus.biz eokul365.com", None),
    ],
)
def test_a_domain_is_known_in_the_spellings_of_the_form_and_nothing_else_is_one(
    printed: str, domain: str | None, vocabulary: Vocabulary
) -> None:
    assert TermTable(vocabulary.domains).find(printed) == domain


@pytest.mark.parametrize(
    ("printed", "state"),
    [
        ("YES", "yes"),
        ("Oui", "yes"),
        ("Sí", "yes"),
        ("Si", "yes"),
        ("NO", "no"),
        ("Non", "no"),
        ("-", "unanswered"),
        ("–", "unanswered"),
        ("//", "unanswered"),
        ("N/A", "not-applicable"),
        ("n/a", "not-applicable"),
        ("Not applicable", "not-applicable"),
        ("Non applicable", "not-applicable"),
        ("No aplica", "not-applicable"),
        ("", None),
        ("1", None),
        ("Not information about", None),
    ],
)
def test_an_answer_is_known_in_the_ways_sources_write_it(
    printed: str, state: str | None, vocabulary: Vocabulary
) -> None:
    assert TermTable(vocabulary.answers).find(printed) == state


def test_areas_belong_to_goals_and_questions_to_areas(vocabulary: Vocabulary) -> None:
    assert {area.goal for area in vocabulary.areas.values()} == set(vocabulary.goals)
    asked = {question.area for question in vocabulary.questions.values()}
    assert asked == {None, *vocabulary.areas}


def test_a_phrase_introduces_one_kind_of_date(vocabulary: Vocabulary) -> None:
    phrases = Counter(
        fold(phrase) for kind in vocabulary.date_kinds.values() for phrase in kind.phrases
    )
    assert [phrase for phrase, count in phrases.items() if count > 1] == []


def all_wordings(vocabulary: Vocabulary) -> Iterator[tuple[str, Wording]]:
    for name in (*CLOSED_LISTS, "date_kinds", "organisations", "places", "questions"):
        for slug, record in getattr(vocabulary, name).items():
            for wording in record.wordings.values():
                yield f"{name}/{slug}", wording


def test_a_wording_of_a_source_stands_in_the_line_it_names(vocabulary: Vocabulary) -> None:
    for where, wording in all_wordings(vocabulary):
        if wording.status == "source":
            assert wording.source, where
            assert fold_label(wording.text) in fold_label(line_at(wording.source)), where


def test_a_wording_of_a_public_copy_names_it_and_others_name_no_line(
    vocabulary: Vocabulary,
) -> None:
    for where, wording in all_wordings(vocabulary):
        if wording.status == "public-copy":
            assert wording.source, where
        if wording.status in {"recalled", "translation"}:
            assert wording.source is None, where


# Organisations


@pytest.mark.parametrize(
    ("source", "number", "slug"),
    [(source, number, slug) for (source, number), slug in AGENCIES_AND_PARTNERS.items()],
)
def test_a_name_in_an_agency_or_partner_field_leads_to_its_organisation(
    source: str, number: int, slug: str, names: NameBook
) -> None:
    assert names.find(lines_of(source)[number - 1], COUNTRY) == slug


def test_the_ministry_is_known_wherever_a_field_names_it(names: NameBook) -> None:
    found = {names.find(lines_of(REPORT)[number - 1], COUNTRY) for number in MINISTRY_LINES}
    assert found == {"ministry-of-culture"}


def test_a_group_is_no_organisation(names: NameBook) -> None:
    for number in GROUP_LINES:
        name = lines_of(REPORT)[number - 1]
        assert names.is_group(name)
        assert names.find(name, COUNTRY) is None


def test_a_type_of_entity_is_no_group(vocabulary: Vocabulary) -> None:
    types = TermTable(vocabulary.entity_types)
    assert [group for group in vocabulary.groups if types.find(group)] == []


def test_no_two_organisations_share_a_certain_name(vocabulary: Vocabulary) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for slug, organisation in vocabulary.organisations.items():
        for name in certain_names(organisation):
            bearers[fold_name(name)].add(slug)
    for group in vocabulary.groups:
        bearers[fold_name(group)].add("a group")
    assert {name: slugs for name, slugs in bearers.items() if len(slugs) > 1} == {}


def test_a_generic_name_means_one_organisation_of_a_country_and_is_certain_for_none(
    vocabulary: Vocabulary,
) -> None:
    certain = {
        fold_name(name)
        for organisation in vocabulary.organisations.values()
        for name in certain_names(organisation)
    }
    generic = Counter(
        (fold_name(alias.name), organisation.country)
        for organisation in vocabulary.organisations.values()
        for alias in organisation.aliases
        if alias.generic
    )
    assert [key for key, count in generic.items() if count > 1] == []
    assert [key for key in generic if key[0] in certain or key[1] is None] == []


@pytest.mark.parametrize(
    ("name", "country", "slug"),
    [
        ("Ministry of Culture", "Azerbaijan", "ministry-of-culture"),
        ("Ministry of Culture", "Jordan", "ministry-of-culture-of-jordan"),
        ("Ministry of Culture", "Colombia", None),
        ("Ministry of Culture", None, None),
        ("Ministry of Culture and Tourism", "Azerbaijan", "ministry-of-culture"),
        ("Ministry of Culture and Tourism", "China", "ministry-of-culture-and-tourism-of-china"),
        ("Ministry of Culture and Tourism", None, None),
        (
            "Ministry of Culture and Tourism of the People's Republic of China",
            "Azerbaijan",
            "ministry-of-culture-and-tourism-of-china",
        ),
        ("KOBİA", "Azerbaijan", "small-and-medium-business-development-agency"),
        ("State Copyright Agency", "Azerbaijan", "intellectual-property-agency"),
        ("State Copyright Agency", "Georgia", None),
        ("Heydar Aliyev Center", None, "heydar-aliyev-center"),
        ("Heydar Aliyev Foundation", None, "heydar-aliyev-foundation"),
        ("Azerbaijan Design Association", None, "azerbaijan-design-association"),
        ("Azerbaijan Design Council", None, "azerbaijan-design-council"),
        ("International Mugam Center", None, "international-mugham-center"),
        ("the Federation", "Azerbaijan", None),
    ],
)
def test_a_name_leads_to_the_organisation_of_the_country_the_text_is_from(
    name: str, country: str | None, slug: str | None, names: NameBook
) -> None:
    assert names.find(name, country) == slug


def test_a_spelling_stands_in_the_lines_given_for_it(vocabulary: Vocabulary) -> None:
    for slug, organisation in vocabulary.organisations.items():
        for name, places in _spellings(organisation):
            for place in places:
                assert fold_name(name) in fold_name(line_at(place)), (slug, place)


def _spellings(organisation: Organisation) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield organisation.name, organisation.sources
    yield from ((alias.name, alias.sources) for alias in organisation.aliases)


def test_organisations_refer_to_organisations(vocabulary: Vocabulary) -> None:
    known = vocabulary.organisations
    for slug, organisation in known.items():
        assert is_slug(slug)
        assert organisation.parent is None or organisation.parent in known, slug
        for other in organisation.distinct_from:
            assert slug in known[other].distinct_from, (slug, other)


def test_parents_form_no_ring(vocabulary: Vocabulary) -> None:
    for slug in vocabulary.organisations:
        parent, seen = vocabulary.organisations[slug].parent, {slug}
        while parent:
            assert parent not in seen, slug
            seen.add(parent)
            parent = vocabulary.organisations[parent].parent


# Places


@pytest.mark.parametrize("name", ["Şəki", "Sheki", "Shaki", "Seki", "Шеки"])
def test_a_place_is_known_in_every_spelling(name: str, vocabulary: Vocabulary) -> None:
    assert PlaceFinder(vocabulary.places).find(f"In {name}.") == ("sheki",)


def test_the_ten_cities_of_the_forum_are_places(vocabulary: Vocabulary) -> None:
    found = PlaceFinder(vocabulary.places).find(line_at(f"{FORUM}:22"))
    assert " ".join(found) == (
        "guba baku sumgayit lankaran nakhchivan ganja mingachevir sheki shamakhi shusha"
    )


def test_a_city_and_the_republic_of_its_name_are_two_places(vocabulary: Vocabulary) -> None:
    found = PlaceFinder(vocabulary.places).find("Theatres in Nakhchivan Autonomous Republic")
    assert found == ("nakhchivan-autonomous-republic",)


def test_cuba_is_not_a_city_of_azerbaijan(vocabulary: Vocabulary) -> None:
    assert PlaceFinder(vocabulary.places).find("Cuba, Куба") == ()


def test_no_two_places_share_a_name(vocabulary: Vocabulary) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for slug, place in vocabulary.places.items():
        for name in (place.name, *place.aliases, *(w.text for w in place.wordings.values())):
            bearers[fold(name)].add(slug)
    assert {name: slugs for name, slugs in bearers.items() if len(slugs) > 1} == {}


def test_a_place_is_named_in_the_lines_given_for_it(vocabulary: Vocabulary) -> None:
    for slug, place in vocabulary.places.items():
        for where in place.sources:
            assert slug in PlaceFinder(vocabulary.places).find(line_at(where)), (slug, where)


# Questions


def test_every_question_of_the_reports_form_is_known(vocabulary: Vocabulary) -> None:
    known = {
        fold_label(text)
        for question in vocabulary.questions.values()
        for text in (*(w.text for w in question.wordings.values()), *question.variants)
    }
    asked = [
        fold_label(line)
        for number in QUESTION_LINES
        if re.search(r":\s*\N{NO-BREAK SPACE}$", line := lines_of(REPORT)[number - 1])
    ]
    assert len(asked) > 80
    assert set(asked) - known == set()


def test_questions_that_are_worded_alike_follow_different_questions(
    vocabulary: Vocabulary,
) -> None:
    alike: dict[str, list[str | None]] = defaultdict(list)
    for question in vocabulary.questions.values():
        alike[fold_label(question.wordings["en"].text)].append(question.parent)
    shared = {text: parents for text, parents in alike.items() if len(parents) > 1}
    assert list(shared) == ["if yes, please provide up to 2 examples"]
    assert all(
        None not in parents and len(set(parents)) == len(parents) for parents in shared.values()
    )


def test_a_follow_up_comes_after_the_question_it_hangs_on(vocabulary: Vocabulary) -> None:
    order = list(vocabulary.questions)
    for slug, question in vocabulary.questions.items():
        if question.parent:
            assert order.index(question.parent) < order.index(slug)
            assert vocabulary.questions[question.parent].area == question.area


def test_sub_heads_of_a_question_stand_in_the_report(vocabulary: Vocabulary) -> None:
    groups = [group for q in vocabulary.questions.values() for group in q.groups]
    assert groups == [lines_of(REPORT)[number - 1].strip() for number in (71, 75)]


def test_long_texts_have_sections_of_their_own(vocabulary: Vocabulary) -> None:
    sections = [q.section for q in vocabulary.questions.values() if q.section]
    assert sections == [
        "consultation_process",
        "executive_summary",
        "collaboration_with_civil_society",
        "priorities_of_civil_society",
        "main_results",
        "challenges",
        "next_steps",
    ]
    assert all(q.kind == "text" for q in vocabulary.questions.values() if q.section)


def test_indicators_are_figures(vocabulary: Vocabulary) -> None:
    indicators = [slug for slug, q in vocabulary.questions.items() if q.indicator]
    assert indicators == [slug for slug, q in vocabulary.questions.items() if q.kind == "figure"]
    assert len(indicators) == 6


def test_personal_data_of_the_form_is_withheld(vocabulary: Vocabulary) -> None:
    private = {
        fold_label(q.wordings["en"].text)
        for q in vocabulary.questions.values()
        if q.kind == "withheld"
    }
    printed = {fold_label(lines_of(REPORT)[number - 1]) for number in (28, 30, 36, 841, 843, 845)}
    assert printed <= private


# Sources, site and conflicts


def test_each_source_is_the_text_its_card_describes() -> None:
    cards = sorted(path.stem for path in LAYOUT.sources.glob("*.yaml"))
    assert cards == sorted(path.stem for path in LAYOUT.sources.glob("*.txt"))
    assert set(SOURCES) <= set(cards)
    for source in SOURCES:
        card = read_card(source)
        content = (LAYOUT.sources / f"{source}.txt").read_bytes()
        assert card.sha256 == hashlib.sha256(content).hexdigest()
        assert (card.country, card.prose_language, card.rights) == (COUNTRY, "en", "unverified")
        assert card.url is not None
        assert card.url.startswith("https://")


def read_card(source: str) -> Card:
    path = LAYOUT.sources / f"{source}.yaml"
    return read_record(read_fields(path.read_text(encoding="utf-8"), path.name), Card)


def test_the_site_has_its_name_and_speaks_english() -> None:
    fields = read_fields(LAYOUT.site.read_text(encoding="utf-8"), LAYOUT.site.name)
    site = read_record(fields, Site)
    assert site.title == "Creative Azerbaijan"
    assert "en" in site.languages


@pytest.mark.parametrize("slug", list(read_conflicts()))
def test_the_quotes_of_a_conflict_stand_in_the_lines_they_name(slug: str) -> None:
    assert is_slug(slug)
    for quote in read_conflicts()[slug].quotes:
        span = read_span(quote.lines)
        assert quote.text in "\n".join(lines_of(quote.source)[span.first - 1 : span.last])


@pytest.mark.parametrize("slug", KNOWN_CONFLICTS)
def test_a_conflict_is_about_something_known(slug: str, vocabulary: Vocabulary) -> None:
    conflict = read_conflicts()[slug]
    titles = {make_slug(line) for line in lines_of(REPORT) if line.strip()}
    assert set(conflict.measures) <= titles
    assert set(conflict.organisations) <= set(vocabulary.organisations)
    assert set(conflict.reports) <= {"azerbaijan-2022"}
    assert set(conflict.events) <= {make_slug(read_card(FORUM).title)}
    assert conflict.measures or conflict.reports or conflict.events


@pytest.mark.parametrize("slug", KNOWN_CONFLICTS)
def test_a_conflict_that_people_found_says_so_and_has_a_note(slug: str) -> None:
    conflict = read_conflicts()[slug]
    assert conflict.found_by == "editor"
    assert conflict.note
