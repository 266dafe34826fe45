"""What gunicorn reads (`gunicorn -c config/web.py`), on a laptop and in the container alike."""

wsgi_app = "config.wsgi"
threads = 4
graceful_timeout = 5  # seconds for requests under way when it is asked to stop
loglevel = "warning"
control_socket_disable = True  # else it listens on a socket in the home folder
