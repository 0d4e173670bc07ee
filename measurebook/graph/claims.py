"""What a report claims, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from measurebook.graph.links import ReportAnswer
from measurebook.model.knowledge import Entry
from measurebook.model.measure import Measure
from measurebook.model.review import Finding, Support

ClaimSupport = Support | Literal["empty-area", "unreviewed"]
"""empty-area: nobody has looked, and the area has no measure; unreviewed: nobody has looked."""

SUPPORTS: tuple[ClaimSupport, ...] = ("none", "empty-area", "partly", "unreviewed", "shown")
"""From the claim that lacks a measure most to the one that has them."""

WITHOUT_MEASURE: frozenset[ClaimSupport] = frozenset({"none", "empty-area"})


class Claim(msgspec.Struct, frozen=True):
    """An answer that something exists or was done.

    `measures` show it, or part of it, as an editor found; `nearby` are all measures of the report
    in its area. `finding` is None where nobody has looked.
    """

    found: ReportAnswer
    support: ClaimSupport
    nearby: tuple[Entry[Measure], ...]
    measures: tuple[Entry[Measure], ...] = ()
    finding: Finding | None = None


def find_claims(
    answers: Iterable[ReportAnswer],
    findings: Iterable[Finding],
    measures_of_area: Callable[[str], tuple[Entry[Measure], ...]],
    measure: Callable[[str], Entry[Measure]],
) -> Iterator[Claim]:
    """Find the claims among answers: each yes under an area, and what an editor looked at besides.

    A yes outside the areas is about the report itself, and no measure could show it.
    """
    known = {finding.question: finding for finding in findings}
    for found in answers:
        finding = known.get(found.answer.question)
        if not _is_claim(found, finding):
            continue
        nearby = tuple(
            entry
            for entry in (measures_of_area(found.area) if found.area else ())
            if entry.record.report == found.report.slug
        )
        yield Claim(
            found=found,
            support=_find_support(finding, nearby),
            nearby=nearby,
            measures=tuple(map(measure, finding.measures)) if finding else (),
            finding=finding,
        )


def _is_claim(found: ReportAnswer, finding: Finding | None) -> bool:
    if found.answer.state == "yes":
        return finding is not None or found.area is not None
    return finding is not None and found.answer.state == "answered"


def _find_support(finding: Finding | None, nearby: tuple[Entry[Measure], ...]) -> ClaimSupport:
    if finding is not None:
        return finding.support
    return "unreviewed" if nearby else "empty-area"
