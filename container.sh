#!/bin/sh
# The steps of the Containerfile, to be run without a container as well:
#   sh container.sh install QUELLE ZIEL    a virtual environment with the program and its sign-in, nothing editable
#   sh container.sh serve ZIEL             index what is missing, then serve; ends with the signal it gets
set -eu
case "${1:-}" in
  install)
    # an absolute path: pip takes a bare folder name for the name of a package in its registry, and would install a stranger's
    [ -f "$2/pyproject.toml" ] || { echo "In $2 liegt kein Programm (pyproject.toml fehlt). Bitte den Ordner des Programms angeben." >&2; exit 2; }
    source=$(cd "$2" && pwd)
    "${PYTHON:-python3}" -m venv "$3"
    "$3/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir -c "$source/constraints.txt" "$source[anmeldung]"
    ;;
  serve)
    [ -f "${KIM_HOME:?KIM_HOME nennt den Ordner für Index und Daten}/index/CURRENT" ] || "$2/bin/kim" index
    exec "$2/bin/kim" serve
    ;;
  *)
    echo "Aufruf: sh container.sh install QUELLE ZIEL | sh container.sh serve ZIEL" >&2
    exit 2
    ;;
esac
