# shellcheck shell=bash
# Fetches the wheels of wheels.tsv (name, version, megabytes, SHA-256, set) into the cache folder.
# Sourced, never run. A wheel is first written below a temporary name, then checked, then renamed,
# so that whatever lies under its final name is whole.

wheelTable="$setupFolder/wheels.tsv"
downloads="$vitrineCache/downloads"

# wheelsOf SET: the names in one set.
wheelsOf() {
    awk -F '\t' -v set="$1" '$5 == set { print $1 }' "$wheelTable"
}

# wheelField NAME COLUMN
wheelField() {
    awk -F '\t' -v name="$1" -v column="$2" '$1 == name { print $column }' "$wheelTable"
}

# wheelFile NAME: where the checked wheel lies.
wheelFile() {
    printf '%s/%s-%s.whl\n' "$downloads" "$1" "$(wheelField "$1" 2)"
}

findPip() {
    local candidate
    for candidate in "pip3" "python3 -m pip" "/usr/bin/python3 -m pip"; do
        if $candidate --version >/dev/null 2>&1; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "There is no working pip, which fetches the downloads." \
        "Install it (apt-get install python3-pip) and run this again."
}

hasHash() {
    printf '%s  %s\n' "$2" "$1" | sha256sum --check --status 2>/dev/null
}

# watchDownload FOLDER MEGABYTES: shows how far it has come, where a person watches.
watchDownload() {
    local here
    [ -t 1 ] || return 0
    while sleep 1 && kill -0 $$ 2>/dev/null; do
        here=$(du -sm "$1" 2>/dev/null | cut -f 1)
        printf '\r         %s of %s MB ' "$((here < $2 ? here : $2))" "$2"
    done
}

# fetchWheel NAME: leaves the checked wheel at wheelFile NAME.
fetchWheel() {
    local name=$1 version hash megabytes final partial pip found watch status=0
    version=$(wheelField "$name" 2)
    megabytes=$(wheelField "$name" 3)
    hash=$(wheelField "$name" 4)
    final=$(wheelFile "$name")
    if [ -f "$final" ]; then
        hasHash "$final" "$hash" && return 0
        rm -f "$final"
    fi
    pip=$(findPip)
    partial="$downloads/.partial"
    rm -rf "$partial"
    mkdir -p "$partial/temporary"
    # pip holds the file twice while it moves it out of its own temporary folder.
    needRoom "$downloads" $((megabytes * 2 + 16)) "the download of $name"
    say "Fetching $name $version ($megabytes MB)"
    watchDownload "$partial" "$megabytes" 9>&- &
    watch=$!
    # One fixed platform and Python version, so that there is one right file and one right hash.
    TMPDIR="$partial/temporary" PIP_REQUIRE_VIRTUALENV=0 PIP_NO_INPUT=1 \
        $pip download --quiet --disable-pip-version-check --no-cache-dir --retries 2 --no-deps \
        --only-binary=:all: --python-version 3.11 --platform manylinux_2_28_x86_64 \
        --platform manylinux_2_27_x86_64 --platform manylinux_2_25_x86_64 \
        --platform manylinux_2_18_x86_64 --platform manylinux2014_x86_64 \
        --dest "$partial" "$name==$version" >"$partial/log" 2>&1 || status=$?
    kill "$watch" 2>/dev/null || true
    wait "$watch" 2>/dev/null || true
    [ ! -t 1 ] || printf '\r%40s\r' ''
    [ "$status" -eq 0 ] || explainPip "$partial/log" "$name $version"
    found=$(find "$partial" -maxdepth 1 -name '*.whl' | head -n 1)
    if [ -z "$found" ] || ! hasHash "$found" "$hash"; then
        rm -rf "$partial"
        fail "The download of $name $version is not the file that was asked for (SHA-256 differs); it was deleted." \
            "Run this again. If it happens again, look at the proxy or package index that pip is set to use."
    fi
    mv -T "$found" "$final"
    rm -rf "$partial"
}

# explainPip LOG WHEEL: why pip could not, in plain words.
explainPip() {
    local tail log="$1"
    tail=$(tail -n 2 "$log")
    if grep -q 'No space left on device' "$log"; then
        fail "The disk is full: $2 could not be fetched." \
            "Make room, or name a folder on another disk in XDG_CACHE_HOME, and run this again."
    elif grep -qE 'SSLError|CERTIFICATE_VERIFY_FAILED' "$log"; then
        fail "The certificate of the package index was not accepted: $2 could not be fetched." \
            "Look at this machine's clock and at the certificates that pip is set to use (PIP_CERT)."
    elif grep -qE 'Failed to establish a new connection|NewConnectionError|ConnectionError|Name or service not known|Temporary failure in name resolution|Network is unreachable|ProxyError|ConnectTimeout|Read timed out|Connection (aborted|refused|reset|broken)' "$log"; then
        fail "No network: $2 could not be fetched." \
            "Connect this machine, or set pip's proxy or index, and run this again; what is there already is kept."
    fi
    fail "$2 could not be fetched. pip says:" "$tail" "Run this again; what is there already is kept."
}

# unpackWheel NAME INTO --take PREFIX[=NEW]… [--skip PATTERN…]
unpackWheel() {
    local wheel
    wheel=$(wheelFile "$1")
    shift
    "$(findPython)" "$setupFolder/unpack.py" "$wheel" "$@" || exit 1
}

# publish TEMPORARY FINAL: everything on disk first, then one rename.
publish() {
    sync -f "$1"
    mkdir -p "$(dirname "$2")"
    mv -T "$1" "$2"
}

# dropWheels NAME…: what is unpacked need not be kept.
dropWheels() {
    local name
    for name in "$@"; do
        rm -f "$(wheelFile "$name")"
    done
    rmdir "$downloads" 2>/dev/null || true
}
