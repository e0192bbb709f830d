#!/bin/sh
# Make .venv hold the locked packages of one list:  sh requirements/install.sh run|comments|test|check|lock
#
# Does nothing when they are there. `.venv/installed` is written last and names the Python and the
# locks that are in: an interrupted run leaves none, and the environment is then made afresh.
# The lists are whole, so nothing is asked for that they leave out on purpose (--no-deps).
# PYTHON=path chooses a Python. Exit status 2, with what to do, if it cannot be done.
set -eu
unset CDPATH PYTHONHOME PYTHONPATH PYTHONSAFEPATH PIP_PREFIX PIP_TARGET
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1
cd -- "$(dirname -- "$0")/.."

stop() {
    echo "$1" >&2
    exit 2
}

# Fit is what is new enough and can make an environment (Debian's Python comes without ensurepip).
find_python() {
    set -- python3.14 python3.13 python3.12 python3.11 python3 python
    [ -z "${PYTHON:-}" ] || set -- "$PYTHON"
    for python; do
        if "$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'; then
            echo "$python"
            return
        fi
    done 2>/dev/null
}

install_list() {
    .venv/bin/python -m pip install -qq --no-input --no-deps --require-hashes \
        --no-build-isolation -r "requirements/$1.txt" ||
        stop "The packages could not be installed: see pip's message above, then try again."
}

choose_python() {
    python=$(find_python)
    [ -n "$python" ] || stop "${PYTHON:+PYTHON=$PYTHON will not do: }Practice Press needs Python 3.11 \
or later with its venv module. Install it (Debian, Ubuntu: apt install python3 python3-venv; macOS: \
brew install python; others: python.org), then try again."
    [ ! -e .venv ] || [ -e .venv/practice-press ] ||
        stop "The folder .venv was not made by Practice Press. Rename or delete it, then try again."
}

# The mark `practice-press` comes first and goes last: it says that this folder is ours to remake.
make_environment() {
    mkdir -p .venv
    : >.venv/practice-press
    find .venv ! -path .venv ! -path .venv/practice-press -delete
    "$python" -m venv .venv || stop "Python could not make .venv: see its message above."
}

list=$1
[ -e "requirements/$list.txt" ] || stop "There is no list of packages requirements/$list.txt."
version=$(.venv/bin/python -V 2>/dev/null) || version=none
lock="$list $(cat requirements/build.txt "requirements/$list.txt" | cksum)"
present=$(cat .venv/installed 2>/dev/null) || present=

case $present in
"$version"*"$lock"*) exit 0 ;;
"$version"*) rm .venv/installed ;;
*) present= ;;
esac

[ -n "$present" ] || choose_python
echo "Installing the packages of requirements/$list.txt into .venv (this is done once) ..."
if [ -z "$present" ]; then
    make_environment
    present=$(.venv/bin/python -V)
fi
install_list build
install_list "$list"
{ echo "$present" | grep -v "^$list " && echo "$lock"; } >.venv/installed.new
mv .venv/installed.new .venv/installed
