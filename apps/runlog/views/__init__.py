"""The log's pages: runs, files, checks."""
