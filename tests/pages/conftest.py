"""The pages of the sample project, planned once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.samples import copy_sample, make_edition, plan_by_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from measurebook.pages import Edition, Page
    from measurebook.settings import Layout

V = TypeVar("V")


@pytest.fixture(scope="session")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return copy_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def edition(layout: Layout) -> Edition:
    return make_edition(layout)


@pytest.fixture(scope="session")
def pages(layout: Layout) -> dict[str, Page]:
    return plan_by_address(layout)


@pytest.fixture
def view(pages: dict[str, Page]) -> Callable[[str, type[V]], V]:
    """Return the context of the page at an address, which must be of a kind of view."""

    def find(address: str, kind: type[V]) -> V:
        context = pages[address].context
        assert isinstance(context, kind)
        return context

    return find
