"""Articles that run on without end are read to their end, in work that grows with their length."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.normalise.readers.article.readings import Read, read_text
from tests.normalise.test_hostile import count_calls

LONG_ARTICLES: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: (
        (
            "The rooms were opened in spring by the minister of letters, who spoke of readers. Anna"
            " Bell, head of the Office of Art, said so.\n"
        )
        * n
    ),
    "panels": lambda n: "".join(
        f"The panel session “Books {i}” was moderated by Anna Bell, director of Office {i}.\n"
        for i in range(n)
    ),
    "dates": lambda n: "On 28 November the forum was held in Baku.\n" * n,
    "headlines of other news": lambda n: (
        "The rooms were opened.\n" + "".join(f"12 May 2023\nHeadline {i}\n" for i in range(n))
    ),
}
LONG_LINES = {
    "quotations": "“a” ",
    "quotations within each other": "“a ",
    "forums": "The Forum was held in Baku “a” by the Ministry ",
    "people": "Anna Bell, director of the Office of Art, ",
    "capitals": "Anna Bell ",
    "dates": "28 November 2023 ",
    "sentences": "The Forum was held in Baku. ",
    "brackets": "(",
}


def read_long(text: str) -> Read:
    return read_text(f"Rooms opened\n\n{text}")


@pytest.mark.parametrize("name", LONG_ARTICLES)
def test_twice_the_lines_are_twice_the_work(name: str) -> None:
    small, large = (LONG_ARTICLES[name](n) for n in (100, 200))
    read_long(small)
    few, many = (count_calls(partial(read_long, text)) for text in (small, large))
    assert many < 2.4 * few


@pytest.mark.parametrize("name", LONG_LINES)
def test_a_line_of_fifty_thousand_signs_is_read(name: str) -> None:
    """What is done anew from every sign would not come to an end here."""
    line = LONG_LINES[name] * (50_000 // len(LONG_LINES[name]))
    texts = " ".join(read_long(line).sections.values()).replace("\\", "")
    assert line.strip() in texts
