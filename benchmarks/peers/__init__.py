"""What others would use instead, measured in the same run."""
