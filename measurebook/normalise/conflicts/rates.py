"""Amounts that a source states in two currencies, at a rate that no other pair of it has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from measurebook.model.conflict import Conflict
from measurebook.normalise.conflicts.amounts import Amount
from measurebook.normalise.conflicts.material import Found, Material, Passage, name_subjects

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")
_ALIKE, _ODD = Decimal("0.05"), Decimal("0.10")
_FEWEST_ALIKE = 2


class Pair(NamedTuple):
    """One amount in two currencies, the codes in their order, with the words that state it."""

    first: Amount
    second: Amount
    text: str
    passage: Passage

    @property
    def rate(self) -> Decimal:
        return self.first.value / self.second.value

    def can_be(self, rate: Decimal) -> bool:
        """Tell whether rounding of the last digits alone explains another rate."""
        first, second = self.first, self.second
        lowest = (first.value - first.step / 2) / (second.value + second.step / 2)
        highest = (first.value + first.step / 2) / (second.value - second.step / 2)
        return lowest <= rate <= highest or highest <= 0

    def __str__(self) -> str:
        return f"{self.first} : {self.second} = {self.rate:.2f}"


def find_odd_rates(material: Material) -> Iterator[Found]:
    """Find amounts whose two currencies stand in another relation than in the rest of a source.

    Rates change from year to year, so only pairs of one source are compared, and those whose
    sentence names a year only with others of that year. Nothing is converted: the rate of a pair
    is the quotient of its own amounts. A pair is odd where its rate is more than a tenth off the
    median and rounding does not explain it, while at least two other pairs, and at least twice as
    many as are odd, lie within a twentieth of the median. With fewer pairs nobody can tell which
    of them is odd, and none is.
    """
    groups: defaultdict[tuple[str, str, str, str], list[Pair]] = defaultdict(list)
    for passage in material.passages:
        for year, pair in _find_pairs(passage, material):
            groups[passage.source, pair.first.unit, pair.second.unit, year].append(pair)
    for (source, one, other, year), pairs in groups.items():
        odd, alike = _part(_drop_repeated(pairs))
        if odd:
            record = Conflict(
                kind="number",
                rule="exchange-rate",
                found_by="program",
                quotes=tuple(pair.passage.quote(pair.text) for pair in (*odd, *alike)),
                reckoning="; ".join(map(str, (*odd, *alike))),
            )
            subjects = name_subjects(pair.passage for pair in (*odd, *alike))
            yield Found(record, subjects, " ".join(filter(None, (one, other, source, year))))


def _find_pairs(passage: Passage, material: Material) -> Iterator[tuple[str, Pair]]:
    """Find the pairs of a passage, each with the one year that its sentence names, if any."""
    between = _match_between(material.wording.converted, material.wording.about)
    for _, sentence in passage.sentences:
        years = set(_YEAR.findall(sentence))
        if len(years) > 1:
            continue
        for one, other in pairwise(material.amounts.find(sentence)):
            if _has_currency(one) and _has_currency(other) and one.unit != other.unit:
                behind = re.match(r"\s*[)\]]", sentence[other.end :])
                if between.fullmatch(sentence[one.end : other.start]) and one.value and other.value:
                    text = sentence[one.start : other.end + (behind.end() if behind else 0)]
                    first, second = sorted((one, other), key=lambda amount: amount.unit)
                    yield "".join(years), Pair(first, second, text, passage)


def _has_currency(amount: Amount) -> bool:
    return amount.unit not in {"", "%"}


def _match_between(converted: Sequence[str], about: Sequence[str]) -> re.Pattern[str]:
    """Match what stands between an amount and the same in another currency."""
    said, nearly = ("|".join(map(re.escape, words)) or "(?!)" for words in (converted, about))
    opening = rf"(?:\s*[(\[/]\s*(?:{said})?|\s*,?\s*(?:{said}))"
    return re.compile(rf"{opening}\s*(?:{nearly})?\s*", re.IGNORECASE)


def _drop_repeated(pairs: Sequence[Pair]) -> list[Pair]:
    """Return each statement once: a report repeats an amount where it tells of it again."""
    return list({(p.first.value, p.second.value): p for p in reversed(pairs)}.values())[::-1]


def _part(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Part the pairs into the odd ones and those alike; no odd ones where it is not clear."""
    middle = median(pair.rate for pair in pairs)
    alike = [pair for pair in pairs if abs(pair.rate / middle - 1) <= _ALIKE]
    odd = [p for p in pairs if abs(p.rate / middle - 1) > _ODD and not p.can_be(middle)]
    is_clear = len(alike) >= max(_FEWEST_ALIKE, 2 * len(odd))
    return (odd if is_clear else []), alike
