"""The kind of a text is told where it shows, and asked for where it does not."""

from __future__ import annotations

import pytest

from measurebook.normalise.kinds import detect_kind
from tests.normalise.reading_aid import lists

PARAGRAPH = "The rooms were opened in spring by the minister of letters, who spoke of readers. " * 3


def kind_of(*lines: str) -> str | None:
    return detect_kind(lines, lists())


@pytest.mark.parametrize(
    "lines",
    [
        ("Title", "", "Body", "Describe the main features of the policy/measure:", "Text"),
        ("Cultural Domain(s)", "Goal(s) of UNESCO's 2005 Convention"),
        ("Title", "Scope of the measure:", "National", "bestbonus.biz eokul365.com"),
        ("| Name of partner |", "---|---|", "|", "Website of the policy/measure, if available:"),
        ("Title", "Description of the policy/measure", "Text"),
        (
            "Title",
            "2005 Convention Monitoring Framework Goal(s)",
            "Goal 1 - Support Sustainable Systems of Governance for Culture",
        ),
    ],
)
def test_labels_of_the_measure_form_make_a_platform_page(lines: tuple[str, ...]) -> None:
    assert kind_of(*lines) == "platform-page"


@pytest.mark.parametrize(
    "lines",
    [
        ("Quadrennial Periodic Report", "Ruritania 2021"),
        ("Géorgie 2020", "", "Informations générales"),
        ("Name of the measure Alcance de la medida Nature", "Law National legislative"),
        ("❭ YOUTH", "", "Law", "", "Context of the measure:"),
        ("Relevant Policies and Measures:", "", "Law"),
        ("Regulatory authority(ies) monitoring media exist:", "YES"),
        (
            "Law",
            "",
            "Name of agency responsible for the implementation of the policy/measure:",
            "X",
        ),
    ],
)
def test_headings_questions_and_the_overview_make_a_report(lines: tuple[str, ...]) -> None:
    assert kind_of(*lines) == "periodic-report"


def test_long_paragraphs_without_labels_make_an_article() -> None:
    assert kind_of("Rooms opened", "", PARAGRAPH, "", PARAGRAPH) == "news-article"


def test_a_long_paragraph_and_a_sentence_make_an_article() -> None:
    sentence = "A. Keeper thanked all who had helped and promised to read on."
    assert kind_of("Rooms opened", "", PARAGRAPH, "", sentence) == "news-article"


@pytest.mark.parametrize(
    "lines",
    [
        ("Rooms opened", "", PARAGRAPH, "Results achieved", PARAGRAPH),
        ("Rooms opened", "A short line."),
        ("Where", "When", "Who"),
        ("Nature",),
        ("", " "),
        (),
    ],
)
def test_a_text_that_does_not_show_its_kind_is_asked_for(lines: tuple[str, ...]) -> None:
    assert kind_of(*lines) is None
