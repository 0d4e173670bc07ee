"""Answers of the closed kind, in the ways in which pages print them.

An answer is read where the text says it: as the whole line, as the one box that is ticked, or as
the word that opens the line. Words that take it back in part ("Yes, but …") leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from measurebook.normalise.lines.blocks import Line
from measurebook.normalise.values.terms import TermTable

_TICKED = r"[☑☒■✓✔]|\[\s?[xX✓]\s?\]|\(\s?[xX]\s?\)"
_UNTICKED = r"[☐□]|\[\s?\]|\(\s?\)"
_WORD = r"[^\W\d_]{1,20}"
_END = r"\s*[.,;/]?\s*"
_BOX = re.compile(rf"(?:(?P<ticked>{_TICKED})|{_UNTICKED})\s*(?P<word>{_WORD}){_END}")
_BOXES = re.compile(rf"(?:(?:{_TICKED}|{_UNTICKED})\s*{_WORD}{_END})+")
_OPENING = re.compile(r"(?P<word>[^\W\d_]{2,5})\s*(?:[,.;:–—(]|-\s)\s*(?P<rest>.+)")
_TAKES_BACK = re.compile(
    r"(?:but|only|however|except|not|part(?:ly|ially)|in part|mais|sauf|seulement|pas|en partie"
    r"|partiellement|pero|salvo|solo|sólo|en parte|parcialmente)\b(?!\s+(?:yet|encore))",
    re.IGNORECASE,
)
_LONGEST_BOXES = 200


def take_boxes(lines: Sequence[Line]) -> list[Line]:
    """Return the lines from the top that hold nothing but words with boxes before them."""
    return list(takewhile(lambda line: _BOXES.fullmatch(line.cleaned[:_LONGEST_BOXES]), lines))


def find_ticked(lines: Sequence[Line], answers: TermTable) -> str:
    """Return the answer whose box is ticked; where none is, or several are, it is unanswered."""
    boxes = _BOX.finditer(" ".join(line.cleaned for line in lines))
    ticked = [answers.find(box["word"]) for box in boxes if box["ticked"]]
    return (ticked[0] if len(ticked) == 1 else None) or "unanswered"


def find_opening(text: str, answers: TermTable) -> str | None:
    """Return the yes or no with which a longer answer opens, or None.

    >>> from measurebook.model.vocabulary import Term, Wording
    >>> english = Wording(text="Yes", status="source")
    >>> answers = TermTable({"yes": Term(wordings={"en": english})})
    >>> find_opening("Yes, in 2021.", answers), find_opening("Yes, but not all", answers)
    ('yes', None)
    """
    opening = _OPENING.fullmatch(text)
    if opening is None or _TAKES_BACK.match(opening["rest"]):
        return None
    state = answers.find(opening["word"])
    return state if state in {"yes", "no"} else None
