from django.urls import path

from apps.accounts.views import consent, devices, injuries, settings, start

urlpatterns = [
    path("start/", start.start, name="start"),
    path("start/you/", start.start_you, name="start_you"),
    path("start/week/", start.start_week, name="start_week"),
    path("start/hamstrings/", start.start_hamstrings, name="start_hamstrings"),
    path("settings/", settings.settings, name="settings"),
    path("settings/devices/<int:device_id>/end/", devices.device_end, name="device_end"),
    path("settings/data/consent/", consent.consent, name="data_consent"),
    path("settings/data/consent/withdraw/", consent.withdraw, name="data_withdraw"),
    path("settings/profile/", settings.settings_profile, name="settings_profile"),
    path("settings/week/", settings.settings_week, name="settings_week"),
    path("settings/hamstrings/", settings.settings_hamstrings, name="settings_hamstrings"),
    path("settings/hamstrings/bridge/", settings.bridge_test, name="bridge_test"),
    path("settings/hamstrings/injuries/new/", injuries.injury_new, name="injury_new"),
    path(
        "settings/hamstrings/injuries/<int:injury_id>/edit/",
        injuries.injury_edit,
        name="injury_edit",
    ),
    path(
        "settings/hamstrings/injuries/<int:injury_id>/delete/",
        injuries.injury_delete,
        name="injury_delete",
    ),
]
