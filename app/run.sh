#!/usr/bin/env bash
# Sets up what is missing, builds, and opens the window on the demo workspace. Without a display the
# same workspace is drawn off-screen into a report. Arguments go to the program.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
setupFolder="$root/app/setup"
. "$setupFolder/common.sh"
. "$setupFolder/build.sh"

main() {
    local folder="$root/build/release" report="$root/build/report"
    "$root/app/setup.sh"
    cd "$root"
    mkdir -p build
    configureOnce release "$folder"
    buildTargets "$folder" vitrine vitrine-run vitrine_engine
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        exec "$folder/bin/vitrine" "$@"
    fi
    export QT_QPA_PLATFORM=offscreen
    if [ $# -gt 0 ]; then
        exec "$folder/bin/vitrine" "$@"
    fi
    say "There is no display: drawing the demo workspace off-screen"
    "$folder/bin/vitrine" --report "$report"
    say "The report is in $report"
}

main "$@"
