"""What comes out the same is not made again, for one who does the same work over and over.

As with `functools.lru_cache`, a function gives what it gave before where it is given the same; but
it may be given what cannot be hashed, and nothing is kept unless somebody remembers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Given = TypeVarTuple("Given")


class Memory:
    """What was made last in each place, and of what."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Remember what is made in this block, and let it use what was made in an earlier one."""
        token = _present.set(self)
        try:
            yield
        finally:
            _present.reset(token)

    def recall(self, place: Hashable, make: Callable[..., T], given: tuple[Any, ...]) -> T:
        last = self._made.get(place)
        if last is None or last[0] != given:
            last = self._made[place] = given, make(*given)
        made: T = last[1]
        return made


_present: ContextVar[Memory | None] = ContextVar("memory", default=None)


def recall(place: Hashable, make: Callable[[*Given], T], *given: *Given) -> T:
    """Return `make(*given)`, or what it gave the last time in this place if that was given too.

    `make` must depend on nothing else, and nobody may change what it gives.
    """
    memory = _present.get()
    return make(*given) if memory is None else memory.recall(place, make, given)


def recall_all(
    place: Hashable, find: Callable[[*Given], Iterable[T]], *given: *Given
) -> tuple[T, ...]:
    """Return all that `find(*given)` gives one after the other, remembered in the same way."""
    return recall(place, lambda *of: tuple(find(*of)), *given)
