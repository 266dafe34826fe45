"""The coach: one runner in, one safe week out, and the reason for everything in it.

    state → frame → placement → filling → why

Pure: the standard library and NumPy, no clock, no database, no dice. The same snapshot gives
the same plan. `check` is independent: it shares nothing with the planner but the types.
"""

from apps.coach.ask import ask, exchanged
from apps.coach.check import check
from apps.coach.planner import plan, plan_near

__all__ = ["ask", "check", "exchanged", "plan", "plan_near"]
