from importlib import import_module

from django.apps import AppConfig


class RunlogConfig(AppConfig):
    name = "apps.runlog"

    def ready(self) -> None:
        # Receivers import models, which are not there before this moment.
        import_module("apps.runlog.receivers")
