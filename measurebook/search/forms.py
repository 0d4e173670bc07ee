"""All forms of a name find the same: Şəki, Sheki, Shaki and Шеки lead to one place.

A document that names something by one of its forms is indexed under every form. A name of several
words counts only as a whole: "Ministry of Culture and Tourism" is a former name of a ministry, yet
whoever looks for tourism must not find all that this ministry does. So the forms stand in a field
of their own, in which the browser looks only for words that are a whole form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from measurebook.graph.names import Target, names_of_organisation, names_of_place
from measurebook.graph.words import split_words
from measurebook.model.vocabulary import Vocabulary


class Forms:
    """The forms of every name of an organisation or place."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._forms: dict[Target, tuple[str, ...]] = {}
        self._single: dict[str, list[Target]] = {}
        for target, names in _list_names(vocabulary):
            forms = dict.fromkeys(" ".join(split_words(name)) for name in names)
            self._forms[target] = tuple(form for form in forms if form)
        self._words = {
            target: frozenset(word for form in known for word in form.split())
            for target, known in self._forms.items()
        }
        for target, known in self._forms.items():
            for form in known:
                if " " not in form:
                    self._single.setdefault(form, []).append(target)

    def of(self, target: Target) -> tuple[str, ...]:
        """Return the forms of a name, folded, with one space between words."""
        return self._forms.get(target, ())

    def words_of(self, target: Target) -> frozenset[str]:
        """Return the words of all forms of a name."""
        return self._words.get(target, frozenset())

    def named_by(self, words: set[str]) -> Iterator[Target]:
        """Return what these words name, each by itself."""
        for word in words.intersection(self._single):
            yield from self._single[word]

    def table(self, numbers: Mapping[Target, int]) -> list[tuple[int, tuple[str, ...]]]:
        """Return the number and the forms of every name."""
        return [(numbers[target], known) for target, known in self._forms.items()]


def _list_names(vocabulary: Vocabulary) -> Iterator[tuple[Target, list[str]]]:
    for slug, organisation in vocabulary.organisations.items():
        names = names_of_organisation(slug, organisation)
        yield Target("organisation", slug), [name.text for name in names]
    for slug, place in vocabulary.places.items():
        yield Target("place", slug), [name.text for name in names_of_place(slug, place)]
