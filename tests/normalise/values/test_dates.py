"""A date is read where the text says what it marks, and never with another meaning."""

from __future__ import annotations

import pytest

from measurebook.normalise.values.dates import dates_of_title
from tests.normalise.reading_aid import lists


def found(text: str) -> list[str]:
    return [f"{x.what} {x.date}" for x in lists().dates.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adopted on 1 March 2019, the Decree instructed the Ministry.", "adopted 2019-03-01"),
        ("On February 12, 2019, the Ministry approved a plan.", "approved 2019-02-12"),
        ("Established in September 2021, the Department aims high.", "established 2021-09"),
        ("Enacted in May 2011, it sets fees.", "adopted 2011-05"),
        ("Early in 2011 the law was adopted.", "adopted 2011"),
        ("A centre set up in 2016 helps towns.", "established 2016"),
        ("La loi a été adoptée le 3 mars 2018 par le Parlement.", "adopted 2018-03-03"),
        ("El plan fue aprobado en mayo de 2020.", "approved 2020-05"),
        ("It was adopted by the Parliament of Togo on 30 December 2021.", "adopted 2021-12-30"),
        ("Approved by the President of Togo in February 2021, it helps.", "approved 2021-02"),
        ("It was approved by the Minister and the Union on 5 May 2020.", "approved 2020-05-05"),
        ("Il a été approuvé par le Conseil le 4 mai 2020.", "approved 2020-05-04"),
    ],
)
def test_a_date_goes_with_the_phrase_before_it(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Approved by the Council established in 2010, the plan sets goals.",
        "It was adopted by the Parliament elected in 2020.",
        "It was adopted by the Parliament, which was elected in 2020.",
        "The Ministry, which was established in 2006, looks after rooms.",
        "It was approved by the Minister following the forum in March 2019.",
        "It was approved by the Minister, after a forum in March 2019.",
        "Approved by towns that opened in 2012.",
        "The plan has 2019 pages.",
        "Rooms for 2030 readers are planned.",
        "On 31 February 2019 the law was adopted.",
        "Prepared in May 2011 and in force since a year later, it sets fees.",
        "Rooms are open. The law was adopted on 1 March 2019.",
        "",
    ],
)
def test_a_date_that_may_mean_something_else_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_only_the_first_paragraph_is_looked_at() -> None:
    assert found("Rooms are open\n\nThe law was adopted on 1 March 2019.") == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('Programme "Theatre in 2009-2019"', ["start 2009", "end 2019"]),
        ("Protocol for 2019–2023", ["start 2019", "end 2023"]),
        ("Conference (2019)", ["in-title 2019"]),
        ("Festival 2021", ["in-title 2021"]),
        ("“Azerbaijan 2030: National Priorities”", []),
        ("Law 2018 on rooms", []),
        ("Plans 2009-2012 and 2013-2016", []),
        ("Room 12019", []),
    ],
)
def test_a_title_states_a_range_or_a_year_at_its_end(title: str, expected: list[str]) -> None:
    assert [f"{x.what} {x.date}" for x in dates_of_title(title)] == expected
