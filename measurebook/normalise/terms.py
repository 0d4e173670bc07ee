"""Values of closed lists: domains, goals, areas, answers, scopes, entity types."""

from __future__ import annotations

import re
from collections.abc import Mapping

from measurebook.model.vocabulary import Term
from measurebook.text import fold_label

_NUMBERED = re.compile(r"^\D{0,12}?([0-9]+)\s*[-–—:.)]\s*(.+)$")


class TermTable:
    """Every wording and variant of the terms of one list, folded, with the term's slug."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._slugs: dict[str, str] = {}
        for slug, term in terms.items():
            for text in (*(w.text for w in term.wordings.values()), *term.variants):
                self._slugs.setdefault(_fold_term(text), slug)

    def find(self, text: str) -> str | None:
        """Return the slug of the term that a text is, or None.

        Headings and lists print some terms behind a number ("Goal 1 - …"); the number is no
        part of the term.
        """
        folded = _fold_term(text)
        if folded in self._slugs:
            return self._slugs[folded]
        numbered = _NUMBERED.match(folded)
        return self._slugs.get(numbered[2]) if numbered else None

    def find_all(self, text: str) -> list[str] | None:
        """Return the slugs of a line that lists terms, or None if any part of it is none.

        Terms may hold commas and slashes themselves, so the whole line is tried first.
        """
        whole = self.find(text)
        if whole:
            return [whole]
        parts = [self.find(part) for part in re.split(r"[,;|•]", text) if part.strip()]
        slugs = [slug for slug in parts if slug]
        return slugs if slugs and len(slugs) == len(parts) else None


def _fold_term(text: str) -> str:
    return re.sub(r"\s*([/&-])\s*", r"\1", fold_label(text.strip(" *•-–")) or text.strip())
