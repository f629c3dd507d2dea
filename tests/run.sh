#!/usr/bin/env bash
# Sets up what is missing, builds everything with the tests, and runs them under a virtual display.
# Arguments go to ctest.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
setupFolder="$root/app/setup"
. "$setupFolder/common.sh"
. "$setupFolder/build.sh"

main() {
    local folder="$root/build/tests"
    "$root/app/setup.sh" --tests
    cd "$root"
    mkdir -p build
    configureOnce tests "$folder"
    buildTargets "$folder" all
    # Tests paint off-screen; those that need a real server say so in their own environment.
    export QT_QPA_PLATFORM=offscreen
    xvfb-run -a -s "-screen 0 2560x1440x24" ctest --test-dir "$folder" --output-on-failure \
        --label-exclude 'gpu|slow|bench|oracle' --parallel "$(buildJobs)" --no-tests=error "$@"
}

main "$@"
