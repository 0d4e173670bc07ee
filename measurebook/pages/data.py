"""Everything to take along: files with their sizes and checksums, and what their fields hold."""

from __future__ import annotations

from collections.abc import Sequence

from measurebook.model.download import Download, FieldNote, Handout
from measurebook.pages.parts.edition import Edition
from measurebook.pages.parts.frames import make_frame
from measurebook.pages.parts.views import LedView, View
from measurebook.text import make_slug

_KILO = 1024
_HANDOUTS = {
    "bundle": ("handout_bundle", "handout_bundle_text"),
    "print": ("handout_print", "handout_print_text"),
    "pdf": ("handout_print", "handout_pdf_text"),
}
"""Kind of a handout to the words for what it is called and what it holds."""


class DownloadRow(View, frozen=True, kw_only=True):
    """A file; `for_excel` is the address of the same table for Excel, or ""."""

    id: str
    title: str
    description: str
    format: str
    rows: str
    size: str
    sha256: str
    address: str
    for_excel: str


class FieldRow(View, frozen=True, kw_only=True):
    name: str
    type: str
    description: str


class Dictionary(View, frozen=True, kw_only=True):
    """The fields of a table."""

    id: str
    title: str
    fields: tuple[FieldRow, ...]


class HandoutRow(View, frozen=True, kw_only=True):
    """A file to hand out; `language` is "" where it holds all of them."""

    id: str
    title: str
    description: str
    format: str
    language: str
    size: str
    sha256: str
    address: str


class DataView(LedView, frozen=True, kw_only=True):
    heading: str
    handouts: tuple[HandoutRow, ...]
    tables: tuple[DownloadRow, ...]
    others: tuple[DownloadRow, ...]
    dictionaries: tuple[Dictionary, ...]


def make_data(
    edition: Edition, downloads: Sequence[Download], handouts: Sequence[Handout] = ()
) -> DataView:
    heading = edition.wording.say("data_heading")
    return DataView(
        frame=make_frame(edition, "data", heading),
        heading=heading,
        lead=edition.wording.say("data_lead"),
        handouts=tuple(_show_handout(edition, handout) for handout in handouts),
        tables=tuple(show_download(edition, file) for file in downloads if file.fields),
        others=tuple(show_download(edition, file) for file in downloads if not file.fields),
        dictionaries=tuple(_list_fields(edition, file) for file in downloads if file.fields),
    )


def show_download(edition: Edition, file: Download) -> DownloadRow:
    say = edition.wording.say
    return DownloadRow(
        id=f"file-{file.name.replace('_', '-')}",
        title=say(file.title_word),
        description=say(file.description_word),
        format=file.format,
        rows="" if file.rows is None else edition.wording.number(file.rows),
        size=say_size(edition, file.bytes),
        sha256=file.sha256,
        address=file.address,
        for_excel=file.for_excel,
    )


def _show_handout(edition: Edition, handout: Handout) -> HandoutRow:
    say, path = edition.wording.say, handout.file.path
    title, description = _HANDOUTS[handout.kind]
    return HandoutRow(
        id=f"file-{make_slug(path)}",
        title=say(title),
        description=say(description),
        format=path.rpartition(".")[2].upper(),
        language=say(f"language_{handout.language}") if handout.language else "",
        size=say_size(edition, len(handout.file.data)),
        sha256=handout.sha256,
        address=path,
    )


def say_size(edition: Edition, size: int) -> str:
    """Say how large a file is, in thousands of bytes where it is larger than that."""
    if size < _KILO:
        return edition.wording.say("size_bytes", size=edition.wording.number(size))
    return edition.wording.say("size_kilobytes", size=edition.wording.number(round(size / _KILO)))


def _list_fields(edition: Edition, file: Download) -> Dictionary:
    return Dictionary(
        id=f"fields-{file.name.replace('_', '-')}",
        title=edition.wording.say(file.title_word),
        fields=tuple(_show_field(edition, field) for field in file.fields),
    )


def _show_field(edition: Edition, field: FieldNote) -> FieldRow:
    description = edition.wording.say(field.description_word)
    return FieldRow(name=field.name, type=field.type, description=description)
