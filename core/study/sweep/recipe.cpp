#include "core/study/sweep/recipe.h"

#include <algorithm>
#include <limits>
#include <set>

namespace vitrine::study {

namespace {

/// Takes members out of an object one by one and remembers the first fault.
class Members {
public:
    Members(const Json& json, std::string path, std::string& fault)
        : json_(json)
        , path_(std::move(path))
        , fault_(fault) {
        if (json.object() == nullptr) {
            refuse("", "an object");
        }
    }

    void text(const char* key, std::string& into) {
        take(key, "a text", [&](const Json& value) {
            if (value.string() != nullptr) {
                into = *value.string();
            }
            return value.string() != nullptr;
        });
    }

    template <class Number>
    void whole(const char* key, Number& into, std::int64_t least, std::int64_t most) {
        take(key, "a whole number in range", [&](const Json& value) {
            const bool right = value.integer() != nullptr && *value.integer() >= least &&
                               *value.integer() <= most;
            if (right) {
                into = static_cast<Number>(*value.integer());
            }
            return right;
        });
    }

    /// `use` answers whether the value is right.
    template <class Use>
    void take(const char* key, const char* wanted, const Use& use) {
        known_.insert(key);
        if (const Json* value = json_.find(key); value != nullptr && !use(*value)) {
            refuse(key, wanted);
        }
    }

    void noOthers() {
        if (json_.object() == nullptr) {
            return;
        }
        for (const auto& [key, value] : *json_.object()) {
            if (!known_.contains(key) && fault_.empty()) {
                std::string list;
                for (const std::string& each : known_) {
                    list += " " + each;
                }
                fault_ = path_ + key + " is no key here; there are" + list;
            }
        }
    }

    void refuse(const std::string& key, const std::string& wanted) {
        if (fault_.empty()) {
            fault_ = path_ + key + " must be " + wanted;
        }
    }

private:
    const Json& json_;
    std::string path_;
    std::string& fault_;
    std::set<std::string> known_;
};

constexpr std::int64_t kLargest = 1'000'000'000;

void readData(const Json& json, SweepData& data, std::string& fault) {
    Members members(json, "data.", fault);
    members.text("file", data.file);
    members.text("split", data.split);
    members.whole("limit", data.limit, 0, kLargest);
    members.whole("order_seed", data.orderSeed, 0, std::numeric_limits<std::int64_t>::max());
    members.text("text", data.text);
    members.text("label", data.label);
    members.noOthers();
    if (data.file.empty()) {
        members.refuse("file", "given");
    }
    if (data.split == "train") {
        members.refuse("split", "one that no model was trained on");
    }
}

bool readChains(const Json& json, std::string_view where, std::vector<perturb::Chain>& chains) {
    if (json.array() == nullptr) {
        return false;
    }
    for (const Json& each : *json.array()) {
        auto chain = perturb::chainFrom(each, where);
        if (!chain || chain->name.empty() || chain->name == "clean" ||
            chain->name.find_first_of("/,\"\n") != std::string::npos ||
            std::ranges::find(chains, chain->name, &perturb::Chain::name) != chains.end()) {
            return false;
        }
        chains.push_back(*std::move(chain));
    }
    return !chains.empty();
}

bool readSeverities(const Json& json, std::vector<double>& severities) {
    severities.clear();
    for (const Json& each : json.array() != nullptr ? *json.array() : Json::Array()) {
        const double severity = each.number(-1);
        if (!(severity >= 0 && severity <= perturb::kMostSeverity) ||
            std::ranges::find(severities, severity) != severities.end()) {
            return false;
        }
        severities.push_back(severity);
    }
    return !severities.empty();
}

bool readSeeds(const Json& json, std::vector<std::uint64_t>& seeds) {
    seeds.clear();
    for (const Json& each : json.array() != nullptr ? *json.array() : Json::Array()) {
        if (each.integer() == nullptr || *each.integer() < 0) {
            return false;
        }
        const auto seed = static_cast<std::uint64_t>(*each.integer());
        if (std::ranges::find(seeds, seed) != seeds.end()) {
            return false;
        }
        seeds.push_back(seed);
    }
    return !seeds.empty();
}

bool readReadouts(const Json& json, SweepRecipe& recipe) {
    if (json.array() == nullptr) {
        return false;
    }
    recipe.prediction = recipe.split = recipe.attention = recipe.embedding = false;
    for (const Json& each : *json.array()) {
        const std::string name = each.string() != nullptr ? *each.string() : "";
        bool* flag = name == "prediction"  ? &recipe.prediction
                     : name == "split"     ? &recipe.split
                     : name == "attention" ? &recipe.attention
                     : name == "embedding" ? &recipe.embedding
                                           : nullptr;
        if (flag == nullptr) {
            return false;
        }
        *flag = true;
    }
    return true;
}

/// The one choice that there is yet.
bool isCustomary(const Json& json, std::string_view key, std::string_view value) {
    const Json* given = json.find(key);
    return given == nullptr || (given->string() != nullptr && *given->string() == value);
}

} // namespace

Outcome<SweepRecipe> sweepRecipeFrom(const Json& json, std::string_view where) {
    SweepRecipe recipe;
    std::string fault;
    Members members(json, "", fault);
    members.take("type", "\"sweep\"", [](const Json& value) {
        return value.string() != nullptr && *value.string() == "sweep";
    });
    members.take("schema", "1", [](const Json& value) {
        return value.integer() != nullptr && *value.integer() == 1;
    });
    members.text("name", recipe.name);
    members.text("model", recipe.model);
    members.text("task", recipe.task);
    members.text("device", recipe.device);
    members.whole("bootstrap", recipe.bootstrap, 0, 1'000'000);
    members.whole("batch", recipe.batch, 1, 4096);
    members.take("data", "an object", [&](const Json& value) {
        readData(value, recipe.data, fault);
        return true;
    });
    members.take("chains", "a list of chains with stages, each with a name of its own",
                 [&](const Json& value) { return readChains(value, where, recipe.chains); });
    members.take("severities", "a list of different numbers from 0 to 5",
                 [&](const Json& value) { return readSeverities(value, recipe.severities); });
    members.take("seeds", "a list of different whole numbers from 0",
                 [&](const Json& value) { return readSeeds(value, recipe.seeds); });
    members.take("readouts", "a list of prediction, split, attention and embedding",
                 [&](const Json& value) { return readReadouts(value, recipe); });
    members.take("attention", R"({"sites": "all", "alignment": "word"})", [](const Json& value) {
        return isCustomary(value, "sites", "all") && isCustomary(value, "alignment", "word");
    });
    members.noOthers();
    if (json.find("type") == nullptr || recipe.model.empty() || recipe.chains.empty() ||
        recipe.data.file.empty()) {
        members.refuse("type, model, data and chains", "given");
    }
    if (!fault.empty()) {
        return Problem{"The recipe is not one of a sweep: " + fault, std::string(where),
                       "Correct the recipe"};
    }
    return recipe;
}

Json jsonOf(const SweepRecipe& recipe) {
    Json data;
    data.set("file", recipe.data.file);
    data.set("split", recipe.data.split);
    data.set("limit", recipe.data.limit);
    data.set("order_seed", static_cast<std::int64_t>(recipe.data.orderSeed));
    data.set("text", recipe.data.text);
    data.set("label", recipe.data.label);
    Json::Array chains;
    for (const perturb::Chain& chain : recipe.chains) {
        chains.push_back(perturb::jsonOf(chain));
    }
    Json::Array seeds;
    for (const std::uint64_t seed : recipe.seeds) {
        seeds.emplace_back(static_cast<std::int64_t>(seed));
    }
    Json::Array readouts;
    for (const auto& [name, wanted] :
         {std::pair{"prediction", recipe.prediction}, std::pair{"split", recipe.split},
          std::pair{"attention", recipe.attention}, std::pair{"embedding", recipe.embedding}}) {
        if (wanted) {
            readouts.emplace_back(name);
        }
    }
    Json json;
    json.set("type", "sweep");
    json.set("schema", 1);
    json.set("name", recipe.name);
    json.set("model", recipe.model);
    json.set("task", recipe.task);
    json.set("data", std::move(data));
    json.set("chains", std::move(chains));
    json.set("severities", Json::Array(recipe.severities.begin(), recipe.severities.end()));
    json.set("seeds", std::move(seeds));
    json.set("readouts", std::move(readouts));
    json.set("bootstrap", static_cast<std::int64_t>(recipe.bootstrap));
    json.set("device", recipe.device);
    json.set("batch", recipe.batch);
    return json;
}

} // namespace vitrine::study
