"""Lines of a source: cleaned of defects, told apart by their labels, split into blocks."""
