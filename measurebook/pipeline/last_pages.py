"""The pages of the last build into a folder: one that would come out the same is not made again.

A page, and what the gate reads in it, follows from what it shows, from the words of its language
and from the program. What it shows is told by a hash, which leaves out the version of the content:
every page states it, and in a page that is otherwise the same it is exchanged. The bytes are taken
from the folder, if nobody has touched them since.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import msgspec
from markupsafe import Markup

from measurebook.cache import (
    CACHE,
    forget_oldest,
    name_for,
    read_cached,
    read_if_there,
    use_again,
    write_cached,
)
from measurebook.exports import CitationView, Head
from measurebook.gate import Rules, Survey
from measurebook.model.output import OutputFile
from measurebook.pages import Page
from measurebook.render import can_paint, read_program

PAGES = CACHE / "pages"
_MOST_FOLDERS = 8


class KeptPage(msgspec.Struct, frozen=True, array_like=True):
    """The hashes of what a page was made of and of its bytes, and what the gate read in it, which
    is decoded where it is needed.
    """

    made_of: bytes
    sha256: bytes
    survey: msgspec.Raw


class KeptPages(msgspec.Struct, frozen=True):
    """What is kept of the pages of one site, by their paths.

    `maker` is the hash of all they were made by, `version` that of their content.
    """

    maker: bytes = b""
    version: str = ""
    pages: Mapping[str, KeptPage] = MappingProxyType({})


class LastPages:
    """The pages that the last build left in a folder, for a build by the same maker.

    What is kept of them is in a file of `store`.
    """

    def __init__(self, folder: Path, maker: bytes, store: Path) -> None:
        self._folder = folder
        self._maker = maker
        self._path = store / name_for(folder)
        kept = _decode(read_cached(self._path) or b"")
        self._kept = kept if kept.maker == maker else KeptPages(maker)

    def find(self, path: str, made_of: bytes, version: str) -> OutputFile | None:
        """Return the page as this version has it, if it was made of the same."""
        kept = self._kept.pages.get(path)
        if kept is None or kept.made_of != made_of:
            return None
        data = read_if_there(self._folder / path)
        if data is None or sha256(data).digest() != kept.sha256:
            return None
        data = data.replace(self._kept.version.encode(), version.encode())
        return OutputFile(path, data, made_of)

    def find_survey(self, file: OutputFile) -> Survey | None:
        """Return what the gate reads in a page that was made of the same."""
        kept = self._kept.pages.get(file.path)
        if kept is None or kept.made_of != file.made_of:
            return None
        return msgspec.msgpack.decode(kept.survey, type=Survey)

    def keep(self, version: str, files: Iterable[OutputFile], surveys: Iterable[Survey]) -> None:
        """Keep what the next build needs, if it is not kept already.

        A page with the version in an address is left out: its survey holds for that one only.
        """
        made = {file.path: file for file in files if file.made_of}
        if version == self._kept.version and self._keeps(made):
            use_again(self._path)
            return
        pages = {
            survey.path: _keep_page(made[survey.path], survey)
            for survey in surveys
            if survey.path in made and not any(version in link.address for link in survey.links)
        }
        kept = msgspec.msgpack.encode(KeptPages(self._maker, version, pages))
        write_cached(self._path, kept)
        forget_oldest(self._path.parent, _MOST_FOLDERS)

    def _keeps(self, made: Mapping[str, OutputFile]) -> bool:
        kept = self._kept.pages
        return all(path in kept and kept[path].made_of == made[path].made_of for path in made)


def _keep_page(file: OutputFile, survey: Survey) -> KeptPage:
    read = msgspec.Raw(msgspec.msgpack.encode(survey))
    return KeptPage(file.made_of, sha256(file.data).digest(), read)


def _decode(kept: bytes) -> KeptPages:
    """Read what is kept; what an older program kept in another form is as if it were not there."""
    try:
        return msgspec.msgpack.decode(kept, type=KeptPages)
    except msgspec.MsgspecError:
        return KeptPages()


# Hashes


def hash_maker(words: Mapping[str, Mapping[str, str]], rules: Rules) -> bytes:
    """Return the hash of all that pages are made and checked by: program, words and rules."""
    found = sha256(sys.version.encode())
    for part in read_program():
        found.update(part)
    found.update(msgspec.msgpack.encode((words, rules, can_paint()), order="deterministic"))
    return found.digest()


def hash_shown(page: Page, head: Head, citation: CitationView | None, version: str) -> bytes:
    """Return the hash of all that a page shows, whichever the version of the content is."""
    shown = _ENCODER.encode((page.template, page.address, page.context, head, citation))
    return sha256(shown.replace(version.encode(), b"\0" * len(version))).digest()


def _tell_markup(value: object) -> dict[str, str]:
    """Markup comes into a page as it is and text does not, so the same letters are not the same."""
    if not isinstance(value, Markup):
        raise TypeError(f"a page cannot show {value!r}")
    return {"markup": str(value)}


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_tell_markup)
