#include "core/base/files.h"
#include "core/base/jsonreader.h"
#include "core/run/recipe/fields.h"
#include "core/run/recipe/places.h"
#include "core/run/recipe/recipe.h"
#include "core/run/recipe/rules.h"
#include "core/run/recipe/values.h"

#include <algorithm>
#include <numeric>

namespace vitrine::run {

namespace {

std::string joined(std::string_view prefix, std::string_view key) {
    return prefix.empty() ? std::string(key) : std::string(prefix) + "." + std::string(key);
}

bool isGroup(std::string_view path) {
    const std::string prefix = std::string(path) + ".";
    return std::ranges::any_of(trainFields(),
                               [&](const Field& field) { return field.path.starts_with(prefix); });
}

bool isOptional(std::string_view path) {
    return std::ranges::find(optionalGroups(), path) != optionalGroups().end();
}

/// The keys that an object at `prefix` may have.
std::vector<std::string_view> keysUnder(std::string_view prefix) {
    std::vector<std::string_view> keys;
    if (prefix.empty()) {
        keys = {"type", "schema"};
    }
    const std::string begin = prefix.empty() ? "" : std::string(prefix) + ".";
    for (const Field& field : trainFields()) {
        if (field.path.starts_with(begin)) {
            const std::string_view rest = field.path.substr(begin.size());
            const std::string_view key = rest.substr(0, rest.find('.'));
            if (std::ranges::find(keys, key) == keys.end()) {
                keys.push_back(key);
            }
        }
    }
    return keys;
}

/// Goes through what was given and notes what is not in order.
class Checker {
public:
    explicit Checker(const Places& places)
        : places_(places) {}

    void object(const Json& json, const std::string& prefix) {
        for (const auto& [key, value] : *json.object()) {
            member(value, prefix, key);
        }
    }

    void add(const std::string& path, std::string what) {
        faults.push_back({path, places_.lineOf(path), std::move(what)});
    }

    std::vector<RecipeFault> faults;

private:
    void member(const Json& value, const std::string& prefix, const std::string& key) {
        const std::string path = joined(prefix, key);
        if (path == "type" || path == "schema") {
            return; // asked first of all
        }
        if (const Field* field = fieldAt(path)) {
            if (const std::string fault = faultOfValue(*field, value); !fault.empty()) {
                add(path, path + " " + fault);
            }
        } else if (!isGroup(path)) {
            const auto nearest = nearestName(key, keysUnder(prefix));
            add(path, "there is no key \"" + path + "\"; did you mean \"" +
                          joined(prefix, nearest) + "\"?");
        } else if (value.object() != nullptr) {
            object(value, path);
        } else if (!value.isNull() || !isOptional(path)) {
            add(path, path + " must be an object");
        }
    }

    const Places& places_;
};

/// Type and schema decide whether the rest can be read at all.
std::string faultOfKind(const Json& json) {
    const Json* type = json.find("type");
    const Json* schema = json.find("schema");
    if (type == nullptr || type->string() == nullptr || *type->string() != "train") {
        return "this is no training recipe: \"type\" must be \"train\"";
    }
    if (schema != nullptr && (schema->integer() == nullptr || *schema->integer() != 1)) {
        return "the recipe's schema is not 1: it was written for another version";
    }
    return {};
}

/// Whether some optional group that the path belongs to was left out.
bool leftOut(const Json& given, std::string_view path) {
    return std::ranges::any_of(optionalGroups(), [&](std::string_view group) {
        const Json* there = valueAt(given, group);
        return path.starts_with(std::string(group) + ".") &&
               (there == nullptr || there->isNull());
    });
}

Json withDefaults(const Json& given) {
    Json resolved = Json::Object{{"type", "train"}, {"schema", 1}};
    for (const Field& field : trainFields()) {
        if (leftOut(given, field.path)) {
            continue;
        }
        const Json* value = valueAt(given, field.path);
        setAt(resolved, field.path,
              value != nullptr ? *value : *parseJson(field.fallback, field.path));
    }
    for (const std::string_view group : optionalGroups()) {
        if (valueAt(resolved, group) == nullptr) {
            setAt(resolved, group, Json());
        }
    }
    fillDependentDefaults(resolved);
    return resolved;
}

} // namespace

std::string_view nearestName(std::string_view wrong, const std::vector<std::string_view>& known) {
    std::string_view best;
    std::size_t fewest = static_cast<std::size_t>(-1);
    for (const std::string_view name : known) {
        std::vector<std::size_t> row(name.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 0; i < wrong.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i + 1;
            for (std::size_t j = 0; j < name.size(); ++j) {
                const std::size_t change = diagonal + (wrong[i] == name[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = std::min({change, row[j] + 1, row[j + 1] + 1});
            }
        }
        if (row.back() < fewest) {
            fewest = row.back();
            best = name;
        }
    }
    return best;
}

RecipeReading readRecipe(std::string_view text) {
    RecipeReading reading;
    const auto json = parseJson(text, "recipe");
    if (!json) {
        reading.faults.push_back({"", lineOfRefusal(text), json.problem().what});
        return reading;
    }
    if (json->object() == nullptr) {
        reading.faults.push_back({"", 1, "a recipe is a JSON object"});
        return reading;
    }
    const Places places(text);
    if (std::string fault = faultOfKind(*json); !fault.empty()) {
        reading.faults.push_back({"type", places.lineOf("type"), std::move(fault)});
        return reading;
    }
    Checker checker(places);
    checker.object(*json, "");
    if (checker.faults.empty()) {
        const auto add = [&](const std::string& path, const std::string& what) {
            checker.add(path, what);
        };
        checkTogether(*json, add);
    }
    std::ranges::stable_sort(checker.faults, {}, &RecipeFault::line);
    reading.faults = std::move(checker.faults);
    if (reading.faults.empty()) {
        Json resolved = withDefaults(*json);
        TrainSettings settings = settingsOf(resolved);
        reading.recipe = TrainRecipe{*json, std::move(resolved), std::move(settings)};
    }
    return reading;
}

RecipeReading readRecipeFile(const std::filesystem::path& file) {
    constexpr std::size_t kLargestRecipe = std::size_t{4} << 20;
    const auto text = readFile(file, kLargestRecipe);
    if (!text) {
        return {.faults = {{"", 0, text.problem().text()}}};
    }
    return readRecipe(*text);
}

std::filesystem::path resolvePath(const std::string& path,
                                  const std::filesystem::path& recipeFolder,
                                  const std::filesystem::path& cacheFolder) {
    constexpr std::string_view kCache = "cache:";
    if (path.empty()) {
        return {};
    }
    if (path.starts_with(kCache)) {
        return cacheFolder / path.substr(kCache.size());
    }
    return recipeFolder / path; // an absolute path replaces what stands before it
}

} // namespace vitrine::run
