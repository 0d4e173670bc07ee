"""Icons as parts of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from measurebook.render.files import list_files, read_file

_ICON = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_BETWEEN_TAGS = re.compile(r">\s+<")


def make_icon_finder(assets: Path) -> Callable[..., Markup]:
    """Return the function by which templates put an icon into a page, as part of its markup."""

    @lru_cache
    def find_icon(name: str, extra: str = "") -> Markup:
        path = next(iter(list_files(assets, f"vendor/lucide-*/{name}.svg")), None)
        drawing = _ICON.search(read_file(path).decode()) if path else None
        if drawing is None:
            raise LookupError(f"there is no icon {name!r}")
        inner = Markup(_BETWEEN_TAGS.sub("><", drawing[1].strip()))  # noqa: S704 (vendored)
        classes = f"icon {extra}".strip()
        return Markup(
            '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>'
        ).format(classes, inner)

    return find_icon
