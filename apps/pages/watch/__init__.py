"""For whoever watches an installation from outside: who may, how deep it is well, and figures."""

from apps.pages.watch.deep import deep_health
from apps.pages.watch.exposition import CONTENT_TYPE, exposition
from apps.pages.watch.permission import lacks_second_factor, may_watch

__all__ = ["CONTENT_TYPE", "deep_health", "exposition", "lacks_second_factor", "may_watch"]
