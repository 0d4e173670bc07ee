"""From source texts to content: read, join, merge with what is there, and account for every line.

A run: `with run_alone(layout): plan = plan_run(texts, unreadable, vocabulary, read_state(layout))`,
then `write_plan(plan, layout)`; a check leaves out the first and the last. `summarise(plan)` and
`write_diff(plan)` tell what a plan does.
"""

from measurebook.normalise.drafts import read_state, run_alone, write_plan
from measurebook.normalise.run import plan_run
from measurebook.normalise.state import Change, Note, Plan, State
from measurebook.normalise.summary import Summary, summarise, write_diff

__all__ = [
    "Change",
    "Note",
    "Plan",
    "State",
    "Summary",
    "plan_run",
    "read_state",
    "run_alone",
    "summarise",
    "write_diff",
    "write_plan",
]
