"""This run's records against what is there: joined, matched, and never over an edit.

`same_measure` joins what several sources say of one measure; `identity` and `matching` find the
file of each draft. `three_way` decides what becomes of a file: `content` reads what it says,
`merger` and `record_lists` settle what it is to say, `yaml_edits`, `body_edits` and `line_ends`
write that into a curator's text. `reconcile` does so for documents and `ledger_edits` for ledgers;
`memory` is what the next run has to know.
"""
