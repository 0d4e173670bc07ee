from __future__ import annotations

from datetime import date

import pytest

from measurebook.model.event import EventDate
from measurebook.normalise.readers.article.dates import DateReader, Day, YearEvidence, date_range
from tests.normalise.readers.article.readings import Case, read_cases, say_date, vocabulary

READER = DateReader(vocabulary().article_wording.dates)


def say_day(day: Day) -> str:
    parts = [
        f"{day.year}" if day.year else "",
        f"{day.month:02}",
        f"{day.day:02}" if day.day else "",
    ]
    return "-".join(part for part in parts if part)


@pytest.mark.parametrize("case", read_cases("dates"), ids=lambda case: case.title)
def test_a_text_gives_its_days(case: Case) -> None:
    found = [
        f"{say_day(one.first)} to {say_day(one.last)}" if one.is_range else say_day(one.first)
        for one in READER.find(case.given)
    ]
    assert found == case.expected.splitlines()


def date_of(text: str, evidence: YearEvidence) -> str:
    return say_date(evidence.date_day(READER.find(text)[0].first))


def test_a_printed_year_is_not_inferred() -> None:
    assert date_of("May 2, 2018", YearEvidence(date(2020, 1, 1))) == "2018-05-02"


def test_the_date_of_publication_tells_the_year() -> None:
    evidence = YearEvidence(published=date(2020, 1, 3))
    assert date_of("December 28", evidence) == "2019-12-28 inferred"
    assert date_of("January 9", evidence) == "2020-01-09 inferred"


def test_other_dates_of_the_page_tell_the_year_of_days_close_to_them() -> None:
    evidence = YearEvidence(near=(date(2024, 2, 28), date(2023, 11, 30)))
    assert date_of("November 28", evidence) == "2023-11-28 inferred"
    assert date_of("July 1", evidence) == ""


def test_a_year_in_the_name_of_an_event_tells_the_year() -> None:
    assert date_of("May 2", YearEvidence(named=frozenset({2023}))) == "2023-05-02 inferred"


def test_signs_that_disagree_tell_no_year() -> None:
    evidence = YearEvidence(near=(date(2023, 5, 4),), named=frozenset({2019}))
    assert date_of("May 2", evidence) == ""
    assert date_of("May 2", YearEvidence(named=frozenset({2019, 2020}))) == ""


def test_nothing_tells_the_year_of_a_day_alone() -> None:
    assert date_of("May 2", YearEvidence()) == ""


def test_29_february_is_in_the_leap_year_close_by() -> None:
    assert date_of("February 29", YearEvidence(published=date(2021, 1, 1))) == "2020-02-29 inferred"


def test_a_range_over_the_new_year_has_both_years() -> None:
    days = READER.find("December 28 to January 5")[0]
    found = date_range(days, YearEvidence(published=date(2019, 12, 20)))
    assert found is not None
    assert [say_date(day) for day in found] == ["2019-12-28 inferred", "2020-01-05 inferred"]


def test_a_month_is_not_more_precise_than_it_says() -> None:
    day = YearEvidence().date_day(READER.find("in March 2021")[0].first)
    assert day == EventDate(date="2021-03", precision="month")


def test_a_day_of_the_event_is_read_from_its_number() -> None:
    assert READER.find_numbered_day("On the last panel of the second day of the forum") == 2
    assert READER.find_numbered_day("On the day of the forum") is None
