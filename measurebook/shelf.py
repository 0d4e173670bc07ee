"""What a run needs now and then, put aside on the disk: memory stays flat however much it is."""

from __future__ import annotations

import os
import pickle
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

_KEPT_IN_MEMORY = 4 * 1024 * 1024


class Shelf:
    """A file without a name, which goes with the program; little stays in memory altogether."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115
        weakref.finalize(self, self._file.close)

    def put(self, thing: T) -> Shelved[T]:
        """Put something aside as it is now; what is got back is a copy."""
        start = self._file.seek(0, os.SEEK_END)
        packed = pickle.dumps(thing, protocol=pickle.HIGHEST_PROTOCOL)
        self._file.write(packed)
        return Shelved(self, start, len(packed))

    def read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)


class Shelved(msgspec.Struct, Generic[T], frozen=True):
    """Something on a shelf, and where it lies there."""

    shelf: Shelf
    start: int
    length: int

    def get(self) -> T:
        """Read it anew."""
        packed = self.shelf.read(self.start, self.length)
        thing: T = pickle.loads(packed)  # noqa: S301 (what this run itself packed)
        return thing


class ShelvedTexts(Mapping[str, str]):
    """Texts by name; the names are in memory, the texts on a shelf."""

    def __init__(self, shelf: Shelf, texts: Iterable[tuple[str, str]]) -> None:
        self._texts = {name: shelf.put(text) for name, text in texts}

    def __getitem__(self, name: str) -> str:
        return self._texts[name].get()

    def __contains__(self, name: object) -> bool:
        return name in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
