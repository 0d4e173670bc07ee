"""Financial resources: the wording always, dollars only where the text states them clearly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from babel.numbers import list_currencies

from measurebook.model.measure import Funding, YearAmount

_MARKS = r".,' \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_NUMBER = rf"(?<!\d)(?<!\d[{_MARKS}])(?>\d(?:[\d{_MARKS}]*\d)?)"
"""Taken as a whole or not at all, so that a long row of digits is gone through once."""
SCALES = {
    Decimal(10) ** 3: ("thousand", "mille", "mil", "k"),
    Decimal(10) ** 6: ("million", "millions", "millones", "millón", "mln", "mn", "mio", "m"),
    Decimal(10) ** 9: ("billion", "billions", "milliard", "milliards", "bn", "md", "mds"),
}
_LONGEST_BEFORE = 40
_WORDS = "|".join(word for words in SCALES.values() for word in words)
_SCALE = rf"(?P<scale>{_WORDS})\b(?!\.\s?N\b)\.?"
_OTHER_DOLLARS = r"canad|austral|zealand|namibi|singap|jama|bahama|barbad|fiji|belize|liberi|hong"
_DOLLARS_BEHIND = (
    r"(?:USD\b|U\.?S\.?\s?\$|\$(?!\s?\d)|(?:U\.?S\.?A?\.?\s|American\s)dollars?\b"
    rf"|(?:de\s)?dollars?\b(?!\s(?:{_OTHER_DOLLARS}))|d[óo]lares\b(?!\s(?:{_OTHER_DOLLARS})))"
)
_DOLLARS_BEFORE = (
    r"(?:USD\s?[.:]?|U\.?S\.?\s?\$|(?<![A-Za-z])\$(?:\s?US\b)?|\bUS\s(?:dollars|dólares)\s?:?)"
)
_AMOUNT = re.compile(
    rf"(?P<before>{_DOLLARS_BEFORE})\s*(?P<first>{_NUMBER})(?P<range>\s*[-–]\s*\d)?(?:\s*{_SCALE})?"
    rf"|(?P<low>\d\s*[-–]\s*)?(?P<second>{_NUMBER})\s*(?:{_SCALE.replace('scale', 'scale2')}\s*)?"
    rf"(?P<behind>{_DOLLARS_BEHIND})",
    re.IGNORECASE,
)
_OTHER_CODES = frozenset(list_currencies()) - {"USD", "USN", "USS"}
_CODE_BEFORE = re.compile(r"(?<![^\W\d_])([A-Z]{3})\s?$")
_CODE_BEHIND = re.compile(r"\s*(?:([A-Z]{3})\b(?!\s*\d)|\(([A-Z]{3})\))")
_OTHER_BEHIND = re.compile(
    r"\s*(?:(?:CAD?|CAN|AUD?|NZD?)\b(?!\s*\d)|M\.?\s?N\b"
    r"|(?:de\s)?(?:pesos?|reais|reales|soles|bolivianos|quetzales|guaran[íi]es|colones|lempiras|manats?"
    r"|lari|roubles?|rubles?|euros?|dirhams?|dinars?|francs?|rupees|shillings?)\b"
    rf"|(?:dollars?\s)?(?:{_OTHER_DOLLARS})"
    r"|(?:colombian|mexican|argentin|chilen|uruguay|dominican)\w*)",
    re.IGNORECASE,
)
"""What tells that a dollar sign stands for another currency."""

_UNCLEAR_BEHIND = re.compile(
    r"(?<=\d)[^\W\d_]|\s*(?:lakhs?|lacs?|crores?)\b|\s*(?:to|à|a|hasta)\s+\d[\d.,' ]{2}",
    re.IGNORECASE,
)
"""Letters that run on from the digits, the numbers of India, or the end of a range."""

_RANGE_BEFORE = re.compile(
    r"\d\s*(?:to|à|a|hasta)\s*$|\b(?:between|entre)\s+\S*\d[\d.,' ]*\s+(?:and|et|y)\s*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")

_REPEATED = re.compile(
    r"\b(?:per|each|every|par|por|cada|chaque)\s+(?:year|month|annum|an|année|mois|año|mes)\b"
    r"|\b(?:annual|yearly|annuel|anual)|/\s?(?:year|yr|annum|an|année|año|month|mois|mes)\b|\bp\.\s?a\.",
    re.IGNORECASE,
)
_YEAR_LINE = re.compile(
    r"(?:year|année|año|in|en)?\s*(?P<year>(?:19|20)\d\d)\s*[:=–-]\s*(?P<amount>.+)", re.IGNORECASE
)


def read_funding(lines: Sequence[str], *, in_dollars: bool) -> Funding:
    """Read the lines under a label about money; blank lines between them are kept as worded.

    `in_dollars` tells that the label asks for dollars, so that a bare number is one. Nothing is
    added up, converted, or chosen among several amounts.
    """
    statement = "\n".join(lines).strip("\n")
    years = [_YEAR_LINE.fullmatch(line.strip()) for line in lines if re.search(r"\d", line)]
    if any(years):
        return Funding(statement=statement, by_year=_read_years(years, in_dollars))
    usd = read_dollars(statement, in_dollars=in_dollars)
    return Funding(statement=statement, usd=None if usd is None else plain(usd))


def _read_years(years: Sequence[re.Match[str] | None], in_dollars: bool) -> tuple[YearAmount, ...]:
    """Read the amounts of lines for a year each; where one is not clear, none is told apart."""
    amounts = [year and read_dollars(year["amount"], in_dollars=in_dollars) for year in years]
    if any(amount is None for amount in amounts):
        return ()
    return tuple(
        YearAmount(year=year["year"], usd=plain(amount))
        for year, amount in zip(years, amounts, strict=True)
        if year and amount is not None
    )


def read_dollars(text: str, *, in_dollars: bool) -> Decimal | None:
    """Return the one amount of US dollars that a text states, or None where it is not clear.

    >>> str(read_dollars("5 million manats (2.94 mln. USD)", in_dollars=True))
    '2940000.00'
    >>> read_dollars("$ 1-1.5 billion", in_dollars=True), read_dollars("60.000", in_dollars=False)
    (None, None)
    """
    if in_dollars and re.fullmatch(_NUMBER, text.strip()):
        return None if _YEAR.fullmatch(text.strip()) else read_number(text)
    matches = (match for match in _AMOUNT.finditer(text) if not _is_of_other(match, text))
    found = [_read_amount(match, text) for match in matches]
    if len(found) != 1 or _REPEATED.search(text):
        return None
    return found[0]


def _is_of_other(match: re.Match[str], text: str) -> bool:
    """Tell whether the sign before or behind an amount is that of another currency."""
    before = text[max(match.start() - _LONGEST_BEFORE, 0) : match.start()]
    is_sign = "$" in match[0] and "U" not in match[0].upper()
    if is_sign and _is_other_code(_CODE_BEFORE.search(before)):
        return True
    behind = _CODE_BEHIND.match(text, match.end())
    return _is_other_code(behind) or _OTHER_BEHIND.match(text, match.end()) is not None


def _is_other_code(code: re.Match[str] | None) -> bool:
    return code is not None and not _OTHER_CODES.isdisjoint(code.groups())


def _read_amount(match: re.Match[str], text: str) -> Decimal | None:
    before = text[max(match.start() - _LONGEST_BEFORE, 0) : match.start()]
    if _RANGE_BEFORE.search(before):
        return None
    if match["range"] or match["low"] or _UNCLEAR_BEHIND.match(text, match.end()):
        return None
    scale = (match["scale"] or match["scale2"] or "").lower()
    number = read_number(match["first"] or match["second"], scaled=bool(scale))
    factor = next((f for f, words in SCALES.items() if scale in words), Decimal(1))
    return None if number is None else number * factor


def read_number(text: str, *, scaled: bool = False) -> Decimal | None:
    """Read a number in any of the marks the sources use, or None where it is not clear.

    A single mark before three digits parts thousands; before a word such as "million" (`scaled`)
    it is a decimal mark.

    >>> [str(read_number(t)) for t in ("242.840", "20.000,00", "2 986 411.8", "65 000", "2.94")]
    ['242840', '20000.00', '2986411.8', '65000', '2.94']
    >>> str(read_number("1.234", scaled=True)), read_number("1.2.3")
    ('1.234', None)
    """
    number = re.sub(r"['\s]", " ", text.strip())
    if scaled and re.fullmatch(r"\d+[.,]\d+", number):
        return Decimal(number.replace(",", "."))
    grouped = re.fullmatch(
        r"(\d{1,3})(?:([ .,])\d{3}(?:\2\d{3})*)?(?:(?!\2)([.,])(\d{1,2}))?", number
    )
    if grouped:
        whole = re.sub(r"\D", "", number[: grouped.start(3)] if grouped[3] else number)
        return Decimal(f"{whole}.{grouped[4]}" if grouped[4] else whole)
    plain_number = re.fullmatch(r"(\d+)(?:[.,](\d{1,2}))?", number)
    if plain_number:
        return Decimal(
            f"{plain_number[1]}.{plain_number[2] or 0}" if plain_number[2] else plain_number[1]
        )
    return None


def plain(amount: Decimal) -> str:
    """Write an amount without exponent and without empty decimals.

    >>> plain(Decimal("2940000.00")), plain(Decimal("2986411.8"))
    ('2940000', '2986411.8')
    """
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
