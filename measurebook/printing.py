"""Sets the print edition for paper, where the optional program for it is installed.

A PDF is made by WeasyPrint and the Pango of the machine. The same volume on the same machine always
gives the same bytes; another Pango may break a line elsewhere. So a PDF stands beside the bundle,
which is the same everywhere, and never in it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import ModuleType

from measurebook.cache import CACHE, forget_oldest, read_cached, use_again, write_cached
from measurebook.model.output import OutputFile

PAPERS = CACHE / "print"
_MOST_KEPT = 8
_DATE = "SOURCE_DATE_EPOCH"
_FIRST_DATE = "315532800"
"""1980-01-01, which is also the date of the files of a bundle."""


class NoTypesetterError(Exception):
    """There is nothing to make a PDF with; the message says what would be needed."""


def set_for_paper(volume: OutputFile, kept: Path = PAPERS) -> OutputFile:
    """Return a volume as PDF, beside its HTML. Raises NoTypesetterError.

    It takes seconds, so the last PDFs are kept.
    """
    weasyprint = _load_weasyprint()
    key = sha256(f"{_name_typesetter(weasyprint)}\n".encode() + volume.data).hexdigest()
    place = kept / key
    data = read_cached(place)
    if data is None:
        data = _set(weasyprint, volume)
        write_cached(place, data)
        forget_oldest(kept, _MOST_KEPT)
    else:
        use_again(place)
    return OutputFile(f"{volume.path.removesuffix('.html')}.pdf", data)


def _load_weasyprint() -> ModuleType:
    try:
        weasyprint = import_module("weasyprint")
    except ImportError:
        raise NoTypesetterError("WeasyPrint is not installed (the extra “print”)") from None
    except OSError:
        raise NoTypesetterError(
            "WeasyPrint finds no Pango (on Debian: libpango-1.0-0 and libharfbuzz-subset0)"
        ) from None
    return weasyprint


def _name_typesetter(weasyprint: ModuleType) -> str:
    from weasyprint.text.ffi import pango

    return f"{weasyprint.__version__} {pango.pango_version()}"


def _set(weasyprint: ModuleType, volume: OutputFile) -> bytes:
    """Make the PDF: tagged for screen readers, with nothing loaded from anywhere."""
    from weasyprint.urls import URLFetcher

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    nothing = URLFetcher(allowed_protocols=["data"])
    with _fixed_date():
        page = weasyprint.HTML(string=volume.data.decode(), url_fetcher=nothing)
        pdf: bytes = page.write_pdf(pdf_tags=True)
    return pdf


@contextmanager
def _fixed_date() -> Iterator[None]:
    """Keep the clock out of the faces that are cut down for the PDF."""
    before = os.environ.get(_DATE)
    os.environ[_DATE] = _FIRST_DATE
    try:
        yield
    finally:
        del os.environ[_DATE]
        if before is not None:
            os.environ[_DATE] = before
