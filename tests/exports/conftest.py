"""Releases that many tests share."""

from __future__ import annotations

import pytest

from measurebook.exports import Release
from tests.exports.releases import HOME, load_azerbaijan, load_norland, make_release


@pytest.fixture(scope="session")
def norland() -> Release:
    """A small knowledge base that knows where it stands."""
    return make_release(load_norland(), HOME)


@pytest.fixture(scope="session")
def nowhere() -> Release:
    """The same, before anybody knows where it will stand."""
    return make_release(load_norland())


@pytest.fixture(scope="session")
def azerbaijan() -> Release:
    """The real content."""
    return make_release(load_azerbaijan())
