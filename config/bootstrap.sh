#!/bin/sh
# Make the environment from nothing: a Python that is there, a pinned uv, the locked packages.
#
#   sh config/bootstrap.sh run      what the product needs       (requirements.lock)
#   sh config/bootstrap.sh dev      that and the tools of tests  (requirements-dev.lock)
#   sh config/bootstrap.sh browser  a Chromium for the browser tests, or how to get one
#
# PYTHON names an interpreter to use. Quick when nothing changed: a marker newer than the lock.
set -eu

say() { printf 'hamstride: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# A shim may stand on the PATH and not run; pyenv's own folders are looked at too.
find_python() {
    for candidate in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[1-4]*/bin/python3 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

make_environment() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null; then return; fi
    python=$(find_python) || die "no Python 3.11 or newer with venv was found" \
        "(on Debian: apt-get install python3-venv). PYTHON=/path/to/python3 names one."
    say "making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
}

pip_install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1"
}

# uv reads none of pip's settings; where it cannot reach the packages, pip takes the same lock.
uv_install() {
    pip_install config/uv.txt &&
        UV_SYSTEM_CERTS=1 VIRTUAL_ENV="$PWD/.venv" \
            .venv/bin/uv pip install --quiet --require-hashes -r "$1"
}

install() {
    mark=".venv/.installed-$1"
    if [ "$mark" -nt "$1" ]; then return; fi
    say "installing the packages of $1"
    if ! uv_install "$1"; then
        say "uv could not install them; pip tries"
        pip_install "$1" || die "the packages of $1 could not be installed: see above."
    fi
    touch "$mark"
}

# A process starts in half the time with bytecode; uv makes none, and the children that read a
# runner's file may not write any.
SELDOM='/(tests?|pip|setuptools|pkg_resources)/'
compile() {
    mark=".venv/.compiled-$1"
    if [ ! "$mark" -nt ".venv/.installed-$1" ]; then
        .venv/bin/python -m compileall -qq -x "$SELDOM" .venv/lib || true
        touch "$mark" || true  # somebody else's folder works without
    fi
    .venv/bin/python -m compileall -qq apps config || true
}

find_browser() {
    for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then return; fi
    done
    return 1
}

install_browser() {
    if find_browser; then return; fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "installing chromium-headless-shell"
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell ||
            apt-get install -y --no-install-recommends chromium; } >.venv/browser.log 2>&1 || true
    fi
    find_browser || say "no Chromium: the browser tests will not run." \
        "Install one (Debian: apt-get install chromium-headless-shell) or name it with CHROMIUM."
}

cd "$(dirname "$0")/.."
case "${1:-run}" in
    run) make_environment && install requirements.lock && compile requirements.lock ;;
    dev) make_environment && install requirements-dev.lock && compile requirements-dev.lock ;;
    browser) install_browser ;;
    *) die "say run, dev or browser." ;;
esac
