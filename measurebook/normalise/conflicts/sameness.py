"""Which conflict is which, and whether two records tell of the same one."""

from __future__ import annotations

from measurebook.model.base import read_span
from measurebook.model.conflict import Conflict, Quote
from measurebook.text import squash_blanks


def is_one(there: Conflict, record: Conflict) -> bool:
    """Tell whether a file holds what a rule found, wherever the file and its lines are now."""
    if (there.rule, there.field) != (record.rule, record.field):
        return False
    quoted = {(quote.source, quote.text) for quote in there.quotes}
    is_of_one = _subjects_of(there) == _subjects_of(record)
    return is_of_one or any((quote.source, quote.text) in quoted for quote in record.quotes)


def _subjects_of(record: Conflict) -> tuple[tuple[str, ...], ...]:
    return record.measures, record.reports, record.events


def says(there: Conflict, record: Conflict) -> bool:
    """Tell whether an editor's record says the same: it quotes the first side and another one.

    A side is the same where the lines overlap and either the kind of conflict is the same or the
    words of one quote stand in the other: one line may hold several statements.
    """
    first, *others = (_is_quoted(quote, there, record) for quote in record.quotes)
    return first and any(others)


def _is_quoted(quote: Quote, there: Conflict, record: Conflict) -> bool:
    return any(
        _overlap(quote, other) and (there.kind == record.kind or _share_words(quote, other))
        for other in there.quotes
    )


def _overlap(one: Quote, other: Quote) -> bool:
    first, second = read_span(one.lines), read_span(other.lines)
    is_near = first.first <= second.last and second.first <= first.last
    return one.source == other.source and is_near


def _share_words(one: Quote, other: Quote) -> bool:
    first, second = squash_blanks(one.text), squash_blanks(other.text)
    return first in second or second in first
