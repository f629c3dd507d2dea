#!/usr/bin/env bash
# Installs what Vitrine needs and is missing; silent where nothing is.
set -euo pipefail

setupFolder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/setup"
bundledFiles="$setupFolder/../../resources"
. "$setupFolder/common.sh"
. "$setupFolder/packages.sh"
. "$setupFolder/wheels.sh"
. "$setupFolder/libtorch.sh"
. "$setupFolder/models.sh"
. "$setupFolder/data.sh"

usage() {
    cat <<'TEXT'
app/setup.sh [--tests] [--server] [--cuda] [--data]

Installs Debian packages (as root or with sudo) and puts LibTorch 2.11.0, the model all-MiniLM-L6-v2,
GPT-2's vocabulary and the demo's own model and samples into the cache folder ($XDG_CACHE_HOME/vitrine, else ~/.cache/vitrine).

  --tests   also what the tests need
  --server  nothing for the window, no decoders: compiler, LibTorch, models
  --cuda    LibTorch with CUDA and the NVIDIA libraries that it names (about 3 GB)
  --data    also what the recipes in resources/recipes learn from: WordNet, Unicode's names of emoji
            and five icon sets (about 10 MB; npm is installed if it is missing)

A LibTorch from 2.6 up that is there already is used instead: in the folder that LibTorch_ROOT
names, below CMAKE_PREFIX_PATH, or the torch of the active Python.
TEXT
}

# One set-up at a time; the lock goes with the process, however it ends.
takeLock() {
    mkdir -p "$vitrineCache" ||
        fail "The cache folder cannot be made: $vitrineCache" "Name another in XDG_CACHE_HOME."
    exec 9>"$vitrineCache/.setup.lock"
    if ! flock --nonblock 9; then
        say "Another set-up is running; waiting for it"
        flock 9
    fi
}

main() {
    local packages=("${corePackages[@]}") tests=0 server=0 cuda=0 data=0
    while [ $# -gt 0 ]; do
        case "$1" in
        --tests) tests=1 ;;
        --server) server=1 ;;
        --cuda) cuda=1 ;;
        --data) data=1 ;;
        -h | --help) usage && return 0 ;;
        *) usage >&2 && exit 2 ;;
        esac
        shift
    done
    [ "$server" -eq 1 ] || packages+=("${mediaPackages[@]}" "${windowPackages[@]}")
    [ "$tests" -eq 0 ] || packages+=("${testPackages[@]}")
    takeLock
    installPackages "${packages[@]}"
    mkdir -p "$downloads"
    setUpLibTorch "$cuda"
    setUpMiniLM
    setUpGpt2Vocabulary
    setUpBundled
    [ "$data" -eq 0 ] || setUpData
    rmdir "$downloads" 2>/dev/null || true
}

main "$@"
