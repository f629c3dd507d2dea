# shellcheck shell=bash
# Messages, room on disk, and the folder that fetched things live in. Sourced, never run.

vitrineCache="${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/vitrine"

say() {
    printf 'vitrine: %s\n' "$1"
}

# fail WHAT ADVICE…: says what is wrong and what to do, then ends.
fail() {
    printf 'vitrine: %s\n' "$1" >&2
    shift
    for advice in "$@"; do
        printf '         %s\n' "$advice" >&2
    done
    exit 1
}

# needRoom FOLDER MEGABYTES PURPOSE: stops before the work where the disk would fill up during it.
needRoom() {
    local free
    free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')
    if [ "$free" -lt "$2" ]; then
        fail "The disk is too full for $3: $2 MB are needed in $1, $free MB are free." \
            "Make room, or name a folder on another disk in XDG_CACHE_HOME, and run this again."
    fi
}

# The interpreter that unpacks wheels; any Python 3 does.
findPython() {
    local candidate
    for candidate in python3 /usr/bin/python3; do
        if "$candidate" -c 'import zipfile' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "There is no working python3, which unpacks the downloads." "Install python3 and run this again."
}
