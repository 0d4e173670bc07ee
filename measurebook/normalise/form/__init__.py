"""The measure form: each of its fields, read from the block below its label."""
