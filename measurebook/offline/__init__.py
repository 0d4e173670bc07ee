"""One zip that holds the whole site and opens by double click, and the check of such a zip.

The same files give the same zip, byte for byte, on any machine: entries are sorted, dates and
modes are fixed, and nothing is compressed, because builds of zlib differ in the bytes they write.
"""

from __future__ import annotations

from measurebook.offline.reading import verify_bundle
from measurebook.offline.writing import Bundle, pack_bundle, write_beside, write_bundle

__all__ = ["Bundle", "pack_bundle", "verify_bundle", "write_beside", "write_bundle"]
