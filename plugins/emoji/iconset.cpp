#include "plugins/emoji/iconset.h"

#include <algorithm>
#include <cctype>

namespace vitrine::emoji {

namespace {

// The largest set at hand has 25 MB of drawings.
constexpr JsonLimits kLimits{.bytes = std::size_t{128} << 20,
                             .depth = 16,
                             .stringBytes = std::size_t{4} << 20};

std::string withoutSelector(std::string points) {
    constexpr std::string_view kSelector = "-fe0f";
    for (std::size_t at = points.find(kSelector); at != points.npos; at = points.find(kSelector)) {
        points.erase(at, kSelector.size());
    }
    return points;
}

std::string dashed(const std::string& name) {
    std::string slug;
    for (const char each : name) {
        const auto letter = static_cast<unsigned char>(each);
        if (std::isalnum(letter) != 0) {
            slug += static_cast<char>(std::tolower(letter));
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    return slug;
}

double sizeIn(const Json& icon, const Json& set, std::string_view key, double otherwise) {
    const Json* own = icon.find(key);
    const Json* common = set.find(key);
    return own != nullptr ? own->number(otherwise)
                          : (common != nullptr ? common->number(otherwise) : otherwise);
}

} // namespace

Outcome<IconSet> IconSet::open(const std::filesystem::path& folder) {
    IconSet set;
    set.folder_ = folder;
    auto icons = readJson(folder / "icons.json", kLimits);
    if (!icons) {
        return Problem{"The icon set cannot be read", (folder / "icons.json").string(),
                       "Fetch it with app/setup.sh --data. " +
                           (icons.failed() ? icons.problem().what : std::string())};
    }
    set.icons_ = *std::move(icons);
    // Some sets come without code points; their icons are found by name.
    if (std::filesystem::exists(folder / "chars.json")) {
        auto chars = readJson(folder / "chars.json", kLimits);
        if (!chars) {
            return chars.as<IconSet>();
        }
        set.chars_ = *std::move(chars);
    }
    return set;
}

const Json* IconSet::iconNamed(const std::string& name) const {
    constexpr int kMostAliases = 5;
    const Json* icons = icons_.find("icons");
    const Json* aliases = icons_.find("aliases");
    std::string wanted = name;
    for (int step = 0; step < kMostAliases; ++step) {
        if (const Json* icon = icons != nullptr ? icons->find(wanted) : nullptr) {
            return icon;
        }
        const Json* alias = aliases != nullptr ? aliases->find(wanted) : nullptr;
        const Json* parent = alias != nullptr ? alias->find("parent") : nullptr;
        if (parent == nullptr || parent->string() == nullptr) {
            return nullptr;
        }
        wanted = *parent->string();
    }
    return nullptr;
}

const Json* IconSet::iconOf(const std::string& name, const std::string& points) const {
    for (const std::string& key : {points, withoutSelector(points)}) {
        const Json* found = chars_.find(key);
        if (found != nullptr && found->string() != nullptr) {
            if (const Json* icon = iconNamed(*found->string())) {
                return icon;
            }
        }
    }
    return iconNamed(dashed(name));
}

Outcome<std::string> IconSet::svgOf(const std::string& name, const std::string& points) const {
    constexpr double kUsualSide = 16; // Iconify's own default
    const Json* icon = iconOf(name, points);
    const Json* body = icon != nullptr ? icon->find("body") : nullptr;
    if (body == nullptr || body->string() == nullptr) {
        return Problem{"The icon set does not draw “" + name + "”",
                       (folder_ / "icons.json").string(), "Take it out of the recipe's things"};
    }
    const auto number = [&](std::string_view key, double otherwise) {
        return Json(sizeIn(*icon, icons_, key, otherwise)).dump();
    };
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
           "viewBox=\"" +
           number("left", 0) + " " + number("top", 0) + " " + number("width", kUsualSide) + " " +
           number("height", kUsualSide) + "\">" + *body->string() + "</svg>";
}

} // namespace vitrine::emoji
