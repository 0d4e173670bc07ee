"""What the newest report claims, and whether a measure shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from measurebook.graph import SUPPORTS, WITHOUT_MEASURE, Claim, ClaimSupport, open_workbook
from measurebook.pages.parts.answers import show_answers
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.prose import read_note
from measurebook.pages.parts.views import Answer, Cite, LedView, Link, Note, Original, View


class ClaimSupportView(View, frozen=True, kw_only=True):
    """What stands behind a claim: `style` names its mark, `is_found` that an editor looked."""

    style: str
    word: str
    measures: tuple[Link, ...]
    note: tuple[Note, ...]


class ClaimRow(View, frozen=True, kw_only=True):
    """A claim with its line. `id` is that of its area at the first claim of one, else ""."""

    id: str
    question: Link
    original: Original | None
    answer: Answer
    chosen: str
    cites: tuple[Cite, ...]
    area: Link | None
    nearby: str
    rank: str
    support: ClaimSupportView


class SupportCount(View, frozen=True, kw_only=True):
    style: str
    word: str
    count: str
    meaning: str


class ClaimsView(LedView, frozen=True, kw_only=True):
    heading: str
    report: Link | None
    counts: tuple[SupportCount, ...]
    rows: tuple[ClaimRow, ...]


def make_claims(edition: Edition) -> ClaimsView:
    book = open_workbook(edition.atlas)
    claims = book.claims if book else ()
    heading = edition.wording.say("claims_heading")
    lacking = count_lacking(claims)
    return ClaimsView(
        frame=make_frame(edition, "claims", heading),
        heading=heading,
        lead=edition.wording.count("claims_lead", lacking) if claims else _say_none(edition),
        report=edition.report(book.report) if book else None,
        counts=tuple(_count_supports(edition, claims)),
        rows=tuple(_list_rows(edition, claims)),
    )


def count_lacking(claims: Iterable[Claim]) -> int:
    """Count the claims of which an editor found no measure that shows them."""
    return sum(claim.support in WITHOUT_MEASURE for claim in claims)


def _say_none(edition: Edition) -> str:
    return edition.wording.say("claims_none")


def name_area(area: str) -> str:
    """Return the id of the first claim under an area on the page of claims."""
    return f"area-{area}"


def _count_supports(edition: Edition, claims: Sequence[Claim]) -> Iterator[SupportCount]:
    for support in SUPPORTS:
        number = sum(claim.support == support for claim in claims)
        if number:
            key = support.replace("-", "_")
            yield SupportCount(
                style=support,
                word=edition.wording.say(f"support_{key}"),
                count=edition.wording.number(number),
                meaning=edition.wording.say(f"support_meaning_{key}"),
            )


def _list_rows(edition: Edition, claims: Sequence[Claim]) -> Iterator[ClaimRow]:
    """List the claims that lack a measure most first, those of one kind as the form has them."""
    named = set[str]()
    for claim in sorted(claims, key=lambda claim: SUPPORTS.index(claim.support)):
        area = claim.found.area or ""
        yield _make_row(edition, claim, name_area(area) if area and area not in named else "")
        named.add(area)


def _make_row(edition: Edition, claim: Claim, name: str) -> ClaimRow:
    found = claim.found
    (shown,) = show_answers(edition, [found])
    report = edition.report(found.report)
    return ClaimRow(
        id=name,
        question=Link(text=shown.text, address=f"{report.address}#{shown.id}", lang=shown.lang),
        original=shown.original,
        answer=edition.answer(found.answer.state),
        chosen=_say_chosen(edition, claim),
        cites=shown.cites,
        area=edition.area(found.area) if found.area else None,
        nearby=edition.wording.number(len(claim.nearby)),
        rank=str(SUPPORTS.index(claim.support)),
        support=show_support(edition, claim),
    )


def _say_chosen(edition: Edition, claim: Claim) -> str:
    """Say how many options are chosen, where the answer is not simply yes."""
    answer = claim.found.answer
    is_choice = answer.state == "answered"
    return edition.wording.count("claims_chosen", len(answer.values)) if is_choice else ""


def show_support(edition: Edition, claim: Claim) -> ClaimSupportView:
    return ClaimSupportView(
        style=claim.support,
        word=name_support(edition, claim.support),
        measures=tuple(map(edition.measure, claim.measures)),
        note=read_note(edition, claim.finding.note if claim.finding else None),
    )


def name_support(edition: Edition, support: ClaimSupport) -> str:
    return edition.wording.say(f"support_{support.replace('-', '_')}")
