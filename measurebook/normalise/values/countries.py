"""Names of countries, by which a line of a page is known to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from measurebook.text import fold_name

_LANGUAGES = ("en", "fr", "es")
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""What the Unicode lists hold beside countries; the European Union acts as a body of its own."""

_FORM_OF_STATE = re.compile(
    r"^(?:the )?(?:[a-z]+ ){0,2}(?:republic|kingdom|states?|federation|principality|sultanate) of "
    r"(?:the )?|^(?:la |le |l')?(?:republique|royaume|etat|republica|reino|estado) (?:[a-z]+ )?"
    r"(?:de |du |d'|del )(?:la |las |los |el |l')?|^(?:the|la|le|les|el) "
)
_AS_UNESCO_NAMES_THEM = (
    "Viet Nam",
    "Republic of Korea",
    "République de Corée",
    "República de Corea",
    "Korea",
    "Czech Republic",
    "République tchèque",
    "República Checa",
    "Russian Federation",
    "Fédération de Russie",
    "Federación de Rusia",
    "Syrian Arab Republic",
    "République arabe syrienne",
    "Lao People's Democratic Republic",
    "République démocratique populaire lao",
    "Democratic Republic of the Congo",
    "République démocratique du Congo",
    "Congo",
    "Palestine",
    "Turkey",
    "Swaziland",
    "Cabo Verde",
    "Brunei Darussalam",
    "Timor-Leste",
    "Macedonia",
    "The former Yugoslav Republic of Macedonia",
    "United Kingdom of Great Britain and Northern Ireland",
    "Royaume-Uni de Grande-Bretagne et d'Irlande du Nord",
    "Burma",
)
"""Names on the platform's pages that the Unicode lists spell otherwise."""


def is_country(text: str) -> bool:
    """Tell whether a text is the name of a country in English, French or Spanish.

    >>> [is_country(name) for name in ("Kenya", "République du Congo", "European Union", "Baku")]
    [True, True, False, False]
    """
    if len(text) > 80:
        return False
    folded = fold_name(re.sub(r"\s*\([^)]*\)\s*$", "", text))
    return folded in _countries() or _FORM_OF_STATE.sub("", folded, count=1) in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(map(fold_name, (*_AS_UNESCO_NAMES_THEM, *_unicode_names())))


def _unicode_names() -> Iterator[str]:
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code.isalpha() and code not in _NO_COUNTRIES:
                yield name
