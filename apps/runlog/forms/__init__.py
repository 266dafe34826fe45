"""A run, a morning's check, and what both have in common."""
