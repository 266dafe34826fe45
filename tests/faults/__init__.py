"""Servers that refuse, delay and hang up, and workers that are killed in between."""
