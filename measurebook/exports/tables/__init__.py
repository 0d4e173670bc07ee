"""The knowledge base as tables that fit together, for spreadsheets, statistics and databases."""

from __future__ import annotations

from measurebook.exports.tables.events import EVENT_TABLES
from measurebook.exports.tables.measures import MEASURE_TABLES
from measurebook.exports.tables.reports import REPORT_TABLES
from measurebook.exports.tables.sources import SOURCE_TABLES
from measurebook.exports.tables.spec import Cell, Field, ForeignKey, Row, Table
from measurebook.exports.tables.terms import NAME_TABLES, TERM_TABLES
from measurebook.exports.tables.workbook import WORKBOOK_TABLES

__all__ = ["TABLES", "Cell", "Field", "ForeignKey", "Row", "Table"]

TABLES = (
    *MEASURE_TABLES,
    *TERM_TABLES,
    *NAME_TABLES,
    *REPORT_TABLES,
    *WORKBOOK_TABLES,
    *EVENT_TABLES,
    *SOURCE_TABLES,
)
"""Every table, in the order they are offered in."""
