# Finds LibTorch without asking for the CUDA toolkit (the configuration files inside a CUDA wheel do,
# and stop where there is none). Looks, in this order, at LibTorch_ROOT, CMAKE_PREFIX_PATH, the
# person's cache folder that app/setup.sh fills, and the torch of the active Python. Makes one
# imported target, LibTorch::LibTorch: the headers, libtorch_cpu and libc10. CUDA is opened at run time.

set(_libtorch_cache "$ENV{XDG_CACHE_HOME}")
if(NOT _libtorch_cache)
  set(_libtorch_cache "$ENV{HOME}/.cache")
endif()
set(_libtorch_hints "${_libtorch_cache}/vitrine/libtorch-2.11.0/torch")

if(NOT LibTorch_ROOT AND NOT EXISTS "${_libtorch_hints}/lib/libtorch_cpu.so")
  find_program(_libtorch_python NAMES python3)
  if(_libtorch_python)
    execute_process(
      COMMAND "${_libtorch_python}" -c
        "import importlib.util as u; s = u.find_spec('torch'); print(s.submodule_search_locations[0] if s else '')"
      OUTPUT_VARIABLE _libtorch_from_python OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    list(APPEND _libtorch_hints "${_libtorch_from_python}")
  endif()
endif()

find_path(LibTorch_INCLUDE_DIR ATen/core/Tensor.h
  HINTS ${LibTorch_ROOT} ${_libtorch_hints} PATH_SUFFIXES include)
find_library(LibTorch_CPU_LIBRARY torch_cpu
  HINTS ${LibTorch_ROOT} ${_libtorch_hints} PATH_SUFFIXES lib)
find_library(LibTorch_C10_LIBRARY c10
  HINTS ${LibTorch_ROOT} ${_libtorch_hints} PATH_SUFFIXES lib)

if(LibTorch_INCLUDE_DIR)
  set(_libtorch_version_file "${LibTorch_INCLUDE_DIR}/torch/headeronly/version.h")
  if(NOT EXISTS "${_libtorch_version_file}")
    set(_libtorch_version_file "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include/torch/version.h")
  endif()
  if(EXISTS "${_libtorch_version_file}")
    file(STRINGS "${_libtorch_version_file}" _libtorch_version_lines REGEX "TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]+")
    string(REGEX REPLACE ".*MAJOR ([0-9]+).*MINOR ([0-9]+).*PATCH ([0-9]+).*" "\\1.\\2.\\3"
      LibTorch_VERSION "${_libtorch_version_lines}")
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR
  VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "Run app/setup.sh, or give -DLibTorch_ROOT=FOLDER (2.6 or newer)")

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::c10 SHARED IMPORTED)
  set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION "${LibTorch_C10_LIBRARY}")
  add_library(LibTorch::LibTorch SHARED IMPORTED)
  set_target_properties(LibTorch::LibTorch PROPERTIES
    IMPORTED_LOCATION "${LibTorch_CPU_LIBRARY}"
    INTERFACE_LINK_LIBRARIES LibTorch::c10)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
    "${LibTorch_INCLUDE_DIR}" "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include")
  # libtorch_cpu names CUDA's run-time libraries, which lie beside it and are found by its own path.
  target_link_options(LibTorch::LibTorch INTERFACE -Wl,--unresolved-symbols=ignore-in-shared-libs)
  target_compile_definitions(LibTorch::LibTorch INTERFACE AT_PER_OPERATOR_HEADERS)
  # at::parallel_for is a template: without OpenMP it silently runs on one thread. The run-time
  # library must be LibTorch's own, for a process with two of them has two pools of threads.
  target_compile_options(LibTorch::LibTorch INTERFACE -fopenmp)
  get_filename_component(_libtorch_libraries "${LibTorch_CPU_LIBRARY}" DIRECTORY)
  file(GLOB _libtorch_openmp "${_libtorch_libraries}/libgomp*.so*"
    "${_libtorch_libraries}/../../torch.libs/libgomp*.so*")
  if(_libtorch_openmp)
    list(GET _libtorch_openmp 0 _libtorch_openmp)
  else()
    set(_libtorch_openmp gomp)
  endif()
  target_link_libraries(LibTorch::LibTorch INTERFACE "${_libtorch_openmp}")
endif()
