from __future__ import annotations

import pytest

from tests.normalise.readers.article.readings import Case, people_of, read_cases, read_text


@pytest.mark.parametrize("case", read_cases("people"), ids=lambda case: case.title)
def test_a_paragraph_gives_its_people(case: Case) -> None:
    event = read_text(f"News of the day from Baku\n\n{case.given}").event
    found = [line for session in event.sessions for line in people_of(session)]
    assert found == case.expected.splitlines()
