import os

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.backends.signals import connection_created

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

if connection.vendor == "postgresql":  # pages alone: a worker or a command may take its time
    from apps.lib import patience

    connection_created.connect(patience.limit)
