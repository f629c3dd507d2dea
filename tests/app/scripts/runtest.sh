#!/usr/bin/env bash
# app/run.sh and tests/run.sh, with the build tools played by stand-ins.
. "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"

# cmake makes a build folder, ninja "builds" a program that tells how it was called.
stubBuild() {
    stub cmake <<'STUB'
echo "cmake $*" >>"$box/calls"
while [ "$1" != -B ]; do shift; done
mkdir -p "$2" && : >"$2/build.ninja"
echo "LibTorch_CPU_LIBRARY:FILEPATH=$box/home/.cache/vitrine/libtorch-2.11.0/torch/lib/libtorch_cpu.so" \
    >"$2/CMakeCache.txt"
STUB
    stub ninja <<'STUB'
if [ "$3" = -n ]; then
    [ -f "$2/built" ] && echo "ninja: no work to do."
    exit 0
fi
echo "ninja $*" >>"$box/calls"
[ "$(cat "$box/compiler")" = ok ] || exit 1
mkdir -p "$2/bin" && : >"$2/built"
cat >"$2/bin/vitrine" <<PROGRAM
#!$box/bin/bash
echo "window on \${QT_QPA_PLATFORM:-screen}: \$*"
PROGRAM
/usr/bin/chmod +x "$2/bin/vitrine"
STUB
    echo ok >"$box/compiler"
    stub xvfb-run <<'STUB'
while [ "$1" != ctest ]; do shift; done
exec "$@"
STUB
    stub ctest <<'STUB'
echo "ctest $QT_QPA_PLATFORM $*" >>"$box/calls"
echo "100% tests passed, 0 tests failed out of 3"
exit "$(cat "$box/verdict")"
STUB
    echo 0 >"$box/verdict"
}

app() {
    inBox "$box/bin/bash" "$box/project/app/run.sh" "$@"
}

case_window() {
    stubBuild
    boxEnvironment=(DISPLAY=:7)
    app --theme dark "a b.vitrine"
    expectStatus 0
    expectSays "window on screen: --theme dark a b.vitrine"
}

case_report() {
    stubBuild
    app
    expectStatus 0
    expectSays "window on offscreen: --report $box/project/build/report"
    expectSays "The report is in $box/project/build/report"
    app --report /elsewhere
    expectSays "window on offscreen: --report /elsewhere"
}

case_secondRun() {
    stubBuild
    boxEnvironment=(DISPLAY=:7)
    app
    : >"$box/calls"
    app
    expectStatus 0
    expectCalls 0 .
    [ "$(cat "$box/out")" = "window on screen: " ] || die "it should only open the window"
    # A LibTorch that has gone is fetched and searched for anew.
    rm -rf "$cache/libtorch-2.11.0"
    app
    expectStatus 0
    expectCalls 1 "pip torch"
    expectCalls 0 cmake
}

case_buildFails() {
    stubBuild
    echo broken >"$box/compiler"
    app
    expectStatus 1
    expectSays "The build failed"
    stub cmake <<<'echo "CMake Error: no compiler"; exit 1'
    rm -rf "$box/project/build/release"
    app
    expectStatus 1
    expectSays "CMake Error: no compiler"
    expectSays "CMake could not configure the build"
}

case_tests() {
    stubBuild
    inBox "$box/bin/bash" "$box/project/tests/run.sh" -R text
    expectStatus 0
    expectSays "Installing packages: libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libavformat-dev libavcodec-dev libswscale-dev libjpeg-dev librsvg2-dev qt6-base-dev qt6-svg-dev libqcustomplot-dev fonts-noto-core fonts-noto-mono fonts-noto-color-emoji fonts-droid-fallback nlohmann-json3-dev xvfb xauth unicode-data"
    expectCalls 1 "ctest offscreen --test-dir $box/project/build/tests .*-R text"
    [ "$(tail -n 1 "$box/out")" = "100% tests passed, 0 tests failed out of 3" ] ||
        die "ctest's summary should come last"
    echo 8 >"$box/verdict"
    inBox "$box/bin/bash" "$box/project/tests/run.sh"
    expectStatus 8
}

runCase "$1"
