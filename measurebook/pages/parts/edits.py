"""Values that editors changed by hand, with what their source has in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from measurebook.model.base import Citation
from measurebook.model.knowledge import Entry
from measurebook.model.report import Answer
from measurebook.normalise.proof import Proof
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Edit

_MOST_LINES = 4
_LONGEST_LINE = 240


def find_edit(edition: Edition, entry: Entry[Any], field: str) -> Edit | None:
    """Return how a value was changed; None where one of its sources states it."""
    citation: Citation = entry.record.citations.get(field, {})
    proofs = {
        source: edition.prover.prove_field(entry, field, lines, edition.atlas.source(source))
        for source, lines in citation.items()
    }
    return _show(edition, proofs.items())


def find_edit_of_answer(edition: Edition, answer: Answer, source: str) -> Edit | None:
    """Return how the answer to a question was changed."""
    proof = edition.prover.prove_answer(answer, edition.atlas.source(source))
    return _show(edition, [(source, proof)])


def _show(edition: Edition, proofs: Iterable[tuple[str, Proof]]) -> Edit | None:
    told = list(proofs)
    if not told or any(proof.verdict == "stated" for _, proof in told):
        return None
    source, proof = told[0]
    return Edit(words=tuple(_shorten(proof.words)), lang=edition.language_of(source))


def _shorten(lines: tuple[str, ...]) -> Iterable[str]:
    """Shorten what a long span reads: its lines can be opened."""
    for line in lines[:_MOST_LINES]:
        cut = line[:_LONGEST_LINE].rpartition(" ")[0] if len(line) > _LONGEST_LINE else ""
        yield f"{cut} …" if cut else line
    if len(lines) > _MOST_LINES:
        yield "…"
