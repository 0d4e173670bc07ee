"""Known places named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from measurebook.model.vocabulary import Place
from measurebook.text import fold


def find_places(text: str, places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return the slugs of the places whose name or alias stands in a text as a whole word.

    The order is that of the text. Names are compared folded but must begin with a capital, so
    that a common word is not taken for a place.
    """
    wanted = {folded: slug for slug, place in places.items() for folded in map(fold, _names(place))}
    if not wanted or not text:
        return ()
    pattern = "|".join(sorted(map(re.escape, wanted), key=len, reverse=True))
    matches = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", _fold_in_place(text))
    found = [wanted[match[0]] for match in matches if text[match.start()].isupper()]
    return tuple(dict.fromkeys(found))


def _names(place: Place) -> Iterator[str]:
    yield place.name
    yield from place.aliases
    yield from (wording.text for wording in place.wordings.values())


def _fold_in_place(text: str) -> str:
    """Fold each letter on its own, so that positions stay those of the text."""
    return "".join(folded if len(folded := fold(letter)) == 1 else letter for letter in text)
