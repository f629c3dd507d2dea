# shellcheck shell=bash
# Configuring and building, shared by app/run.sh and tests/run.sh. Sourced, never run.

# buildJobs: one compiler a core, but no more than memory allows (a LibTorch file takes 2 GB).
buildJobs() {
    local kilobytes limit jobs cores
    kilobytes=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)
    limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
    if [ "$limit" != max ] && [ $((limit / 1024)) -lt "$kilobytes" ]; then
        kilobytes=$((limit / 1024))
    fi
    jobs=$((kilobytes / 2097152))
    cores=$(nproc)
    [ "$jobs" -le "$cores" ] || jobs=$cores
    [ "$jobs" -ge 1 ] || jobs=1
    printf '%s\n' "$jobs"
}

# configureOnce PRESET FOLDER: Ninja configures again by itself when a CMake file changes; a LibTorch
# that has gone since must be searched for anew.
configureOnce() {
    local library
    if [ -f "$2/build.ninja" ]; then
        library=$(awk -F = '$1 ~ /^LibTorch_CPU_LIBRARY:/ { print $2 }' "$2/CMakeCache.txt")
        [ ! -f "$library" ] || return 0
    fi
    say "Configuring $2"
    cmake --preset "$1" -B "$2" -U 'LibTorch_*' >"$2.log" 2>&1 || {
        cat "$2.log" >&2
        fail "CMake could not configure the build; its messages are above."
    }
    rm -f "$2.log"
}

# buildTargets FOLDER TARGET…: silent where nothing is to be done.
buildTargets() {
    local folder=$1 jobs
    shift
    ninja -C "$folder" -n "$@" | grep -q 'no work to do' && return 0
    needRoom "$folder" 1500 "the build"
    jobs=$(buildJobs)
    say "Building in $folder, $jobs at a time"
    ninja -C "$folder" -j "$jobs" "$@" || fail "The build failed; the compiler's messages are above."
}
