"""What is remembered is what would be made; nothing is remembered unless somebody does."""

from __future__ import annotations

import pytest

from measurebook.memory import Memory, recall


class Maker:
    def __init__(self) -> None:
        self.calls: list[object] = []

    def __call__(self, given: object) -> list[object]:
        self.calls.append(given)
        return [given]


def test_the_same_again_gives_the_same_object() -> None:
    memory, make = Memory(), Maker()
    made = []
    for _ in range(3):
        with memory.at_work():
            made.append(recall("place", make, {"a": 1}))
    assert made[0] is made[1] is made[2]
    assert make.calls == [{"a": 1}]


def test_something_else_is_made_anew_and_takes_the_place() -> None:
    memory, make = Memory(), Maker()
    with memory.at_work():
        assert [recall("place", make, given) for given in (1, 2, 2, 1)] == [[1], [2], [2], [1]]
    assert make.calls == [1, 2, 1]


def test_places_do_not_know_of_each_other() -> None:
    make = Maker()
    with Memory().at_work():
        assert recall("one", make, 1) is not recall("other", make, 1)


def test_nothing_is_remembered_where_nobody_does() -> None:
    memory, make = Memory(), Maker()
    with memory.at_work():
        recall("place", make, 1)
    recall("place", make, 1)
    assert make.calls == [1, 1]


def test_what_fails_is_tried_again() -> None:
    memory = Memory()
    calls = []

    def make(given: int) -> str:
        calls.append(given)
        if len(calls) == 1:
            raise ZeroDivisionError
        return "fine"

    with memory.at_work():
        with pytest.raises(ZeroDivisionError):
            recall("place", make, 1)
        assert recall("place", make, 1) == "fine"
