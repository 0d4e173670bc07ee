"""The diagram and the table say the same of bodies, measures and partners."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from measurebook.pages.network import NetworkView

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def network(view: Callable[[str, type[NetworkView]], NetworkView]) -> NetworkView:
    return view("network.html", NetworkView)


def test_each_tie_of_the_table_is_one_line_of_the_diagram(network: NetworkView) -> None:
    assert network.diagram is not None
    ties = sum(len(tie.agencies) + len(tie.partners) for tie in network.ties)
    assert len(network.diagram.lines) == ties == 5


def test_each_body_is_drawn_once_for_each_part_it_has(network: NetworkView) -> None:
    assert network.diagram is not None
    nodes = [(node.kind, node.full) for node in network.diagram.nodes]
    assert len(nodes) == len(set(nodes))
    assert ("agency", "Union of Actors of Norland") in nodes
    assert ("partner", "Union of Actors of Norland") in nodes
    assert ("partner", "Local authorities") in nodes


def test_no_two_names_of_a_column_overlap(network: NetworkView) -> None:
    assert network.diagram is not None
    for kind in ("agency", "measure", "partner"):
        places = sorted(node.y for node in network.diagram.nodes if node.kind == kind)
        steps = [after - before for before, after in pairwise(places)]
        assert all(step >= 20 for step in steps), kind
        assert places[-1] < network.diagram.height


def test_a_measure_without_bodies_is_in_neither(network: NetworkView) -> None:
    assert [tie.measure.address for tie in network.ties] == [
        "measures/law-on-the-arts.html",
        "measures/open-stage-days.html",
    ]
