"""Files of watches and apps: bytes in, frozen runs out. No database, no clock, no network.

`python -m apps.runlog.importers ZONE` reads standard input within limits of memory and processor
time; the product reads files only that way.
"""
