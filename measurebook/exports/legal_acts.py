"""Whether a measure is a legal act itself: a law, a decree, a treaty and the like.

Older forms ask for the nature of a measure and say so. The newer ones do not, and there the title
tells: it names an act, rather than a training on one or the implementation of one.
"""

from __future__ import annotations

import re

from measurebook.model.measure import Measure
from measurebook.text import squash_blanks

LEGAL_NATURES = frozenset({"legislative", "regulatory"})

_ACTS = frozenset(
    """
    law act constitution decree edict ordinance order resolution regulation regulations treaty
    convention agreement memorandum protocol declaration
    loi constitution décret arrêté ordonnance règlement résolution traité convention accord
    mémorandum protocole déclaration
    ley constitución decreto ordenanza reglamento resolución tratado convenio convención acuerdo
    memorando memorándum protocolo declaración
    qanun qanunu konstitusiya konstitusiyası fərman fərmanı sərəncam sərəncamı qərar qərarı
    müqavilə müqaviləsi konvensiya konvensiyası saziş sazişi protokol protokolu bəyannamə
    bəyannaməsi
    """.split()
)
"""Words for acts in the languages of the forms and in Azerbaijani."""

_GOES_ON = frozenset(
    """
    on of between with concerning regarding no nr adopted
    sur du de des d portant relatif relative entre n présidentiel exécutif
    sobre entre del para n orgánica general supremo ministerial legislativo
    """.split()
)
"""What may follow a word that names the act; "law school" is about something else."""

_LINKS = frozenset(
    """
    of to on for in at with by under from about through against
    de du des d à au aux sur pour en par avec dans del al para por con sobre
    """.split()
)
"""Before the word for the act, one of these shows that the title is about something else …"""

_MAKING = frozenset(
    """
    adoption amendment amendments approval ratification signing signature accession entry passing
    revision conclusion draft
    adoption amendement amendements approbation ratification signature adhésion révision conclusion
    adopción enmienda enmiendas aprobación ratificación firma adhesión revisión celebración
    """.split()
)
"""… unless that is how acts come about, as in "Adoption of the new Law on Media"."""

_ARTICLES = frozenset("the a an la le les l un une el los las una".split())
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def find_legal_act(measure: Measure) -> str | None:
    """Return the word that names the act a measure is, or "" where only its nature tells.

    None is a measure that is no legal act, as far as can be told.
    """
    word = find_act_in_title(measure.title or "")
    if word is not None:
        return word
    return "" if LEGAL_NATURES.intersection(measure.nature or ()) else None


def find_act_in_title(title: str) -> str | None:
    """Find the word for an act that the title as a whole names.

    >>> find_act_in_title("Amendments to the Law on Culture"), find_act_in_title("Decree No. 5")
    ('Law', 'Decree')
    >>> find_act_in_title("Training on the Law on Culture"), find_act_in_title("Law school days")
    (None, None)
    """
    words = _WORD.findall(squash_blanks(title))
    for place, word in enumerate(words):
        if word.casefold() in _ACTS:
            named = _goes_on_as_act(words[place + 1 :]) and _leads_to_act(words[:place])
            return word if named else None
    return None


def _goes_on_as_act(rest: list[str]) -> bool:
    following = rest[0] if rest else ""
    return not following.isalpha() or following.casefold() in _GOES_ON


def _leads_to_act(before: list[str]) -> bool:
    folded = [word.casefold() for word in before if word.isalpha()]
    opening = next((word for word in folded if word not in _ARTICLES), "")
    return opening in _MAKING or not _LINKS.intersection(folded)
