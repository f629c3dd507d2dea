# OpenCV's three small modules and FFmpeg, found by name: the packages that set-up installs have no
# CMake files of their own, and OpenCV's would bring highgui.

function(vitrine_found_library target header)
  cmake_parse_arguments(ARG "" "" "SUFFIXES;LIBRARIES" ${ARGN})
  find_path(${target}_INCLUDE_DIR ${header} PATH_SUFFIXES ${ARG_SUFFIXES} REQUIRED)
  set(files)
  foreach(library IN LISTS ARG_LIBRARIES)
    find_library(${target}_${library} ${library} REQUIRED)
    list(APPEND files "${${target}_${library}}")
  endforeach()
  mark_as_advanced(${target}_INCLUDE_DIR)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE "${${target}_INCLUDE_DIR}")
  target_link_libraries(${target} INTERFACE ${files})
endfunction()

if(NOT TARGET VitrineOpenCv)
  vitrine_found_library(VitrineOpenCv opencv2/imgcodecs.hpp SUFFIXES opencv4
    LIBRARIES opencv_imgcodecs opencv_imgproc opencv_core)
  vitrine_found_library(VitrineFfmpeg libavformat/avformat.h
    LIBRARIES avformat avcodec swscale avutil)
endif()
