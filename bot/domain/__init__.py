"""The rules of the desk: pure functions and values, standard library only."""
