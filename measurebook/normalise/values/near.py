"""Names of organisations that look like a new one, for an editor to compare."""

from __future__ import annotations

from functools import cached_property

from measurebook.model.vocabulary import Vocabulary
from measurebook.text import fold_name

_NEAR_ENOUGH = 82
_MOST = 3


class NearNames:
    """Finds organisations of the vocabulary whose name or alias is near to a name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {
            fold_name(text): slug
            for slug, organisation in self._vocabulary.organisations.items()
            for text in (organisation.name, *(alias.name for alias in organisation.aliases))
        }

    def find(self, name: str) -> tuple[str, ...]:
        """Return the slugs of at most three organisations, the nearest first."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            fold_name(name),
            self._spellings.keys(),
            scorer=fuzz.token_set_ratio,
            score_cutoff=_NEAR_ENOUGH,
            limit=2 * _MOST,
        )
        return tuple(dict.fromkeys(self._spellings[text] for text, _, _ in found))[:_MOST]
