"""The pages of this app: exercises, sessions, own routines."""
