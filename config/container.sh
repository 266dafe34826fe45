#!/bin/sh
# What the image runs: web, worker or beat; `healthy NAME` looks at one of them; anything else is
# run as it stands.
set -eu
cd "$(dirname "$0")/.."

young() { [ -n "$(find "$1" -mmin "-$2" 2>/dev/null)" ]; }  # a file, and how many minutes at most

healthy() {
    case "$1" in
        web) python -c "from urllib.request import urlopen as ask; ask('http://127.0.0.1:8000/health/', timeout=5)" ;;
        worker) young "${TMPDIR:-/tmp}/hamstride-worker" 1 ;;
        beat) young "$HAMSTRIDE_DATA/beat-schedule" 10 || young "$HAMSTRIDE_DATA/beat-schedule.db" 10 ;;
        *) return 2 ;;
    esac
}

case "${1:-web}" in
    web)
        python -m config.prepare tables
        export WEB_CONCURRENCY="${WEB_CONCURRENCY:-2}"
        exec gunicorn -c config/web.py --bind "0.0.0.0:8000"
        ;;
    worker)
        exec celery -A config --quiet worker --concurrency "${WORKER_PROCESSES:-2}" \
            --queues "${WORKER_QUEUES:-celery,ahead,imports}"
        ;;
    beat) exec celery -A config --quiet beat ;;
    healthy) healthy "${2:-web}" ;;
    *) exec "$@" ;;
esac
