"""Every citation read again, to see whether the cited lines state the value.

A value that was changed by hand still cites the lines that it was read from, so those lines hold
something of its kind, and the page shows their words beside it. A citation that points at the
wrong lines is told from that: there the value stands elsewhere in the source, or nothing in the
lines could be read as such a value.
"""

from measurebook.normalise.proof.documents import Place, Proof, Prover

__all__ = ["Place", "Proof", "Prover"]
