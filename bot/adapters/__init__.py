"""The outsides of small ports that are neither channel nor storage."""
