#!/usr/bin/env bash
# Set up what `make` needs: setup.sh app (the window and the tests), setup.sh model (an environment without Qt),
# setup.sh bench (what the benchmarks compare against), setup.sh system (libraries only).
# Each environment is stamped with the contents it was built from, so a changed lock, project, Python or folder rebuilds it.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "turnout: $*" >&2; }
die() { say "$*"; exit 1; }

find_python() {
    local candidate
    for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    if command -v "${PYTHON:-python3}" >/dev/null; then
        die "Python 3.11, 3.12 or 3.13 is needed; ${PYTHON:-python3} is $("${PYTHON:-python3}" --version 2>&1). Install one, or name it: make PYTHON=/path/to/python3.12 …"
    fi
    die "Python 3.11, 3.12 or 3.13 is needed, and no python3 was found. On Debian or Ubuntu: sudo apt-get install python3 python3-venv"
}

fingerprint() { # python, folder, lock: of everything that environment is built from
    "$1" - "$PWD/$2" "$3" <<'PY'
import hashlib, json, pathlib, sys, tomllib
project = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))
parts = [project["build-system"], project["project"], project["tool"]["setuptools"], sys.version, sys.executable, sys.argv[1]]
digest = hashlib.sha256(json.dumps(parts).encode())
digest.update(pathlib.Path(sys.argv[2]).read_bytes())
print(digest.hexdigest())
PY
}

fresh() { # folder, fingerprint: is it built, from these contents, and does it start?
    [ -f "$1/built-from" ] && [ "$(cat "$1/built-from")" = "$2" ] && "$1/bin/python" -c '' 2>/dev/null
}

make_environment() { # folder, lock, python
    "$3" -c 'import venv, ensurepip' 2>/dev/null ||
        die "$3 has no venv or no ensurepip. On Debian or Ubuntu: sudo apt-get install python3-venv"
    rm -rf "$1"
    "$3" -m venv "$1"
    "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r "$2" ||
        die "the packages of $2 could not be installed; see pip's message above. A registry must be reachable once."
}

environment() { # folder, lock
    local python print
    python=$(find_python) || exit 1
    print=$(fingerprint "$python" "$1" "$2")
    fresh "$1" "$print" && return
    say "building $1 with $("$python" --version) (once, and again when the lock changes)"
    make_environment "$1" "$2" "$python"
    if [ "$1" = .venv ]; then
        "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    fi
    echo "$print" >"$1/built-from"
}

missing_libraries() { # shared objects that Qt loads, which a bare system lacks
    local cache name
    cache=$(/sbin/ldconfig -p 2>/dev/null || ldconfig -p)
    for name in libEGL.so.1 libGL.so.1 libglib-2.0.so.0 libgthread-2.0.so.0 libdbus-1.so.3 libfontconfig.so.1 \
        libxkbcommon.so.0 libxkbcommon-x11.so.0 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0; do
        case "$cache" in *"$name "*) ;; *) echo "$name" ;; esac
    done
}

system_libraries() {
    local missing glib packages
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    missing=$(echo $missing)
    command -v apt-get >/dev/null || die "Qt needs $missing. Install them with this system's package manager."
    packages="libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
    if [ "$(id -u)" != 0 ]; then
        die "Qt needs $missing. Install them, then try again:
  sudo apt-get update && sudo apt-get install --no-install-recommends $packages libglib2.0-0"
    fi
    say "installing what Qt needs: $missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || say "apt-get update failed; trying with the package lists at hand"
    glib=libglib2.0-0 # since Debian 13 and Ubuntu 24.04 the name ends in t64
    if apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then glib=libglib2.0-0t64; fi
    # shellcheck disable=SC2086 # a list of names
    apt-get install -y -qq --no-install-recommends $packages $glib >/dev/null ||
        die "Qt needs $missing, and apt-get could not install them; see its message above."
}

can_build() { # python: a compiler for C++ and the headers of Python; elsewhere than on Linux there are wheels
    [ "$(uname -s)" != Linux ] && return
    command -v "${CXX:-c++}" >/dev/null &&
        "$1" -c 'import pathlib, sys, sysconfig; sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())'
}

bench_environment() { # the stable pygambit, which Linux has to compile; else a prerelease, which has wheels
    local python print failed=""
    python=$(find_python) || exit 1
    if [ "${GAMBIT:-}" != wheel ]; then
        print=$(fingerprint "$python" .venv-bench .ci/bench.lock)
        if fresh .venv-bench "$print"; then return; fi
        if [ "$(cat .venv-bench/not-built 2>/dev/null)" = "$print" ]; then
            say "the stable pygambit could not be compiled here before; remove .venv-bench to try again"
            failed=$print
        elif can_build "$python"; then
            [ "$(uname -s)" != Linux ] ||
                say "compiling the stable pygambit takes some minutes, once (make bench GAMBIT=wheel takes a prerelease)"
            if (environment .venv-bench .ci/bench.lock); then return; fi
            say "the stable pygambit could not be compiled"
            failed=$print
        else
            say "the stable pygambit has to be compiled, and there is no C++ compiler or no Python.h (Debian, Ubuntu: g++, python3-dev)"
        fi
    fi
    say "comparing with a prerelease of pygambit, which has wheels"
    environment .venv-bench .ci/bench-wheel.lock
    if [ -n "$failed" ]; then echo "$failed" >.venv-bench/not-built; fi
}

case "${1:-}" in
system) system_libraries ;;
app)
    system_libraries
    environment .venv requirements.lock
    ;;
model)
    mkdir -p build
    python=$(find_python) || exit 1
    "$python" .ci/without_qt.py requirements.lock >build/requirements-model.lock
    environment .venv-model build/requirements-model.lock
    ;;
bench) bench_environment ;;
*) die "usage: .ci/setup.sh app | model | bench | system" ;;
esac
