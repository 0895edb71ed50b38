#!/usr/bin/env bash
# Builds the package into a fresh virtual environment and tests it there. PYTHON names the
# interpreter (default: python3); arguments name packages to install besides (pyarrow).
set -euo pipefail
cd "$(dirname "$0")"
began=$SECONDS
skip() { echo "SKIPPED: $1"; exit 0; }

python=${PYTHON:-python3}
command -v cargo > /dev/null || skip "cargo is not there"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2> /dev/null ||
    skip "$python is not Python 3.9 or later"
venv=$(mktemp -d)
trap 'rm -rf "$venv"' EXIT
"$python" -m venv "$venv" || skip "$python cannot make a virtual environment"
"$venv/bin/pip" install --quiet --disable-pip-version-check maturin pytest "$@" ||
    skip "maturin and pytest cannot be installed"

export VIRTUAL_ENV=$venv PATH=$venv/bin:$PATH
# Not for others: the wheel for this machine, quickly built.
./wheel.sh - "$venv/wheels" --quiet --profile dev --compatibility linux --interpreter "$venv/bin/python"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps "$venv"/wheels/*.whl
"$venv/bin/python" -m pytest --quiet tests
echo "$("$venv/bin/python" --version): passed in $((SECONDS - began)) s"
