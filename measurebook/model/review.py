"""What editors found when they compared the answers of a report with its measures."""

from __future__ import annotations

from typing import Literal

from measurebook.model.base import Record, Slug, SourceId

Support = Literal["shown", "partly", "none"]
"""shown: `measures` show what the answer claims; partly: part of it; none: no measure does."""


class Finding(Record, frozen=True, kw_only=True):
    """What stands behind one answer of a report, as an editor reads the measures."""

    question: Slug
    support: Support
    measures: tuple[Slug, ...] = ()
    note: str | None = None


class Review(Record, frozen=True, kw_only=True):
    """The findings on one report, `content/claims/<slug>.yaml`.

    `source` is the text of the report. An answer without a finding has not been looked at.
    """

    report: Slug
    source: SourceId
    findings: tuple[Finding, ...] = ()
