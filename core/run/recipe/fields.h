#pragma once

#include <limits>
#include <span>
#include <string_view>

namespace vitrine::run {

enum class FieldType {
    Text,
    Path,    ///< a file or folder; relative to the recipe, or `cache:` and a name
    Whole,
    Number,
    Switch,
    Choice,
    Texts,   ///< a list
    Numbers, ///< a list
    Free     ///< JSON of its own form, checked apart
};

/// One key of a recipe: what form, check and default are made from.
struct Field {
    std::string_view path;  ///< "optimizer.lr"
    std::string_view group; ///< of the form: "model", "data", "objective", "optimization" …
    FieldType type = FieldType::Text;
    std::string_view fallback = "null"; ///< the default, as JSON; null = may be left out
    std::string_view help;
    std::string_view unit = {};
    std::string_view choices = {}; ///< separated by |
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
};

/// Every key of a training recipe, in the order of the form.
[[nodiscard]] std::span<const Field> trainFields();

/// Groups that may be left out or null altogether: "lora", "early_stop", "data.scenes".
[[nodiscard]] std::span<const std::string_view> optionalGroups();

/// The field of a path, or nullptr.
[[nodiscard]] const Field* fieldAt(std::string_view path);

} // namespace vitrine::run
