from django.urls import path

from apps.reminders.views import buttons, events, settings

urlpatterns = [
    path("settings/reminders/", settings.settings_reminders, name="settings_reminders"),
    path("settings/reminders/address/", settings.address_again, name="address_again"),
    path("settings/reminders/resume/", settings.mails_again, name="mails_again"),
    path("settings/reminders/now/", settings.mail_now, name="mail_now"),
    path("mail/events/", events.mail_events, name="mail_events"),
    path("m/<str:token>/", buttons.mail_button, name="mail_button"),
    path("m/<str:token>/off/", buttons.one_click, name="one_click"),
]
