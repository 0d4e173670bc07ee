"""From source texts to content: read the form, keep the words, account for every line."""
