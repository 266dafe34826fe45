"""What must stand before anything is served: tables, static files, the demo account.

`python -m config.prepare` does it all in one process; each step may be done again.
"""

import os

import django
from django.core.management import call_command, get_commands


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if "demo" in get_commands():
        call_command("demo")


if __name__ == "__main__":
    main()
