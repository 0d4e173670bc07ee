"""Known places named in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from measurebook.model.vocabulary import Place
from measurebook.text import fold


class PlaceFinder:
    """Finds the known places of a list, by any of their names, in texts."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        self._slugs = {
            folded: slug for slug, place in places.items() for folded in map(fold, _names(place))
        }
        names = sorted(map(re.escape, self._slugs), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)") if names else None
        self._letters = _FoldedLetters()

    def find(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the places that stand in a text as whole words, in its order.

        Names are compared folded but must begin with a capital, so that a common word is not
        taken for a place.
        """
        if self._pattern is None:
            return ()
        matches = self._pattern.finditer(text.translate(self._letters))
        found = [self._slugs[match[0]] for match in matches if text[match.start()].isupper()]
        return tuple(dict.fromkeys(found))


def _names(place: Place) -> Iterator[str]:
    yield place.name
    yield from place.aliases
    yield from (wording.text for wording in place.wordings.values())


class _FoldedLetters(dict[int, str]):
    """Folds each letter on its own, so that positions stay those of the text."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = fold(letter)
        self[code] = folded if len(folded) == 1 else letter
        return self[code]
