"""From content files to records, with every problem collected."""
