"""What each placed session holds: metres, steps, exercises, words."""
