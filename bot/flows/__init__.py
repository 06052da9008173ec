"""Conversations as tables, one file for each thing a person wants to do."""
