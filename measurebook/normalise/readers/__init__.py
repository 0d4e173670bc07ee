"""One reader for each kind of source: from its lines to the records it states."""
