"""Laying runs, strength and rest on seven days: every way at once, the cheapest that is safe."""
