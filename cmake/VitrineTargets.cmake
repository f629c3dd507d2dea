# The few functions by which every folder declares itself. A target links exactly what its folder
# may use, so a wrong arrow fails to compile or link.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/archive")

find_program(VITRINE_CCACHE ccache)
if(VITRINE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${VITRINE_CCACHE}")
endif()

# Warnings, include root and hardening shared by all our targets.
function(vitrine_common target)
  target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}")
  # An options struct with defaults and designated initialisers leaves fields out on purpose.
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wno-missing-field-initializers)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict) # false alarms in std::string (GCC 105329)
  endif()
  if(VITRINE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()

# vitrine_library(<name> SOURCES <files…> [USES <our targets…>] [INSIDE <third-party targets…>] [STRICT])
# A static library of one folder. USES is visible to dependents, INSIDE is not. STRICT adds
# -Wconversion, for code that parses files from strangers.
function(vitrine_library name)
  cmake_parse_arguments(ARG "STRICT" "" "SOURCES;USES;INSIDE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  vitrine_common(${name})
  if(ARG_STRICT)
    target_compile_options(${name} PRIVATE -Wconversion)
  endif()
  target_link_libraries(${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_INSIDE})
endfunction()

# The same for a folder of widgets: Qt, its strict defines, AUTOMOC.
function(vitrine_widget_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;INSIDE" ${ARGN})
  vitrine_library(${name} SOURCES ${ARG_SOURCES} USES ${ARG_USES} Qt6::Widgets INSIDE ${ARG_INSIDE})
  vitrine_qt(${name})
endfunction()

# Qt's strict defines and AUTOMOC for one target.
function(vitrine_qt target)
  set_target_properties(${target} PROPERTIES AUTOMOC ON)
  target_compile_definitions(${target} PRIVATE
    QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_ASCII QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER)
endfunction()
