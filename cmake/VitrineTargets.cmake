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
  vitrine_unity_by_folder(${target})
endfunction()

# In a unity build (presets release, tests and server) the sources of one folder are compiled as one,
# so that anonymous namespaces share their names within a folder, and no further.
function(vitrine_unity_by_folder target)
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "^[^$/].*\\.cpp$")
  foreach(source IN LISTS sources)
    get_filename_component(folder "${source}" DIRECTORY)
    string(MAKE_C_IDENTIFIER "in_${folder}" group)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
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

# What a plugin and the program must have in common to be loaded into one process.
set(VITRINE_PLUGIN_ABI
  "vitrine-${PROJECT_VERSION}-${CMAKE_CXX_COMPILER_ID}-cxx${CMAKE_CXX_STANDARD}-${CMAKE_SYSTEM_PROCESSOR}")

# vitrine_plugin(<name> SOURCES <files…> [USES <our targets…>] [INSIDE <third-party targets…>] [OPTIONS <flags…>])
# A folder with plugin.json, plugin.cpp (the entry function) and its plain logic in SOURCES. Makes
# plugin_<name>_objects, which tests link, and the module with its plugin.json in
# lib/vitrine/plugins/<name> of the build folder.
function(vitrine_plugin name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;INSIDE;OPTIONS" ${ARGN})
  add_library(plugin_${name}_objects OBJECT ${ARG_SOURCES})
  vitrine_common(plugin_${name}_objects)
  target_compile_options(plugin_${name}_objects PRIVATE ${ARG_OPTIONS})
  target_link_libraries(plugin_${name}_objects PUBLIC ${ARG_USES} core_base PRIVATE ${ARG_INSIDE})

  set(folder "${CMAKE_BINARY_DIR}/lib/vitrine/plugins/${name}")
  add_library(plugin_${name} MODULE plugin.cpp $<TARGET_OBJECTS:plugin_${name}_objects>)
  vitrine_common(plugin_${name})
  target_link_libraries(plugin_${name} PRIVATE ${ARG_USES} core_base ${ARG_INSIDE})
  set_target_properties(plugin_${name} PROPERTIES
    PREFIX "" OUTPUT_NAME "${name}" LIBRARY_OUTPUT_DIRECTORY "${folder}")
  configure_file(plugin.json "${folder}/plugin.json" @ONLY)
endfunction()
