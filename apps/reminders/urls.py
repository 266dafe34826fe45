from django.urls import path

from apps.reminders import views

urlpatterns = [
    path("settings/reminders/", views.settings_reminders, name="settings_reminders"),
    path("m/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
