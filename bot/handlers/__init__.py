"""One folder for each channel, and the one HTTP listener."""
