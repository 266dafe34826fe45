"""What must stand before anything is served; each step may be done again.

`python -m config.prepare` does all of it in one process, `python -m config.prepare tables` a part.
"""

import os
import sys
from collections.abc import Callable

import django
from django.core.management import call_command


def tables() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)


def demo() -> None:
    call_command("demo")


STEPS: dict[str, Callable[[], None]] = {"tables": tables, "static": static, "demo": demo}


def main(names: list[str]) -> None:
    """Do the named steps, or all of them.

    Raises:
        SystemExit: there is no such step.
    """
    if unknown := set(names) - set(STEPS):
        raise SystemExit(f"Not a step: {', '.join(unknown)}; there is {', '.join(STEPS)}.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for name in names or STEPS:
        STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
