"""SQLite: one thread that writes whole turns, and read-only connections beside it."""
