"""The three screens of the start, the same sections in the settings, and injuries."""
