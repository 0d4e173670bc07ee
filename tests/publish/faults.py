"""Publishes with a fault at every call that reaches the disk; a program of its own.

Python tells its audit hooks of each such call just before it is made, so a hook can end the
program there, or let the call fail. A hook cannot be taken away again, so each try is a fork.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from measurebook.errors import MachineError
from measurebook.publish import publish
from tests.publish.sites import find_version, names_in, site_of

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = {
    "ctypes.dlsym",  # the exchange and the sync follow
    "open",
    "os.link",
    "os.listdir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.scandir",
}
DONE, REFUSED, NEVER_REACHED = 0, 3, 4


@dataclass
class Fault:
    """Strikes at one call after it is armed."""

    when: int
    strike: Callable[[], None]
    is_armed: bool = False
    seen: int = 0

    def __call__(self, event: str, _values: tuple[object, ...]) -> None:
        if self.is_armed and event in CALLS:
            self.seen += 1
            if self.seen == self.when:
                self.strike()


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail_with(code: int) -> Callable[[], None]:
    def strike() -> None:
        raise OSError(code, os.strerror(code), "somewhere")

    return strike


def publish_with_fault(output: Path, version: int, fault: Fault) -> int:
    """Publish in a fork; return its exit status, negative for a signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.addaudithook(fault)
    fault.is_armed = True
    status = DONE
    try:
        publish(site_of(version), output)
    except MachineError:
        status = REFUSED
    fault.is_armed = False
    os._exit(status if fault.seen >= fault.when else NEVER_REACHED)


def try_every_call(folder: Path, strike: Callable[[], None]) -> int:
    """Let the fault strike at the first call, then at the second, until it finds none."""
    output = folder / "site"
    for when in range(1, 10_000):
        publish(site_of(1), output)
        status = publish_with_fault(output, 2, Fault(when, strike))
        if status == NEVER_REACHED:
            return when - 1
        assert status in {DONE, REFUSED, -signal.SIGKILL}, f"call {when}: exit status {status}"
        check_what_stands(output, when, status)
        publish(site_of(3), output)
        assert find_version(output) == 3
        assert names_in(folder) == ["site"], f"call {when} left {names_in(folder)}"
    raise AssertionError("the fault struck without end")


def check_what_stands(output: Path, when: int, status: int) -> None:
    """The site is whole, unless a kill struck where it had been moved aside."""
    try:
        version = find_version(output)
    except (AssertionError, OSError) as fault:
        raise AssertionError(f"call {when}: the site is torn or gone") from fault
    assert version == 2 or status != DONE, f"call {when}: published without effect"


if __name__ == "__main__":
    where, what = Path(sys.argv[1]), sys.argv[2]
    print(try_every_call(where, kill if what == "KILL" else fail_with(getattr(errno, what))))
