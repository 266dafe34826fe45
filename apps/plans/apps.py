from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "apps.plans"

    def ready(self) -> None:
        # Receivers import models, which are not there before this moment.
        from apps.plans import receivers  # noqa: F401, PLC0415
