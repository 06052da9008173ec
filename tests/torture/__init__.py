"""Kills a desk at work, again and again, and looks at what its people and its database say afterwards."""
