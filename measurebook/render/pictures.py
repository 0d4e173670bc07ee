"""Pictures: drawn into pages, or painted for those who share a page."""

from __future__ import annotations

import hashlib
import re
import zlib
from importlib import import_module
from pathlib import Path
from types import ModuleType

from markupsafe import Markup

from measurebook.cache import CACHE, read_cached, write_cached
from measurebook.pages.parts.views import Picture
from measurebook.render.files import ASSETS

PICTURES = CACHE / "pictures"
_FONTS = ASSETS / "vendor/newsreader-static-0.4.1"
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
_LEFT_OUT = re.compile(r'<path class="foreground"[^>]*/>| (?:role|aria-[a-z]+)="[^"]*"(?=[^<>]*>)')


def draw(picture: Picture | None, kept: Path = PICTURES) -> Markup:
    """Draw a picture into the page; "" where there is none or nothing to draw with is installed.

    A drawing takes a second, and the same description always gives the same one, so it is kept.
    """
    vega = _load_vega() if picture else None
    if picture is None or vega is None:
        return Markup()
    path = kept / f"{_name_kept(vega, picture.spec)}.svg"
    drawing = read_cached(path)
    if drawing is None:
        drawing = vega.vegalite_to_svg(picture.spec).encode()
        write_cached(path, drawing)
    return _fit_into_page(drawing.decode(), picture.label)


def can_paint() -> bool:
    """Tell whether what paints pictures is installed."""
    return _load_vega() is not None


def paint(drawing: str, kept: Path = PICTURES, fonts: Path = _FONTS) -> bytes:
    """Paint a drawing as PNG with the face of the headings; kept like the drawings of pages.

    Raises LookupError where nothing that paints is installed.
    """
    vega = _load_vega()
    if vega is None:
        raise LookupError("nothing that paints pictures is installed")
    path = kept / f"{_name_kept(vega, fonts.name, drawing)}.png"
    picture = read_cached(path)
    if picture is None:
        vega.register_font_directory(str(fonts))
        picture = _pack(vega.svg_to_png(drawing))
        write_cached(path, picture)
    return picture


def _name_kept(vega: ModuleType, *made_of: str) -> str:
    return hashlib.sha256("\n".join([vega.__version__, *made_of]).encode()).hexdigest()


def _pack(picture: bytes) -> bytes:
    """Compress a PNG file again, as tightly as the format allows: to a third for flat colours."""
    head, chunks, place = picture[:8], list[tuple[bytes, bytes]](), 8
    while place < len(picture):
        length = int.from_bytes(picture[place : place + 4])
        chunks.append((picture[place + 4 : place + 8], picture[place + 8 : place + 8 + length]))
        place += length + 12
    drawn = zlib.compress(zlib.decompress(b"".join(d for kind, d in chunks if kind == b"IDAT")), 9)
    first, last = chunks[0], chunks[-1]
    return head + b"".join(_write_chunk(*chunk) for chunk in (first, (b"IDAT", drawn), last))


def _write_chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def _load_vega() -> ModuleType | None:
    try:
        return import_module("vl_convert")
    except ImportError:
        return None


def _fit_into_page(drawing: str, label: str) -> Markup:
    """Make a drawing one picture with a name, and leave out what only other programs read."""
    inner = _LEFT_OUT.sub("", drawing.partition(">")[2])
    size = _SIZE.search(drawing)
    box = f"0 0 {size[1]} {size[2]}" if size else "0 0 1 1"
    opening = Markup('<svg class="marks" viewBox="{}" role="img" aria-label="{}">')
    return opening.format(box, label) + Markup(inner)  # noqa: S704 (Vega escapes every text)
