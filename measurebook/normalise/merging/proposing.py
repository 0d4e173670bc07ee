"""What the sources say now, proposed beside a file that says something else by an editor's hand."""

from __future__ import annotations

import msgspec

from measurebook.errors import Problem
from measurebook.normalise.state import Plan, State, name_file, name_proposal

CHANGED = "changed in the source: {units}; the edit stays, and what the source says"
READ_ANEW = "read anew; the edit stays, and the new reading"


class Proposal(msgspec.Struct, frozen=True):
    """A text that waits for a decision.

    `name` is that of the file with its folder, `base` the text that was last generated for it,
    `units` are the parts that both sides changed, and `why` says what is in the proposal.
    """

    name: str
    base: str | None
    text: str
    units: tuple[str, ...]
    why: str = CHANGED


def propose(proposal: Proposal, state: State, plan: Plan) -> bool:
    """Add a proposal to a plan; False where an edited one is in the way."""
    name, units = proposal.name, proposal.units
    before, path = state.proposals.get(name), name_proposal(state.root, name)
    if before not in {None, proposal.text, proposal.base}:
        message = "was edited; take over what is right, delete this file, and run again"
        plan.problems.append(Problem(path, 0, message))
        return False
    plan.change("proposed", name, before, proposal.text)
    message = f"edited here and {proposal.why.format(units=', '.join(units))} is in {path}"
    plan.problems.append(Problem(name_file(state.root, name), 0, message, blocking=False))
    plan.note("conflicting", name_file(state.root, name), units)
    return True
