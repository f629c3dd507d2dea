#include "core/media/decoder/describe.h"

#include "core/base/json.h"
#include "core/media/header/pictureheader.h"

#include <algorithm>
#include <cmath>

namespace vitrine::media {

namespace {

constexpr std::size_t kMostJson = std::size_t{16} << 20;
constexpr std::size_t kMostNotes = 64;

Problem nonsense(std::string_view where) {
    return {"The decoder's answer makes no sense", std::string(where), "Try another file"};
}

Json listOf(const std::vector<std::string>& words) {
    return Json(Json::Array(words.begin(), words.end()));
}

template <class Number>
Json numbersOf(const std::vector<Number>& numbers) {
    return Json(Json::Array(numbers.begin(), numbers.end()));
}

std::string textAt(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    return value != nullptr && value->string() != nullptr ? *value->string() : std::string();
}

double numberAt(const Json& json, std::string_view key) {
    const Json* value = json.find(key);
    const double number = value != nullptr ? value->number() : 0;
    return std::isfinite(number) ? number : 0;
}

const Json::Array& arrayAt(const Json& json, std::string_view key) {
    static const Json::Array empty;
    const Json* value = json.find(key);
    return value != nullptr && value->array() != nullptr ? *value->array() : empty;
}

std::vector<std::string> notesOf(const Json& json) {
    std::vector<std::string> notes;
    for (const Json& note : arrayAt(json, "notes")) {
        if (note.string() != nullptr && notes.size() < kMostNotes) {
            notes.push_back(*note.string());
        }
    }
    return notes;
}

Outcome<Json> parsed(std::string_view text, std::string_view where) {
    auto json = parseJson(text, where, {.bytes = kMostJson, .depth = 4});
    return json && json->object() != nullptr ? json : Outcome<Json>(nonsense(where));
}

} // namespace

std::string describe(const Picture& picture) {
    Json json;
    json.set("format", picture.format);
    json.set("notes", listOf(picture.notes));
    return json.dump();
}

std::string describe(const ClipInfo& info) {
    Json json;
    json.set("format", info.format);
    json.set("codec", info.codec);
    json.set("width", static_cast<std::int64_t>(info.width));
    json.set("height", static_cast<std::int64_t>(info.height));
    json.set("framesPerSecond", info.framesPerSecond);
    json.set("seconds", info.seconds);
    json.set("times", numbersOf(info.times));
    json.set("keyFrames", numbersOf(info.keyFrames));
    json.set("notes", listOf(info.notes));
    return json.dump();
}

Outcome<Picture> pictureDescribed(std::string_view text, std::string_view where) {
    const auto json = parsed(text, where);
    if (!json) {
        return json.as<Picture>();
    }
    return Picture{.format = textAt(*json, "format"), .notes = notesOf(*json)};
}

Outcome<ClipInfo> clipDescribed(std::string_view text, std::string_view where,
                                const MediaLimits& limits) {
    const auto json = parsed(text, where);
    if (!json) {
        return json.as<ClipInfo>();
    }
    const double width = numberAt(*json, "width");
    const double height = numberAt(*json, "height");
    const auto side = static_cast<double>(limits.side);
    const Json::Array& times = arrayAt(*json, "times");
    if (width < 1 || height < 1 || width > side || height > side || times.empty() ||
        times.size() > static_cast<std::size_t>(limits.frames)) {
        return nonsense(where);
    }
    ClipInfo info{.format = textAt(*json, "format"),
                  .codec = textAt(*json, "codec"),
                  .width = static_cast<std::uint64_t>(width),
                  .height = static_cast<std::uint64_t>(height),
                  .framesPerSecond = std::max(numberAt(*json, "framesPerSecond"), 0.0),
                  .seconds = std::max(numberAt(*json, "seconds"), 0.0),
                  .notes = notesOf(*json)};
    for (const Json& time : times) {
        const double seconds = time.number();
        info.times.push_back(std::isfinite(seconds) ? seconds : 0);
    }
    for (const Json& key : arrayAt(*json, "keyFrames")) {
        const std::int64_t* number = key.integer();
        if (number == nullptr || *number < 0 || *number >= info.frames()) {
            return nonsense(where);
        }
        info.keyFrames.push_back(*number);
    }
    return info;
}

} // namespace vitrine::media
