"""Reads the files of the site that are not pages: styles, data, texts."""

from __future__ import annotations

import json
import re
import xml.parsers.expat

from measurebook.errors import quote
from measurebook.gate.notes import Fault, Notes
from measurebook.gate.page import Survey
from measurebook.gate.personal import find_personal, find_personal_in_markup
from measurebook.gate.rules import Rules
from measurebook.gate.styles import find_style_addresses

_TEXT_KINDS = (
    ".bib",
    ".css",
    ".csv",
    ".js",
    ".json",
    ".md",
    ".ris",
    ".svg",
    ".txt",
    ".xml",
    ".ttl",
)


def survey_other(path: str, data: bytes, rules: Rules) -> Survey | None:
    """Read a file that is not a page; None for pictures, fonts and archives."""
    if not path.endswith(_TEXT_KINDS):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Survey(path, faults=(Fault(f"is not UTF-8 at byte {error.start}"),))
    notes = Notes(path, rules)
    for kind, read in _READERS.items():
        if path.endswith(kind):
            read(notes, text)
    if not path.startswith(rules.others_words):
        _refuse_personal(notes, text)
    return Survey(path, links=tuple(notes.links), faults=tuple(notes.faults))


def _refuse_personal(notes: Notes, text: str) -> None:
    find = find_personal_in_markup if notes.path.endswith((".xml", ".svg")) else find_personal
    for personal in find(text):
        if personal not in notes.rules.contacts:
            notes.fault(f"shows {quote(personal)}; personal data must be withheld", personal)


def _read_style(notes: Notes, text: str) -> None:
    for address in find_style_addresses(text):
        notes.note_local("style", "url", address, "resource")


def _read_json(notes: Notes, text: str) -> None:
    try:
        json.loads(text)
    except ValueError as error:
        notes.fault(f"is not JSON: {error}")


def _read_xml(notes: Notes, text: str) -> None:
    """Check that it is well-formed and that what it says of this site is there."""
    try:
        xml.parsers.expat.ParserCreate().Parse(text, True)
    except xml.parsers.expat.ExpatError as error:
        notes.fault(f"is not well-formed: {error}")
    if notes.rules.base_url:
        pattern = re.escape(notes.rules.base_url) + r"[^\s<>\"']*"
        for address in re.findall(pattern, text):
            notes.note("xml", "address", address, "page")


_READERS = {".css": _read_style, ".json": _read_json, ".svg": _read_xml, ".xml": _read_xml}
