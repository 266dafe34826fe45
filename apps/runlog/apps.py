from django.apps import AppConfig


class RunlogConfig(AppConfig):
    name = "apps.runlog"
