#!/usr/bin/env bash
# Write the locks anew: every platform and Python, hashes, no address of a registry. Options go to uv, e.g. --upgrade.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "uv is needed to write the lock: pipx install uv" >&2; exit 1; }
lock() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-annotate --no-header "$@"
}
lock "$@" --all-extras pyproject.toml --output-file requirements.lock
lock "$@" .ci/bench.in --output-file .ci/bench.lock
lock "$@" .ci/bench-wheel.in --output-file .ci/bench-wheel.lock
