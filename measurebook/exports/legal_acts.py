"""Whether a measure is a legal act itself: a law, a decree, a treaty and the like.

Older forms ask for the nature of a measure and say so. The newer ones do not, and there the title
tells: it names an act, rather than a training on one or the implementation of one. The words by
which it tells are a list of the vocabulary, `legal-acts.yaml`.
"""

from __future__ import annotations

import re

from measurebook.model.measure import Measure
from measurebook.model.vocabulary import LegalActWording
from measurebook.text import squash_blanks

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def find_legal_act(measure: Measure, wording: LegalActWording) -> str | None:
    """Return the word that names the act a measure is, or "" where only its nature tells.

    None is a measure that is no legal act, as far as can be told.
    """
    word = find_act_in_title(measure.title or "", wording)
    if word is not None:
        return word
    return "" if set(wording.natures).intersection(measure.nature or ()) else None


def find_act_in_title(title: str, wording: LegalActWording) -> str | None:
    """Find the word for an act that the title as a whole names.

    >>> wording = LegalActWording(acts=("law",), goes_on=("on",), links=("on",))
    >>> find_act_in_title("The Law on Culture", wording)
    'Law'
    >>> find_act_in_title("Training on the Law on Culture", wording)
    >>> find_act_in_title("Law school days", wording)
    """
    words = _WORD.findall(squash_blanks(title))
    for place, word in enumerate(words):
        if word.casefold() in wording.acts:
            goes_on = _goes_on_as_act(words[place + 1 :], wording)
            return word if goes_on and _leads_to_act(words[:place], wording) else None
    return None


def _goes_on_as_act(rest: list[str], wording: LegalActWording) -> bool:
    following = rest[0] if rest else ""
    return not following.isalpha() or following.casefold() in wording.goes_on


def _leads_to_act(before: list[str], wording: LegalActWording) -> bool:
    folded = [word.casefold() for word in before if word.isalpha()]
    opening = next((word for word in folded if word not in wording.articles), "")
    return opening in wording.making or not set(wording.links).intersection(folded)
