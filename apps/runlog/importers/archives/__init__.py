"""Whole archives: what Strava, Garmin, Runkeeper and Apple hand out, or any ZIP of recordings.

`python -m apps.runlog.importers.archives` reads a request on standard input and tells one entry
after the other on standard output, within limits; the product reads archives only that way.
"""
