"""What pages are about, as JSON-LD in the words of schema.org."""

from measurebook.exports.linked_data.page import describe_page, dump_safely

__all__ = ["describe_page", "dump_safely"]
