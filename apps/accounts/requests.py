"""What a view is handed once someone is logged in."""

from apps.accounts.models import User
from apps.lib.htmx import HtmxRequest


class RunnerRequest(HtmxRequest):
    """A request by someone logged in; `request.user` is the owner through whom rows are found."""

    user: User
