#include "core/run/control/request.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace vitrine::run {

namespace {

constexpr std::size_t kLongestId = 64;

constexpr std::array<std::pair<ControlVerb, std::string_view>, 10> kVerbs{
    {{ControlVerb::Pause, "pause"},
     {ControlVerb::Resume, "resume"},
     {ControlVerb::Stop, "stop"},
     {ControlVerb::Kill, "kill"},
     {ControlVerb::Checkpoint, "checkpoint"},
     {ControlVerb::Eval, "eval"},
     {ControlVerb::Probe, "probe"},
     {ControlVerb::Set, "set"},
     {ControlVerb::Note, "note"},
     {ControlVerb::Histogram, "histogram"}}};

/// An argument of `set`, with the smallest and largest value that makes sense.
struct Setting {
    std::string_view name;
    double least = 0;
    double most = 0;
    bool whole = false;
};

constexpr std::array<Setting, 7> kSettings{{{"lr_scale", 0, 1000},
                                            {"lr", 0, 1000},
                                            {"clip", 0, 1e9},
                                            {"weight_decay", 0, 1000},
                                            {"log_every", 1, 1e9, true},
                                            {"eval_every", 1, 1e9, true},
                                            {"steps", 1, 1e12, true}}};

std::string faultOfSetting(const Json::Member& member) {
    const auto& [name, value] = member;
    const auto setting = std::ranges::find(kSettings, name, &Setting::name);
    if (setting == kSettings.end()) {
        return "there is nothing called \"" + name + "\" to set";
    }
    const bool kind = setting->whole ? value.integer() != nullptr : value.isNumber();
    if (!kind || !(value.number() >= setting->least && value.number() <= setting->most)) {
        return name + " has a value that makes no sense";
    }
    return {};
}

std::string faultOfSet(const Json::Object& args) {
    if (args.empty()) {
        return "set needs something to set";
    }
    for (const Json::Member& member : args) {
        if (std::string fault = faultOfSetting(member); !fault.empty()) {
            return fault;
        }
    }
    return {};
}

/// Whether the one argument `mode` is among `choices`; the first of them is filled in.
std::string faultOfMode(Json::Object& args, std::span<const std::string_view> choices) {
    if (args.empty()) {
        args.emplace_back("mode", choices.front());
    }
    const std::string* mode = args.front().second.string();
    const bool known = args.size() == 1 && args.front().first == "mode" && mode != nullptr &&
                       std::ranges::find(choices, *mode) != choices.end();
    return known ? std::string() : "the mode is none of the known ones";
}

std::string faultOfText(const Json::Object& args, std::string_view name) {
    const bool right = args.size() == 1 && args.front().first == name &&
                       args.front().second.string() != nullptr &&
                       !args.front().second.string()->empty();
    return right ? std::string() : "\"" + std::string(name) + "\" is what it needs, and no more";
}

std::string faultOf(ControlVerb verb, Json::Object& args) {
    constexpr std::array<std::string_view, 2> kPauses{"keep", "free"};
    constexpr std::array<std::string_view, 2> kStops{"save", "discard"};
    switch (verb) {
    case ControlVerb::Pause:
        return faultOfMode(args, kPauses);
    case ControlVerb::Stop:
        return faultOfMode(args, kStops);
    case ControlVerb::Probe:
        return faultOfText(args, "sample");
    case ControlVerb::Note:
        return faultOfText(args, "text");
    case ControlVerb::Set:
        return faultOfSet(args);
    default:
        return args.empty() ? std::string() : "the verb takes no arguments";
    }
}

Problem refusal(std::string_view where, const std::string& what) {
    return {.what = "The request was refused: " + what,
            .where = std::string(where),
            .advice = "Send it again from the window, or see training.md 5 for its form"};
}

bool isId(const Json* id) {
    return id != nullptr && id->string() != nullptr && !id->string()->empty() &&
           id->string()->size() <= kLongestId;
}

} // namespace

std::string_view nameOf(ControlVerb verb) {
    return std::ranges::find(kVerbs, verb, &std::pair<ControlVerb, std::string_view>::first)->second;
}

std::optional<ControlVerb> controlVerbNamed(std::string_view name) {
    const auto found =
        std::ranges::find(kVerbs, name, &std::pair<ControlVerb, std::string_view>::second);
    return found != kVerbs.end() ? std::optional(found->first) : std::nullopt;
}

Json toJson(const ControlRequest& request) {
    return Json::Object{{"id", request.id},
                        {"verb", nameOf(request.verb)},
                        {"args", request.args},
                        {"by", request.by},
                        {"t", request.time}};
}

Outcome<ControlRequest> requestFrom(const Json& json, std::string_view where) {
    const Json* id = json.find("id");
    const Json* verbName = json.find("verb");
    const Json* args = json.find("args");
    const Json* by = json.find("by");
    const Json* time = json.find("t");
    if (!isId(id) || verbName == nullptr || verbName->string() == nullptr) {
        return refusal(where, "it lacks its id or its verb");
    }
    const auto verb = controlVerbNamed(*verbName->string());
    if (!verb) {
        return refusal(where, "there is no verb \"" + *verbName->string() + "\"");
    }
    if ((args != nullptr && args->object() == nullptr) ||
        (by != nullptr && by->string() == nullptr) || (time != nullptr && !time->isNumber())) {
        return refusal(where, "args, by or t has another type than agreed");
    }
    constexpr std::array<std::string_view, 5> kKeys{"id", "verb", "args", "by", "t"};
    for (const auto& [key, value] : *json.object()) {
        if (std::ranges::find(kKeys, key) == kKeys.end()) {
            return refusal(where, "it has an unknown key \"" + key + "\"");
        }
    }
    Json::Object given = args != nullptr ? *args->object() : Json::Object();
    if (const std::string fault = faultOf(*verb, given); !fault.empty()) {
        return refusal(where, fault);
    }
    return ControlRequest{.id = *id->string(),
                          .verb = *verb,
                          .args = std::move(given),
                          .by = by != nullptr ? *by->string() : "",
                          .time = time != nullptr ? time->number() : 0};
}

} // namespace vitrine::run
