"""What editors found behind the answers of reports: `content/claims/<slug>.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from measurebook.errors import Problem, guess, quote
from measurebook.load.known import Known
from measurebook.load.references import check_references, find_references
from measurebook.load.yaml_folder import ReadRecord
from measurebook.model.review import Finding, Review


def reads_any(review: Review, sources: Collection[str]) -> bool:
    """Tell whether a review is about a source of this content folder, or one close to it.

    One that is not was written for other texts, as conflicts are that quote none of these.
    """
    return review.source in sources or bool(guess(review.source, sources))


def check_review(read: ReadRecord[Review], known: Known) -> Iterator[Problem]:
    """Check what the findings refer to, and that each says one thing of one question."""
    yield from check_references(find_references(read.record), read.fields, known)
    seen: set[str] = set()
    for index, finding in enumerate(read.record.findings):
        fault = _find_fault(finding, seen)
        if fault:
            yield read.fields.problem(fault, "findings", index)
        seen.add(finding.question)


def _find_fault(finding: Finding, seen: set[str]) -> str:
    if finding.question in seen:
        return f"{quote(finding.question)} has a finding already; keep one"
    if finding.support == "none" and finding.measures:
        return "names measures and says that none shows it; keep one of the two"
    if finding.support == "shown" and not finding.measures:
        return "says that measures show it and names none; name one"
    return ""
