"""What is known about hamstrings and running, from the same data as the plan's reasons."""
