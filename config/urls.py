from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.runlog.urls")),
    path("", include("apps.routines.urls")),
    path("", include("apps.plans.urls")),
    path("", include("apps.reminders.urls")),
    path("", include("apps.pages.urls")),
]

handler500 = "apps.pages.views.errors.server_error"
