"""Lines folded as labels are, for the readers that all look at the same lines."""

from __future__ import annotations

from functools import lru_cache

from measurebook.text import fold_label

LONGEST = 1000
"""No label, heading or question is longer; a line that is, is nobody's label."""


@lru_cache(maxsize=8192)
def _fold_again(text: str) -> str:
    return fold_label(text)


def fold_line(text: str) -> str:
    """Fold a line as `fold_label` does; short lines are folded once, as many tables ask for them.

    >>> fold_line("Cultural Domain(s):\N{NO-BREAK SPACE}")
    'cultural domain(s)'
    """
    return _fold_again(text) if len(text) <= LONGEST else fold_label(text)
