"""The forms of the three screens, which the settings show again."""
