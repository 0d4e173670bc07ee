"""Names in the prose lead to their pages; pages tell who names them and what is related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from measurebook.pages.conflicts import ConflictsView
from measurebook.pages.measure import MeasureView
from measurebook.pages.parts.crosslinks import ProseLinks
from measurebook.pages.parts.views import Quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages import Edition

    FindMeasure = Callable[[str, type[MeasureView]], MeasureView]

LINK = '<a class="mention-link" href="../places/tarn.html">Tarn</a>'


def quote(edition: Edition, text: str, *, is_cited: bool = True) -> Quoted:
    cites = (edition.cite("010_norland-report", "33"),) if is_cited else ()
    return Quoted(html=Markup(f"<p>{text}</p>"), cites=cites)


def test_the_first_mention_of_a_place_in_the_prose_leads_to_its_page(view: FindMeasure) -> None:
    page = view("measures/law-on-the-arts.html", MeasureView)
    html = "".join(quoted.html for section in page.sections for quoted in section.quotes)
    assert html.count(LINK) == 1


def test_a_name_is_linked_once_and_anew_in_the_next_section(edition: Edition) -> None:
    links = ProseLinks(edition, "report", "norland-2024")
    twice = (quote(edition, "Tarn and Tarn"), quote(edition, "Tarn"))
    assert [quoted.html.count(LINK) for quoted in links.link(twice)] == [1, 0]
    assert links.link_anew(quote(edition, "Tarn")).html.count(LINK) == 1


def test_words_of_the_editors_are_not_linked(edition: Edition) -> None:
    links = ProseLinks(edition, "measure", "law-on-the-arts")
    own = quote(edition, "Tarn", is_cited=False)
    assert links.link(own) is own


def test_views_without_names_stay_the_same(edition: Edition) -> None:
    links = ProseLinks(edition, "measure", "law-on-the-arts")
    plain = (quote(edition, "nothing known"),)
    assert links.link(plain) == plain


def test_a_related_measure_comes_with_its_reasons_and_a_comparison(view: FindMeasure) -> None:
    (related,) = view("measures/law-on-the-arts.html", MeasureView).related
    assert related.link.address == "measures/open-stage-days.html"
    assert related.why.startswith("Has as a part · same body: Union of Actors of Norland")
    assert related.compare == "compare.html?m=law-on-the-arts,open-stage-days"


def test_all_conflicts_stand_on_one_page_with_what_they_concern(
    view: Callable[[str, type[ConflictsView]], ConflictsView],
) -> None:
    (row,) = view("conflicts.html", ConflictsView).rows
    assert len(row.conflict.sides) == 2
    assert [subject.address for subject in row.subjects] == [
        "measures/law-on-the-arts.html",
        "organisations/ministry-of-culture.html",
    ]
