"""Look an installation over: what is not as it should be, one sentence for each fault."""

from apps.pages.doctor.examine import examine, look_often
from apps.pages.doctor.finding import Finding

__all__ = ["Finding", "examine", "look_often"]
