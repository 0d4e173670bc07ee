"""The way from source texts to content."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext

from measurebook.errors import Problem
from measurebook.load import list_ids, load_vocabulary, read_texts
from measurebook.normalise.drafts import read_state, run_alone, write_plan
from measurebook.normalise.run import plan_run
from measurebook.normalise.state import Plan
from measurebook.settings import Layout


def normalise(layout: Layout, *, is_check: bool, restore: Iterable[str] = ()) -> Plan:
    """Read all sources and bring the content up to date with them; a check writes nothing.

    `restore` names deleted documents that are asked for again, by slug or as `measures/<slug>`.
    Raises ContentError where the vocabulary cannot be read; what is wrong with single sources and
    what waits for a decision are the plan's problems.
    """
    problems: list[Problem] = []
    vocabulary = load_vocabulary(layout)
    ids = list_ids(layout, problems)
    texts = read_texts(ids, layout, problems)
    with nullcontext() if is_check else run_alone(layout):
        plan = plan_run(texts, ids, vocabulary, read_state(layout), frozenset(restore))
        plan.problems += problems
        if not is_check:
            written, unwritten = write_plan(plan, layout)
            plan.unwritten = sum(1 for _ in plan.in_order()) - len(written)
            plan.problems += unwritten
    return plan
