"""Parts that exceed their total, in one answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

import msgspec

from measurebook.model.base import read_span
from measurebook.model.conflict import Conflict, Quote
from measurebook.model.report import Answer, Report
from measurebook.model.vocabulary import ConflictWording
from measurebook.normalise.conflicts.amounts import Amount, AmountFinder, write_number
from measurebook.normalise.conflicts.material import Found, Material, Passage, Subject
from measurebook.normalise.values.dates import find_dates
from measurebook.text import fold

_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(r"\s*[-–—]\s*\d")
_LONGEST_PHRASE = 40
_FARTHEST_TOTAL = 80
_FEWEST_PARTS = 2


class Excess(msgspec.Struct, frozen=True):
    """A total and the parts that exceed it, with the words that state them."""

    total: Amount
    parts: tuple[Amount, ...]
    quotes: tuple[Quote, ...]

    def __str__(self) -> str:
        values = [write_number(part.value) for part in self.parts]
        added = f"{' + '.join(values)} = " if len(values) > 1 else ""
        return f"{added}{write_number(_add(self.parts))} > {self.total}"


def find_excesses(material: Material) -> Iterator[Found]:
    """Find totals that their parts exceed, by more than rounding explains.

    Four ways of stating parts are read, each only where nothing else can be meant: a sentence
    with "of which", a list of lines with a total among them, amounts for years with their total,
    and the answer to "by sector" that names a share of the same whole as the answer above it. All
    in one answer of one source, and all in one unit. Numbers that are dates, ranges or not exact
    are no totals and no parts.
    """
    found: defaultdict[tuple[Subject, str], list[Excess]] = defaultdict(list)
    reader = _Reader(material.wording, material.amounts)
    for (subject, part), passages in _group(material.passages).items():
        found[subject, part] += reader.read(passages)
    for subject, _, report in material.reports:
        for field, excess in _read_shares(material, subject, report):
            found[subject, field].append(excess)
    for (subject, field), excesses in found.items():
        if excesses:
            quotes = dict.fromkeys(quote for excess in excesses for quote in excess.quotes)
            record = Conflict(
                kind="number",
                rule="parts-and-total",
                field=field,
                found_by="program",
                quotes=tuple(quotes),
                reckoning="; ".join(dict.fromkeys(map(str, excesses))),
            )
            yield Found(record, (subject,))


def _group(passages: Iterable[Passage]) -> dict[tuple[Subject, str], list[Passage]]:
    groups: defaultdict[tuple[Subject, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[passage.subject, passage.part].append(passage)
    return groups


def _add(parts: Iterable[Amount]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _exceed(parts: Sequence[Amount], total: Amount) -> bool:
    slack = sum((part.step for part in parts), total.step) / 2 if len(parts) > 1 else Decimal(0)
    return _add(parts) - total.value > (slack if _is_rounded(parts, total) else 0)


def _is_rounded(parts: Sequence[Amount], total: Amount) -> bool:
    """Tell whether some of the numbers have been rounded: all counts of ones are exact."""
    return any(amount.step != 1 for amount in (*parts, total))


class _Reader:
    """Reads the lines of one answer, in the words of the vocabulary."""

    def __init__(self, wording: ConflictWording, amounts: AmountFinder) -> None:
        self._wording = wording
        self._amounts = amounts

    def read(self, passages: Sequence[Passage]) -> Iterator[Excess]:
        for passage in passages:
            for _, sentence in passage.sentences:
                yield from self._read_of_which(passage, sentence)
            yield from self._read_years(passage)
        yield from self._read_list(passages)

    # "300 projects, of which 120 in music and 250 in film"

    def _read_of_which(self, passage: Passage, sentence: str) -> Iterator[Excess]:
        mark = self._of_which.search(sentence)
        if mark is None:
            return
        before, _, _ = sentence[mark.end() :].partition(";")
        total = self._find_total(sentence, mark.start())
        parts = [self._read_part(text) for text in self._separators.split(before)]
        stated = [part for part in parts if part is not None]
        if total is None or not stated or parts[0] is None:
            return
        chosen = stated if self._adds_up(before, parts) else stated[:1]
        amounts = [amount for amount, _ in chosen]
        if all(amount.unit == total.unit for amount in amounts) and _exceed(amounts, total):
            yield Excess(total, tuple(amounts), (passage.quote(sentence),))

    def _find_total(self, sentence: str, end: int) -> Amount | None:
        """Return the last number before the parts, if it is an exact one."""
        near = [a for a in self._find_exact(sentence[:end]) if end - a.end <= _FARTHEST_TOTAL]
        last = near[-1] if near else None
        return None if last is None or last.unit == "%" else last

    def _find_exact(self, text: str) -> list[Amount]:
        """Return the numbers of a text that are no dates; none where one of them is not exact."""
        amounts = [amount for amount in self._amounts.find(text) if not amount.may_be_year]
        folded = fold(text) if amounts else ""
        dates = [d[:2] for d in find_dates(folded)] if len(folded) == len(text) else []
        found = [
            amount
            for amount in amounts
            if not any(start < amount.end and amount.start < end for start, end in dates)
        ]
        return found if all(self._is_exact(text, amount) for amount in found) else []

    def _is_exact(self, text: str, amount: Amount) -> bool:
        is_range = _RANGE.match(text, amount.end)
        return not is_range and not self._about_at_end.search(_just_before(text, amount))

    def _read_part(self, text: str) -> tuple[Amount, str] | None:
        """Return the number that a part starts with and the words behind it."""
        found = list(self._amounts.find(text))
        if len(found) != 1 or text[: found[0].start].strip() or found[0].unit == "%":
            return None
        amount = found[0]
        words = text[amount.end :].strip(" .:()")
        is_range = words.startswith(("-", "–"))
        return None if amount.may_be_year or is_range else (amount, words)

    def _adds_up(self, text: str, parts: Sequence[tuple[Amount, str] | None]) -> bool:
        """Tell whether the parts are of one kind and do not overlap.

        They are in one currency, or the same word follows each number, or each names men, women
        or another group of one way of counting people.
        """
        stated = [part for part in parts if part is not None]
        if len(stated) != len(list(self._amounts.find(text))):
            return False
        units = {amount.unit for amount, _ in stated}
        openings = {words.split(" ")[0].casefold() for _, words in stated}
        groups = [self._groups_of(words) for _, words in stated]
        if any(groups):
            return len(set(groups)) == 1 and len(groups[0]) == 1
        return (len(units) == 1 and units != {""}) or (len(openings) == 1 and openings != {""})

    def _groups_of(self, words: str) -> frozenset[str]:
        said = set(re.findall(r"\w+", words.casefold()))
        groups = self._wording.groups.items()
        return frozenset(name for name, known in groups if said & {w.casefold() for w in known})

    # Lines with a total among them

    def _read_list(self, passages: Sequence[Passage]) -> Iterator[Excess]:
        totals = [n for n, p in enumerate(passages) if self._total_at_start.match(p.text)]
        if len(totals) != 1:
            return
        at = totals[0]
        total = self._read_item(passages[at])
        items = list(self._read_items(passages[at - 1 :: -1] if at else passages[1:]))
        is_one_unit = total and {amount.unit for _, amount in items} == {total.unit}
        if total and is_one_unit and len(items) >= _FEWEST_PARTS:
            amounts = [amount for _, amount in items]
            if _exceed(amounts, total):
                quotes = (passages[at].quote(), *(passage.quote() for passage, _ in items))
                yield Excess(total, tuple(amounts), quotes)

    def _read_items(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, Amount]]:
        """Read the lines next to a total, up to the first that does not name one amount."""
        for passage in passages:
            amount = self._read_item(passage)
            if amount is None:
                return
            yield passage, amount

    def _read_item(self, passage: Passage) -> Amount | None:
        """Return the amount that ends a line, behind a name."""
        found = self._find_exact(passage.text)
        if len(found) != 1 or not passage.text[: found[0].start].strip(" :–-"):
            return None
        return None if passage.text[found[0].end :].strip(" .;,)") else found[0]

    # Amounts for years with their total

    def _read_years(self, passage: Passage) -> Iterator[Excess]:
        amounts = self._find_exact(passage.text)
        parts = list(self._find_years(passage.text, amounts))
        stated = [amount for _, amount in parts]
        totals = [a for a in self._find_totals(passage.text, amounts) if a not in stated]
        is_whole = len(totals) == 1 and {totals[0].unit} == {amount.unit for amount in stated}
        years = [year for year, _ in parts]
        is_each_once = len(set(years)) == len(years) >= _FEWEST_PARTS
        if is_whole and is_each_once and _exceed(stated, totals[0]):
            yield Excess(totals[0], tuple(stated), (passage.quote(),))

    def _find_years(self, text: str, amounts: Iterable[Amount]) -> Iterator[tuple[str, Amount]]:
        for amount in amounts:
            before = re.search(rf"(?<!\d)({_YEAR})\s*[:=]\s*$", _just_before(text, amount))
            behind = self._year_behind.match(text, amount.end)
            if before or behind:
                yield (before or behind)[1], amount  # type: ignore[index]

    def _find_totals(self, text: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
        for amount in amounts:
            if self._total_at_end.search(_just_before(text, amount)):
                yield amount

    # The words

    @cached_property
    def _of_which(self) -> re.Pattern[str]:
        return re.compile(rf"\W\s*{_any(self._wording.of_which)}(?!\w):?", re.IGNORECASE)

    @cached_property
    def _separators(self) -> re.Pattern[str]:
        joined = _any(self._wording.joined)
        return re.compile(rf",?\s+{joined}\s+|,(?!\d)\s*|;", re.IGNORECASE)

    @cached_property
    def _about_at_end(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){_any(self._wording.about)}\s*$", re.IGNORECASE)

    @cached_property
    def _total_at_start(self) -> re.Pattern[str]:
        return re.compile(rf"\W*{_any(self._wording.total)}(?!\w)", re.IGNORECASE)

    @cached_property
    def _total_at_end(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){_any(self._wording.total)}\s*[:=]?\s*$", re.IGNORECASE)

    @cached_property
    def _year_behind(self) -> re.Pattern[str]:
        return re.compile(rf"\s*\(?{_any(self._wording.in_year)}?\s*({_YEAR})(?!\d)", re.IGNORECASE)


def _just_before(text: str, amount: Amount) -> str:
    """Return the few words before a number."""
    return text[max(0, amount.start - _LONGEST_PHRASE) : amount.start]


def _any(words: Sequence[str]) -> str:
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return rf"(?:{'|'.join(longest) or '(?!)'})"


# Shares of one whole


def _read_shares(
    material: Material, subject: Subject, report: Report
) -> Iterator[tuple[str, Excess]]:
    """Read answers "by sector" that name a larger share of the whole than the answer above."""
    questions = material.lists.vocabulary.questions
    answers = {answer.question: answer for answer in report.answers}
    for answer in report.answers:
        question = questions.get(answer.question)
        parent = question.parent if question else None
        if parent and questions[parent].whole and parent in answers:
            share = _read_share(material, subject, report, answers[parent])
            if share:
                excesses = _find_larger(material, subject, report, answer, share)
                yield from ((parent, excess) for excess in excesses)


def _read_share(
    material: Material, subject: Subject, report: Report, answer: Answer
) -> tuple[Amount, Quote] | None:
    for value in answer.values:
        for passage in material.lines_of(subject, "", report.source, read_span(value.line)):
            found = list(material.amounts.find(passage.text))
            if len(found) == 1 and found[0].unit == "%":
                return found[0], passage.quote()
    return None


def _find_larger(
    material: Material,
    subject: Subject,
    report: Report,
    answer: Answer,
    share: tuple[Amount, Quote],
) -> Iterator[Excess]:
    whole = material.lists.vocabulary.questions[answer.question].parent or ""
    words = material.lists.vocabulary.questions[whole].whole
    behind = re.compile(rf"\s*{_any(words)}(?!\w)", re.IGNORECASE)
    for passage in material.lines_of(subject, "", report.source, read_span(answer.lines)):
        for amount in material.amounts.find(passage.text):
            is_share = amount.unit == "%" and behind.match(passage.text, amount.end)
            if is_share and amount.value > share[0].value:
                quote = passage.quote(passage.sentence_at(amount.start))
                yield Excess(share[0], (amount,), (share[1], quote))
