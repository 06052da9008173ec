"""Rows: engines behind the same ports, one migration path, queries by name."""
