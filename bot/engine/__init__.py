"""The shell: loops and transactions, no rules."""
