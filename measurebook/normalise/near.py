"""Known names that a new one may be another spelling of; an editor decides."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from measurebook.model.vocabulary import Vocabulary
from measurebook.text import fold_name

_NEAR_ENOUGH = 82
_MOST = 3


def near_names(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the slugs of at most three organisations with a name or alias near to a new name."""
    spellings = {
        fold_name(text): slug
        for slug, organisation in vocabulary.organisations.items()
        for text in (organisation.name, *(alias.name for alias in organisation.aliases))
    }
    found = process.extract(
        fold_name(name),
        spellings.keys(),
        scorer=fuzz.token_set_ratio,
        score_cutoff=_NEAR_ENOUGH,
        limit=2 * _MOST,
    )
    return tuple(dict.fromkeys(spellings[text] for text, _, _ in found))[:_MOST]
