#!/bin/sh
# usage: tools/environment.sh LOCKFILE
# Makes .venv from the lock file, or leaves it alone where it was already made from this very file; compiles what changed.
set -eu
lock=$1
python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or later is needed; '$python' is not. Install it, or say which to use: make PYTHON=/path/to/python3" >&2
    exit 1
fi
compile() { # once here, for a first run should not wait for it, and some environments forbid Python to keep what it compiles
    .venv/bin/python -m compileall -q verbale domain ingest parsers store notify desk config >&2 ||
        echo "What is named above was not compiled; all works, but begins slower." >&2
}
sum=$(cat "$lock" pyproject.toml | sha256sum | cut -c1-16)
case "$(cat .venv/made-from 2>/dev/null || true)" in
*"$sum"*)
    compile
    exit 0
    ;;
esac
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    echo "Python's venv module is missing; install it first: apt-get install python3-venv" >&2
    exit 1
fi
[ -x .venv/bin/python ] || { echo "Making the environment in .venv ..." >&2; "$python" -m venv .venv; }
echo "Installing the packages of $lock (about 200 MB; this takes a minute or two) ..." >&2
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
compile
echo "$sum" >> .venv/made-from
