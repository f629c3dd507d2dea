# shellcheck shell=bash
# LibTorch: one that is there already from 2.6 up, else the one of the torch wheel. Sourced.

libtorchFolder="$vitrineCache/libtorch-2.11.0"

# torchVersionIn FOLDER: "2.11" for a folder with include/ and lib/, nothing where it is none.
torchVersionIn() {
    local file
    [ -f "$1/lib/libtorch_cpu.so" ] && [ -f "$1/include/ATen/core/Tensor.h" ] || return 0
    for file in "$1/include/torch/headeronly/version.h" \
        "$1/include/torch/csrc/api/include/torch/version.h"; do
        if [ -f "$file" ]; then
            awk '$1 == "#define" && $2 == "TORCH_VERSION_MAJOR" { major = $3 }
                 $1 == "#define" && $2 == "TORCH_VERSION_MINOR" { minor = $3 }
                 END { print major "." minor }' "$file"
            return 0
        fi
    done
}

# newEnough VERSION: from 2.6 up.
newEnough() {
    local major=${1%%.*} minor=${1#*.}
    [ -n "$1" ] && { [ "$major" -gt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -ge 6 ]; }; }
}

# torchIsGiven: the person named one that can be used. Naming one that cannot is an error.
torchIsGiven() {
    local folder version
    if [ -n "${LibTorch_ROOT:-}" ]; then
        version=$(torchVersionIn "$LibTorch_ROOT")
        newEnough "$version" && return 0
        fail "LibTorch_ROOT names $LibTorch_ROOT; found there: ${version:-no LibTorch (include/ and lib/)}. Needed: 2.6 or newer." \
            "Name another folder, or unset LibTorch_ROOT to have 2.11.0 fetched."
    fi
    while IFS= read -r folder; do
        [ -n "$folder" ] && newEnough "$(torchVersionIn "$folder")" && return 0
    done <<<"${CMAKE_PREFIX_PATH:+${CMAKE_PREFIX_PATH//:/$'\n'}}"
    return 1
}

# torchInPython: the active Python has one that can be used.
torchInPython() {
    local folder
    folder=$(python3 -c 'import importlib.util as u
s = u.find_spec("torch")
print(s.submodule_search_locations[0] if s else "")' 2>/dev/null) || return 1
    [ -n "$folder" ] && newEnough "$(torchVersionIn "$folder")"
}

# setUpLibTorch CUDA(0|1)
setUpLibTorch() {
    local cuda=$1
    torchIsGiven && return 0
    # A run that was stopped between the two renames of a replacement left the old one aside.
    if [ ! -e "$libtorchFolder" ] && [ -d "$libtorchFolder.replaced" ]; then
        mv -T "$libtorchFolder.replaced" "$libtorchFolder"
    fi
    if [ -f "$libtorchFolder/torch/lib/libtorch_cpu.so" ]; then
        [ "$cuda" -eq 0 ] || [ -f "$libtorchFolder/torch/lib/libtorch_cuda.so" ] || unpackLibTorch 1
        return 0
    fi
    if [ "$cuda" -eq 0 ] && torchInPython; then
        return 0
    fi
    unpackLibTorch "$cuda"
}

# unpackLibTorch CUDA(0|1): builds the folder aside, then puts it in place.
unpackLibTorch() {
    local cuda=$1 aside="$libtorchFolder.partial" wheels=() name nvidia=nvidia/
    local leave=(--skip '*/libtorch_python.so' --skip '*/libshm*')
    [ "$(uname -m)" = x86_64 ] ||
        fail "There is no LibTorch wheel for this processor ($(uname -m)) in the list." \
            "Install torch 2.6 or newer for the active Python, or name a LibTorch in LibTorch_ROOT."
    mapfile -t wheels < <(wheelsOf libtorch)
    if [ "$cuda" -eq 1 ]; then
        mapfile -t -O "${#wheels[@]}" wheels < <(wheelsOf cuda)
    else
        nvidia=nvidia/cu13/lib/libcu # the two that libtorch_cpu names
        leave+=(--skip '*/libtorch_cuda*' --skip '*/libc10_cuda.so' --skip '*/libtorch_nvshmem.so'
            --skip '*/libcaffe2_nvrtc.so' --skip '*/libtorch.so')
    fi
    rm -rf "$aside"
    for name in "${wheels[@]}"; do
        fetchWheel "$name"
    done
    needRoom "$vitrineCache" $((cuda ? 4200 : 700)) "unpacking LibTorch"
    say "Unpacking LibTorch 2.11.0"
    mkdir -p "$aside"
    for name in "${wheels[@]}"; do
        if [ "$name" = torch ]; then
            unpackWheel torch "$aside" --take torch/lib/ --take torch/include/ "${leave[@]}"
        else
            unpackWheel "$name" "$aside" --take "$nvidia" --skip '*/include/*' --skip '*.a' \
                --skip '*.py'
        fi
    done
    if [ -e "$libtorchFolder" ]; then
        rm -rf "$libtorchFolder.replaced"
        mv -T "$libtorchFolder" "$libtorchFolder.replaced"
    fi
    publish "$aside" "$libtorchFolder"
    rm -rf "$libtorchFolder.replaced"
    dropWheels "${wheels[@]}"
}
