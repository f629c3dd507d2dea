#include "core/run/recipe/rules.h"

#include "core/base/jsonreader.h"
#include "core/run/recipe/places.h"
#include "core/run/recipe/recipe.h"
#include "core/run/recipe/values.h"

#include <algorithm>
#include <array>
#include <set>

namespace vitrine::run {

namespace {

constexpr std::int64_t kDefaultSamples = 32;
constexpr double kDefaultEpochs = 3;

bool isGiven(const Json& json, std::string_view path) {
    const Json* value = valueAt(json, path);
    return value != nullptr && !value->isNull();
}

std::string textAt(const Json& json, std::string_view path) {
    const Json* value = valueAt(json, path);
    return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
}

double numberAt(const Json& json, std::string_view path, double otherwise) {
    const Json* value = valueAt(json, path);
    return value != nullptr ? value->number(otherwise) : otherwise;
}

void atMostOneOf(const Json& given, const std::string& a, const std::string& b,
                 const TakeFault& take) {
    if (isGiven(given, a) && isGiven(given, b)) {
        take(b, "give either " + a + " or " + b + ", not both");
    }
}

void checkModel(const Json& given, const TakeFault& take) {
    const bool scratch = textAt(given, "init") == "scratch";
    const bool folder = !textAt(given, "model").empty();
    if (!scratch && !folder) {
        take("model", "which model? \"model\" names the folder to begin with");
    }
    if (scratch && folder == isGiven(given, "config")) {
        take("config", "a model from scratch needs either \"config\" or a folder in \"model\"");
    }
    if (!scratch && isGiven(given, "config")) {
        take("config", "\"config\" belongs to \"init\": \"scratch\" alone");
    }
}

void checkData(const Json& given, const TakeFault& take) {
    if (textAt(given, "data.train").empty()) {
        take("data.train", "which data? \"data.train\" is missing");
    }
    const double least = numberAt(given, "data.scenes.least_size", 0.45);
    if (least > numberAt(given, "data.scenes.most_size", 0.85)) {
        take("data.scenes.least_size", "the least size of scenes is above the largest");
    }
    const Json* betas = valueAt(given, "optimizer.betas");
    if (betas != nullptr && betas->array()->size() != 2) {
        take("optimizer.betas", "optimizer.betas must be two numbers");
    }
    const double samples = numberAt(given, "batch.samples", kDefaultSamples);
    if (!isGiven(given, "batch.tokens") && numberAt(given, "batch.micro", 1) > samples) {
        take("batch.micro", "batch.micro is larger than the " +
                                std::to_string(static_cast<std::int64_t>(samples)) +
                                " samples of an update");
    }
}

std::string faultOfProbeKey(const std::string& key, const Json& value) {
    if (key == "id") {
        const bool name = value.string() != nullptr && !value.string()->empty() &&
                          value.string()->size() <= 64 &&
                          value.string()->find('/') == std::string::npos &&
                          !value.string()->starts_with(".");
        return name ? "" : "must be a name of at most 64 bytes without / that begins with no dot";
    }
    if (key == "every") {
        return value.integer() != nullptr && *value.integer() >= 0 ? ""
                                                                   : "must be a whole number ≥ 0";
    }
    if (key == "keep") {
        constexpr std::array<std::string_view, 3> kKinds{"attention", "predictions", "hidden"};
        const bool known =
            value.array() != nullptr && std::ranges::all_of(*value.array(), [&](const Json& kind) {
                return kind.string() != nullptr &&
                       std::ranges::find(kKinds, *kind.string()) != kKinds.end();
            });
        return known ? "" : "must be a list of attention, predictions, hidden";
    }
    if (value.object() == nullptr || value.object()->empty()) {
        return "must be an object with text, pair, image or clip";
    }
    constexpr std::array<std::string_view, 4> kParts{"text", "pair", "image", "clip"};
    for (const auto& [part, content] : *value.object()) {
        if (std::ranges::find(kParts, part) == kParts.end() || content.string() == nullptr) {
            return "may hold text, pair, image and clip, all texts";
        }
    }
    return {};
}

void checkProbe(const Json& probe, const std::string& path, std::set<std::string>& ids,
                const TakeFault& take) {
    if (probe.object() == nullptr || probe.find("id") == nullptr ||
        probe.find("sample") == nullptr) {
        take(path, path + " needs an id and a sample");
        return;
    }
    const std::vector<std::string_view> known{"id", "sample", "every", "keep"};
    for (const auto& [key, value] : *probe.object()) {
        const std::string at = path + "." + key;
        if (std::ranges::find(known, key) == known.end()) {
            take(at, "there is no key \"" + at + "\"; did you mean \"" +
                         std::string(nearestName(key, known)) + "\"?");
        } else if (const std::string fault = faultOfProbeKey(key, value); !fault.empty()) {
            take(at, at + " " + fault);
        }
    }
    const std::string* id = probe.find("id")->string();
    if (id != nullptr && !ids.insert(*id).second) {
        take(path + ".id", "two probes are called \"" + *id + "\"");
    }
}

} // namespace

void checkTogether(const Json& given, const TakeFault& take) {
    if (!isGiven(given, "task")) {
        take("task", "what is to be learned? \"task\" is missing");
    }
    checkModel(given, take);
    checkData(given, take);
    atMostOneOf(given, "steps", "epochs", take);
    atMostOneOf(given, "batch.samples", "batch.tokens", take);
    atMostOneOf(given, "schedule.warmup_steps", "schedule.warmup_ratio", take);
    const Json* probes = valueAt(given, "probes");
    std::set<std::string> ids;
    for (std::size_t i = 0; probes != nullptr && i < probes->array()->size(); ++i) {
        checkProbe((*probes->array())[i], "probes[" + std::to_string(i) + "]", ids, take);
    }
}

void fillDependentDefaults(Json& resolved) {
    if (!isGiven(resolved, "batch.samples") && !isGiven(resolved, "batch.tokens")) {
        setAt(resolved, "batch.samples", kDefaultSamples);
    }
    if (!isGiven(resolved, "steps") && !isGiven(resolved, "epochs")) {
        setAt(resolved, "epochs", kDefaultEpochs);
    }
    if (textAt(resolved, "data.eval").empty()) {
        setAt(resolved, "data.eval", textAt(resolved, "data.train"));
    }
}

std::size_t lineOfRefusal(std::string_view text) {
    /// Takes everything; what it is for is where the reader stops.
    class Deaf final : public JsonEvents {
        bool null(std::size_t) override { return true; }
        bool boolean(bool, std::size_t) override { return true; }
        bool integer(std::int64_t, std::size_t) override { return true; }
        bool fraction(double, std::size_t) override { return true; }
        bool string(std::string_view, std::size_t) override { return true; }
        bool beginObject(std::size_t) override { return true; }
        bool key(std::string_view, std::size_t) override { return true; }
        bool endObject(std::size_t) override { return true; }
        bool beginArray(std::size_t) override { return true; }
        bool endArray(std::size_t) override { return true; }
    };
    Deaf deaf;
    const auto read = readJsonEvents(text, "recipe", {}, deaf);
    return read ? 0 : lineAt(text, deaf.refusal.at);
}

} // namespace vitrine::run
