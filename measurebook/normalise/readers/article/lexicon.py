"""What the word lists say about single words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from babel import Locale

from measurebook.model.vocabulary import ArticleWording, PeopleWords, Place
from measurebook.normalise.readers.article.tokens import Token
from measurebook.text import fold


class Lexicon:
    """The word lists, folded; a word of a list counts in the plural with s, too."""

    def __init__(self, wording: ArticleWording, places: Iterable[Place]) -> None:
        people = wording.people
        self.roles = _fold_all(people.roles)
        self.moderator_roles = _fold_all(people.moderator_roles)
        self.modifiers = _fold_all(people.role_modifiers)
        self.honorifics = _fold_all(people.honorifics)
        self.particles = _fold_all(people.name_particles)
        self.organisations = _fold_all(people.organisations)
        self.fields = _fold_all(people.fields_of_work)
        self.clause_openers = _fold_all(people.clause_openers)
        self.openers = _fold_all(people.openers) | self.clause_openers
        self.adverbs = _fold_all(people.adverbs)
        self.role_breaks = _fold_all(people.role_breaks)
        self.connectives = _fold_all(people.connectives)
        self._other = _find_other_words(people, wording)
        self.places = _find_place_words(places)

    def is_role(self, token: Token) -> bool:
        """Tell whether a word says what a person is; of `vice-rector` a part is enough."""
        words = {token.folded, *token.folded.split("-")}
        return not words.isdisjoint(self.roles) or self.is_plural_role(token)

    def is_plural_role(self, token: Token) -> bool:
        folded = token.folded
        if folded.endswith("men"):
            return f"{folded[:-3]}man" in self.roles
        return folded.endswith("s") and folded[:-1] in self.roles and folded not in self.roles

    def is_place(self, token: Token) -> bool:
        return token.folded in self.places

    def is_common(self, token: Token) -> bool:
        """Tell whether a capitalised word can be no part of the name of a person."""
        folded = token.folded
        lists = (self.organisations, self.fields, self.honorifics, self.openers, self._other)
        return (
            any(folded in words or folded.removesuffix("s") in words for words in lists)
            or self.is_role(token)
            or token.text.endswith(("'s", "'"))
        )

    def has_name_shape(self, token: Token) -> bool:
        """Tell whether a word is written as the names of persons are."""
        if token.quoted or not token.is_word:
            return False
        if token.kind == "initial":
            return token.text[0].isupper()
        text = token.text
        has_lower = any(c.islower() for c in text[1:])
        letters_only = all(c.isalpha() or c in "'-" for c in text)
        return text[0].isupper() and has_lower and letters_only and not self.is_common(token)


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _find_other_words(people: PeopleWords, wording: ArticleWording) -> frozenset[str]:
    months = (name for names in wording.dates.months.values() for name in names if len(name) > 3)
    return _fold_all([*people.other_words, *people.connectives, *people.adverbs, *months])


def _find_place_words(places: Iterable[Place]) -> frozenset[str]:
    """Words of the names of countries and of the known places."""
    known = [name for place in places for name in (place.name, *place.aliases)]
    countries = Locale("en").territories.values()
    words = (word for name in [*countries, *known] for word in re.findall(r"[^\W_]+", name))
    return _fold_all(word for word in words if word[0].isupper())
