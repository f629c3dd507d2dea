# shellcheck shell=bash
# Debian's packages: asks apt only where dpkg says that something is missing. Sourced, never run.

corePackages=(cmake ninja-build g++ pkg-config python3 python3-pip)
mediaPackages=(libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libavformat-dev
    libavcodec-dev libswscale-dev libjpeg-dev librsvg2-dev)
windowPackages=(qt6-base-dev qt6-svg-dev libqcustomplot-dev fonts-noto-core fonts-noto-mono fonts-noto-color-emoji
    fonts-droid-fallback)
testPackages=(nlohmann-json3-dev xvfb xauth unicode-data)

# missingPackages NAME…: prints those that are not installed.
missingPackages() {
    local installed name
    installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
        awk '$2 == "installed" { print $1 }') || true
    for name in "$@"; do
        grep -qx -- "$name" <<<"$installed" || printf '%s\n' "$name"
    done
}

# Runs apt-get as root, through sudo where we are not.
asRoot() {
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# canBecomeRoot: root already, or sudo works (it may ask for a password where a person watches).
canBecomeRoot() {
    [ "$(id -u)" -eq 0 ] && return
    command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }
}

# installPackages NAME…: installs what is missing of these; silent where nothing is.
installPackages() {
    local missing log
    if ! command -v dpkg-query >/dev/null; then
        { command -v cmake && command -v ninja; } >/dev/null ||
            fail "This is not a Debian system, so nothing can be installed here." \
                "Install what these Debian packages hold, then run this again: $*"
        return 0
    fi
    missing=$(missingPackages "$@" | tr '\n' ' ')
    missing=${missing% }
    [ -n "$missing" ] || return 0
    if ! canBecomeRoot; then
        fail "These packages are missing, and neither root nor sudo is to be had: $missing" \
            "Ask someone who may to run: apt-get install $missing"
    fi
    say "Installing packages: $missing"
    log=$(mktemp)
    # shellcheck disable=SC2086  # one word a package
    if asRoot apt-get update -q >"$log" 2>&1 &&
        asRoot apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 \
            $missing >>"$log" 2>&1 &&
        ! grep -q '^\(E\|Err\)[:0-9]' "$log"; then
        rm -f "$log"
        return 0
    fi
    [ -n "$(missingPackages "$@")" ] || { rm -f "$log"; return 0; }
    explainApt "$log" "$missing"
}

# explainApt LOG PACKAGES: why apt could not, in plain words.
explainApt() {
    local tail
    tail=$(grep -E '^(E|W|Err)' "$1" | tail -n 3 || true)
    if grep -qE 'No space left|enough free space' "$1"; then
        rm -f "$1"
        fail "The disk is full: the packages could not be installed." "Make room and run this again."
    elif grep -qE 'Temporary failure resolving|Could not (resolve|connect)|Network is unreachable|Failed to fetch|Some index files failed' "$1"; then
        rm -f "$1"
        fail "No network: Debian's packages could not be fetched ($2)." \
            "Connect this machine, or set its proxy, and run this again." "$tail"
    fi
    rm -f "$1"
    fail "The packages could not be installed: $2" "Run this by hand to see why: apt-get install $2" "$tail"
}
