from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "apps.plans"

    def ready(self) -> None:
        # Receivers import models, which are not there before this moment.
        import_module("apps.plans.receivers")
