"""The plan's pages, and its calendar feeds."""
