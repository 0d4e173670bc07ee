"""Numbers in running text, with the currency that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from babel.numbers import list_currencies

from measurebook.normalise.values.money import SCALES, plain, read_number

_NUMBER = (
    r"(?<![\w.,'/-])(?<!\d\s)(?P<number>\d{1,3}(?P<mark>[ .,'])\d{3}(?:(?P=mark)\d{3})*"
    r"(?:[.,]\d{1,2})?(?![\d]|[.,]\d)|\d+(?:[.,]\d+)?(?![\d]|[.,]\d))"
)
_SCALE = "|".join(sorted((w for words in SCALES.values() for w in words), key=len, reverse=True))
_DIGIT = re.compile(r"\d")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class Amount(NamedTuple):
    """A number in a text: `unit` is the code of a currency, "%" or "".

    `step` is one of the last digit that is written, so that 3.4 million has a step of 100,000.
    """

    value: Decimal
    unit: str
    step: Decimal
    start: int
    end: int
    is_bare: bool

    @property
    def may_be_year(self) -> bool:
        """Tell whether a number without anything beside it may name a year."""
        return self.is_bare and _FIRST_YEAR <= self.value <= _LAST_YEAR

    def __str__(self) -> str:
        return f"{write_number(self.value)} {self.unit}".strip()


def write_number(value: Decimal) -> str:
    """Write a number with a blank between thousands, as no language reads it otherwise.

    >>> write_number(Decimal("1300000.50"))
    '1 300 000.5'
    """
    whole, mark, decimals = plain(value).partition(".")
    return f"{int(whole):,}".replace(",", " ") + mark + decimals


class AmountFinder:
    """Finds amounts; knows the names of currencies, and their codes from the CLDR."""

    def __init__(self, currencies: Mapping[str, tuple[str, ...]]) -> None:
        self._codes = {w.casefold(): code for code, words in currencies.items() for w in words}
        self._codes |= {code.casefold(): code for code in list_currencies()}
        words = sorted(map(re.escape, self._codes), key=len, reverse=True)
        listed = [w for w in words if not re.fullmatch(r"[a-z]{3}", w)]
        codes = "|".join(sorted(code for code in list_currencies()))
        unit = rf"(?:{'|'.join(listed) or '(?!)'}|(?-i:{codes}))"
        self._amount = re.compile(
            rf"(?:(?<!\w)(?P<before>{unit})\s?\.?\s?)?{_NUMBER}"
            rf"(?:\s?(?P<scale>{_SCALE})(?!\w)\.?)?(?:\s?(?P<behind>%|{unit}(?!\w)))?",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Amount]:
        """Find the amounts of a text, in its order; what is no clear number is left out."""
        if not _DIGIT.search(text):  # most texts; the pattern of an amount is a slow one
            return
        for match in self._amount.finditer(text):
            scale = (match["scale"] or "").casefold()
            value = read_number(match["number"], scaled=bool(scale))
            if value is not None:
                unit = self._name_unit(match["behind"] or match["before"] or "")
                factor = next((f for f, words in SCALES.items() if scale in words), Decimal(1))
                is_bare = not scale and not unit and match["mark"] is None
                step = factor * Decimal(10) ** _exponent(value)
                yield Amount(value * factor, unit, step, *match.span(), is_bare)

    def _name_unit(self, written: str) -> str:
        return written if written in {"", "%"} else self._codes[written.casefold()]


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)
