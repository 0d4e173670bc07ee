"""Values of the form, each read from the lines that state it."""
