"""How far the wordings of terms can be trusted, and what the form prints instead."""

from __future__ import annotations

from collections.abc import Mapping

from measurebook.model.vocabulary import VERIFIED, Wording
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.views import Original, WordingRow
from measurebook.pages.parts.wording import mark
from measurebook.urls import address_of


def show_wording(edition: Edition, language: str, wording: Wording) -> WordingRow:
    """Show a term in a language. Only a wording that was found somewhere counts as official."""
    status = "official" if wording.status in VERIFIED else wording.status
    cites = edition.references([wording.source] if wording.source else [])
    return WordingRow(
        language=edition.wording.say(f"in_language_{language}"),
        lang=edition.other_language(language),
        text=wording.text,
        status=status,
        status_word=edition.wording.say(f"status_{status}"),
        cites=cites,
        origin="" if cites else mark(wording.source or "", edition.editors_language),
    )


def find_original(edition: Edition, question: str) -> Original | None:
    """Find the official words of a question where the page shows others; None where it does not.

    All wordings of the question stand on the page of the vocabulary.
    """
    known = edition.vocabulary.questions.get(question)
    address = f"{address_of('vocabulary')}#question-{question}"
    return tell_original(edition, known.wordings, address) if known else None


def tell_original(
    edition: Edition, wordings: Mapping[str, Wording], address: str = ""
) -> Original | None:
    """Tell of a wording that is not official; None of one that is."""
    shown = edition.choose_language(wordings)
    if not shown or wordings[shown].status in VERIFIED:
        return None
    official = next((code for code in ("en", *wordings) if _is_official(wordings, code)), "")
    return Original(
        status=edition.wording.say(f"original_{wordings[shown].status}"),
        wording=_say_official(edition, official, wordings) if official else "",
        address=address,
    )


def _say_official(edition: Edition, language: str, wordings: Mapping[str, Wording]) -> str:
    said = edition.wording.say(f"in_language_{language}")
    return edition.wording.say("original_official", language=said, wording=wordings[language].text)


def _is_official(wordings: Mapping[str, Wording], language: str) -> bool:
    return language in wordings and wordings[language].status in VERIFIED
