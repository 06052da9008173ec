"""The pure decision of a turn: facts in, changes out; no input, no output, no clock."""
