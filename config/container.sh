#!/bin/sh
# What the image runs: web, worker or beat; anything else is run as it stands.
set -eu
cd "$(dirname "$0")/.."
case "${1:-web}" in
    web)
        python -m config.prepare tables
        exec gunicorn -c config/web.py --bind "0.0.0.0:8000"
        ;;
    worker) exec celery -A config --quiet worker --concurrency "${WORKER_PROCESSES:-2}" ;;
    beat) exec celery -A config --quiet beat ;;
    *) exec "$@" ;;
esac
