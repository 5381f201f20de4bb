#!/usr/bin/env bash
# Write requirements.lock anew from pyproject.toml: every platform and Python, hashes, no address of a registry.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "uv is needed to write the lock: pipx install uv" >&2; exit 1; }
uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url \
    --no-emit-find-links --no-annotate --no-header "$@" pyproject.toml --output-file requirements.lock
