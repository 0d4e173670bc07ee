"""This run's records against what is there: joined, matched, and never over an edit."""
