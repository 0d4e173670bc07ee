"""How languages count and sort: the forms of plurals by CLDR, and alphabets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from measurebook.text import fold

if TYPE_CHECKING:
    from babel import Locale

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
"""All forms that any language has, as CLDR names them."""

_COUNTED = range(200)
"""Numbers that stand for all that a page counts, up to where endings come again."""

_DOTLESS = str.maketrans({"I": "ı", "İ": "i"})


def is_language(code: str) -> bool:
    """Tell whether CLDR knows a language.

    >>> is_language("az"), is_language("xx")
    (True, False)
    """
    from babel import UnknownLocaleError

    try:
        return bool(find_locale(code))
    except (UnknownLocaleError, ValueError):
        return False


@lru_cache
def find_locale(language: str) -> Locale:
    """Return what Babel knows of a language."""
    from babel import Locale

    return Locale.parse(language)


@lru_cache
def needed_forms(language: str) -> tuple[str, ...]:
    """Return the forms of words that whole numbers need in a language; `other` is always one.

    >>> needed_forms("en"), needed_forms("ru")
    (('one', 'other'), ('one', 'few', 'many', 'other'))
    """
    plural = find_locale(language).plural_form
    taken = {plural(number) for number in _COUNTED}
    return tuple(form for form in PLURAL_FORMS if form in taken or form == "other")


@lru_cache
def known_forms(language: str) -> frozenset[str]:
    """Return all forms a language has, those included that only fractions or millions take."""
    return frozenset({*find_locale(language).plural_form.tags, "other"})


def month_names(language: str) -> tuple[str, ...]:
    """Return the twelve months as they stand in a date.

    >>> month_names("az")[3]
    'aprel'
    """
    return tuple(find_locale(language).months["format"]["wide"].values())


def number_group(language: str) -> str:
    """Return the sign between thousands.

    >>> number_group("en"), number_group("az")
    (',', '.')
    """
    return str(find_locale(language).number_symbols["latn"]["group"])


class Alphabet:
    """The letters of a language in their order, by which lists are sorted and headed.

    A letter that the alphabet does not have is sorted as its plain letter: é as e.

    >>> az = Alphabet("a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z")
    >>> sorted(["Quba", "Şəki", "Xızı", "Kür", "Sumqayıt", "İsmayıllı", "Ilxı"], key=az.key)
    ['Xızı', 'Ilxı', 'İsmayıllı', 'Kür', 'Quba', 'Sumqayıt', 'Şəki']
    """

    def __init__(self, letters: str) -> None:
        self._ranks = {letter: rank for rank, letter in enumerate(letters.split())}
        self._has_dotless = "ı" in self._ranks

    def key(self, text: str) -> tuple[list[tuple[int, str]], str]:
        """Return what texts are sorted by: blanks, then digits, then letters; no other signs."""
        return [self._rank(letter) for letter in self._spell(text)], text

    def initial(self, text: str) -> str:
        """Return the letter under which a text stands in a list, as a capital; "" without one."""
        return next((self._capital(letter) for letter in self._spell(text) if letter != " "), "")

    def _spell(self, text: str) -> list[str]:
        lowered = (text.translate(_DOTLESS) if self._has_dotless else text).lower()
        spelled: list[str] = []
        for letter in lowered:
            known = letter in self._ranks
            spelled += letter if known else [c for c in fold(letter) if c.isalnum() or c == " "]
        return spelled

    def _rank(self, letter: str) -> tuple[int, str]:
        if letter in self._ranks:
            return self._ranks[letter], ""
        return (len(self._ranks), letter) if letter.isalpha() else (-1, letter)

    def _capital(self, letter: str) -> str:
        return "İ" if letter == "i" and self._has_dotless else letter.upper()
