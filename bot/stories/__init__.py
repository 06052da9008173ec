"""The player of told stories, for the demo, the tests and the docs."""
