"""What a runner types or presses while doing, and for routines of their own."""
