"""YAML and front matter, read strictly and written as people would write them.

Read strictly means: every scalar is text, keys are text and unique, and there are no aliases,
merge keys or tags. The records give the types. PyYAML's usual loaders turn `NO` into False and
`12:30` into 750, and let the last of two equal keys win.
"""

from measurebook.frontmatter.documents import (
    DOCUMENT_LIMIT,
    FRONT_MATTER_LIMIT,
    Document,
    read_document,
    write_document,
)
from measurebook.frontmatter.fields import Fields, KeyPath
from measurebook.frontmatter.records import as_values, convert, read_record, read_records
from measurebook.frontmatter.strict_yaml import DEPTH_LIMIT, read_fields
from measurebook.frontmatter.writing import write_fields

__all__ = [
    "DEPTH_LIMIT",
    "DOCUMENT_LIMIT",
    "FRONT_MATTER_LIMIT",
    "Document",
    "Fields",
    "KeyPath",
    "as_values",
    "convert",
    "read_document",
    "read_fields",
    "read_record",
    "read_records",
    "write_document",
    "write_fields",
]
