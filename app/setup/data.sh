# shellcheck shell=bash
# The data that the recipes in resources/recipes are trained on: Debian's packages, and the icon
# sets of icons.tsv (name, npm package, version, megabytes, SHA-256). Sourced, never run.

iconTable="$setupFolder/icons.tsv"
dataPackages=(wordnet-base unicode-data)

# iconField NAME COLUMN
iconField() {
    awk -F '\t' -v name="$1" -v column="$2" '$1 == name { print $column }' "$iconTable"
}

# missingIcons: the sets that are not in the cache.
missingIcons() {
    local name
    for name in $(cut -f 1 "$iconTable"); do
        [ -e "$vitrineCache/data/icons/$name" ] || printf '%s\n' "$name"
    done
}

# setUpData: packages first, because one of them may be npm.
setUpData() {
    local name packages=("${dataPackages[@]}")
    if [ -n "$(missingIcons)" ] && ! command -v npm >/dev/null; then
        packages+=(npm)
    fi
    installPackages "${packages[@]}"
    mkdir -p "$downloads"
    for name in $(missingIcons); do
        setUpIcons "$name"
    done
}

# setUpIcons NAME: the drawings, their code points and what their makers say about them.
setUpIcons() {
    local name=$1 package version hash final aside archive
    package=$(iconField "$name" 2)
    version=$(iconField "$name" 3)
    hash=$(iconField "$name" 5)
    final="$vitrineCache/data/icons/$name"
    aside="$final.partial"
    needRoom "$vitrineCache" 40 "the icon set $name"
    rm -rf "$aside"
    mkdir -p "$aside/fetched"
    say "Fetching $package $version ($(iconField "$name" 4) MB)"
    fetchIcons "$package@$version" "$aside"
    archive=$(find "$aside/fetched" -name '*.tgz' | head -n 1)
    if [ -z "$archive" ] || ! hasHash "$archive" "$hash"; then
        rm -rf "$aside"
        fail "The download of $package $version is not the file that was asked for (SHA-256 differs); it was deleted." \
            "Run this again. If it happens again, look at the registry that npm is set to use."
    fi
    tar --extract --gzip --no-same-owner --file "$archive" --directory "$aside" --strip-components 1 \
        package/icons.json package/chars.json package/info.json package/package.json package/README.md
    rm -rf "$aside/fetched"
    publish "$aside" "$final"
}

# fetchIcons PACKAGE@VERSION ASIDE: npm's archive into ASIDE/fetched; npm keeps nothing elsewhere.
fetchIcons() {
    local status=0 log="$2/log" tail
    npm_config_cache="$2/fetched/cache" npm_config_update_notifier=false npm_config_fetch_retries=2 \
        npm pack --silent --pack-destination "$2/fetched" "$1" >"$log" 2>&1 9>&- || status=$?
    tail=$(tail -n 2 "$log")
    if [ "$status" -ne 0 ]; then
        rm -rf "$2"
        fail "$1 could not be fetched. npm says:" "${tail:-nothing}" \
            "Connect this machine, or set npm's proxy or registry, and run this again."
    fi
    rm -f "$log"
}
