#pragma once

#include "core/base/json.h"
#include "core/base/outcome.h"

#include <filesystem>
#include <string>

namespace vitrine::emoji {

/// One icon set in Iconify's form: icons.json with the drawings, chars.json with their code points.
class IconSet {
public:
    [[nodiscard]] static Outcome<IconSet> open(const std::filesystem::path& folder);

    /// The whole SVG of a thing, found by its code points, with and without the variation selector
    /// fe0f, else by its name with dashes; aliases are followed. A Problem where the set lacks it.
    [[nodiscard]] Outcome<std::string> svgOf(const std::string& name,
                                             const std::string& points) const;

private:
    IconSet() = default;

    [[nodiscard]] const Json* iconNamed(const std::string& name) const;
    [[nodiscard]] const Json* iconOf(const std::string& name, const std::string& points) const;

    std::filesystem::path folder_;
    Json icons_;
    Json chars_;
};

} // namespace vitrine::emoji
