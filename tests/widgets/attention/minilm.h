#pragma once

#include "core/study/picture.h"

#include <memory>
#include <optional>
#include <string>

namespace vitrine::tests {

/// MiniLM as set-up lays it down in the user's cache; empty where it is not there.
[[nodiscard]] std::string miniLmFolder();

/// Traces a text with MiniLM. Throws std::runtime_error with the Problem's words.
[[nodiscard]] std::shared_ptr<const study::TracePicture> miniLmPicture(const std::string& name,
                                                                       const std::string& text);

inline constexpr const char* kFrisbee =
    "The dog chased the frisbee because it was gliding away.";
inline constexpr const char* kTypos = "The dog chased the firsbee because it was gilding away.";

} // namespace vitrine::tests
