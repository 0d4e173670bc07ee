"""What every test gets: the project's folder, settled Hypothesis settings, and no network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import hypothesis
import pytest

from measurebook.pipeline import last_pages
from tests.source_code import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")

# The same cases in every run, so that a failure is the change's and not the day's; no deadline,
# because machines are shared. `pytest --hypothesis-profile=thorough` looks further, with new cases.
hypothesis.settings.register_profile("settled", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=10_000)
hypothesis.settings.load_profile("settled")


def refuse_network(event: str, values: tuple[object, ...]) -> None:
    """Stop a test that reaches for another machine, before it does."""
    if event == "socket.connect":
        address = values[1]
        host = address[0] if isinstance(address, tuple) else None  # else a path of this machine
    elif event == "socket.getaddrinfo":
        host = values[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(host, str) and not host.startswith(LOOPBACK):
        raise AssertionError(f"a test tried to reach {host}; nothing here uses the network")


sys.addaudithook(refuse_network)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test builds is not kept among the pages of who runs the tests."""
    monkeypatch.setattr(last_pages, "PAGES", tmp_path_factory.getbasetemp() / "pages")
