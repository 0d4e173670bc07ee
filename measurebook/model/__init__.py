"""The things the knowledge base is about, as frozen records.

Absent is `None`, empty is `()`: a field the source does not have is not a field left empty.
Records hold slugs, never each other; `measurebook.graph` resolves them.
"""
