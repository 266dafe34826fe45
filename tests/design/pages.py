"""Which pages there are, for the tests and the pictures that go round all of them."""

FOR_ALL = [
    "/",
    "/design/",
    "/learn/",
    "/learn/rules/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
]
EXERCISES = ["/exercises/", "/exercises/nordic-lowering/", "/exercises/step-rate-blocks/"]
FOR_RUNNERS = [
    "/today/",
    "/week/",
    "/week/past/",
    "/trends/",
    "/runs/",
    "/runs/new/",
    "/runs/import/",
    "/checkin/",
    "/sessions/",
    "/routines/new/",
    "/settings/",
    "/settings/profile/",
    "/settings/week/",
    "/settings/hamstrings/",
    "/settings/reminders/",
    "/settings/calendar/",
    "/settings/sharing/",
    "/settings/sharing/sheet/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/settings/data/",
    "/accounts/2fa/",
    "/accounts/sessions/",
]
