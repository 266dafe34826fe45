from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "apps.pages"

    def ready(self) -> None:
        # Receivers import models, which are not there before this moment.
        import_module("apps.pages.receivers")
        import_module("apps.pages.checks")
