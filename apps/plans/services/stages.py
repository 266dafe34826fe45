"""What a plan found out about the way back is written down with the injury."""

from collections.abc import Mapping
from typing import Any, Final

from apps.accounts.models import Profile
from apps.accounts.services import keep_stage, keep_tendon_stage
from apps.coach.ladder import tendon_to_keep, to_keep
from apps.lib import clock
from apps.plans.snapshot import Taken, hash_after_keeping

KEEPERS: Final = {
    "acute": (to_keep, keep_stage),
    "return": (to_keep, keep_stage),
    "tendon": (tendon_to_keep, keep_tendon_stage),
}
"""By the plan's state: what is worth keeping, and who writes it down."""


def keep_stage_of(profile: Profile, taken: Taken, document: Mapping[str, Any]) -> str:
    """Keep the stage that this plan led to; answers the hash of what the coach is told from now.

    Plans of days gone by keep nothing. Called inside the transaction that stores the plan.
    """
    is_of_now = taken.snapshot.today == clock.local_today(profile.time_zone)
    if document["state"] not in KEEPERS or not is_of_now:
        return taken.hash
    look, write = KEEPERS[document["state"]]
    kept = look(taken.snapshot)
    if kept is None:
        return taken.hash
    is_new = write(runner=profile.user, stage=kept.stage, on=kept.on, returned=kept.returned)
    return hash_after_keeping(taken, profile) if is_new else taken.hash
